// Small mail servers of organisations that have nothing to do with the provider. Run inside a house:
// `node mail-servers.ts FILE`, where FILE lists them (see MailServer). Prints one line once all of them listen.
import { appendFileSync, readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { z } from 'zod';

const Config = z.object({
  /** Whatever a prober must never do towards somebody else's server (AUTH, MAIL) is written here, one line each. */
  trespassFile: z.string(),
  servers: z.array(
    z.object({
      host: z.string(),
      address: z.string(),
      port: z.number(),
      key: z.string(),
      cert: z.string(),
      /** Text with which it turns everybody away at the greeting (554, RFC 5321 §3.1); null for a server that serves. */
      notice: z.string().nullable(),
    }),
  ),
});

/** What such a process is told to be. */
export type MailServersConfig = z.infer<typeof Config>;
type MailServer = MailServersConfig['servers'][number];

function refuse(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function startServer(server: MailServer, trespassFile: string): Promise<void> {
  const { host, address, port, notice } = server;
  const note = (act: string) => appendFileSync(trespassFile, `${host} ${port} ${act}\n`);
  const smtp = new SMTPServer({
    name: host,
    banner: 'okuru lab',
    secure: port === 465,
    key: readFileSync(server.key),
    cert: readFileSync(server.cert),
    authOptional: true,
    disabledCommands: port === 25 ? ['AUTH'] : [],
    onConnect: (_session, done) => done(notice === null ? null : refuse(554, notice)),
    onAuth: (_auth, _session, done) => {
      note('AUTH');
      done(refuse(535, 'Authentication failed'));
    },
    onMailFrom: (_address, _session, done) => {
      note('MAIL');
      done(refuse(550, 'Not here'));
    },
  });
  // Clients that vanish in the middle are daily life here.
  smtp.on('error', () => {});
  return new Promise((resolve) => smtp.listen(port, address, resolve));
}

const [file = ''] = process.argv.slice(2);
const config = Config.parse(JSON.parse(readFileSync(file, 'utf8')));
Promise.all(config.servers.map((server) => startServer(server, config.trespassFile))).then(() => console.log('listening'));
