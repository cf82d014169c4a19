import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyPairOf } from './certificates.ts';
import type { Lab } from './lab.ts';
import { inside } from './lab.ts';
import type { House, Organisation } from './plan.ts';
import { ADDRESS, NOTICE_PORT, POST_HOST, STRIPPER_PORT } from './plan.ts';
import type { MailServersConfig } from './servers/mail-servers.ts';
import { startServer } from './shell.ts';

type Server = MailServersConfig['servers'][number];

/** One line for each AUTH or MAIL that somebody gave to a server that is not theirs. Has to stay empty. */
export function trespassFileOf(lab: Lab): string {
  return join(lab.folder, 'trespass.log');
}

/** Starts the mail servers of the world, the line's own mail house, and the middle box at the line's router. */
export async function startOrganisations(lab: Lab, organisations: readonly Organisation[]): Promise<void> {
  await writeFile(trespassFileOf(lab), '');
  const world = organisations.flatMap((one) => one.ports.map((port) => describeServer(lab, { ...one, port })));
  const post = { host: POST_HOST, address: ADDRESS.post };
  const notice = 'Outbound port 25 is closed on this line';
  await Promise.all([
    startMailServers(lab, 'world', world),
    startMailServers(lab, 'post', [
      describeServer(lab, { ...post, port: 25 }),
      { ...describeServer(lab, { ...post, port: NOTICE_PORT }), notice },
    ]),
    startProgram(lab, 'isp', 'stripper.ts', [String(STRIPPER_PORT), ADDRESS.provider]),
  ]);
}

function describeServer(lab: Lab, { host, address, port }: { host: string; address: string; port: number }): Server {
  return { host, address, port, ...keyPairOf(lab, host), notice: null };
}

async function startMailServers(lab: Lab, house: House, servers: readonly Server[]): Promise<void> {
  const file = join(lab.folder, `${house}.json`);
  await writeFile(file, JSON.stringify({ trespassFile: trespassFileOf(lab), servers: [...servers] } satisfies MailServersConfig));
  await startProgram(lab, house, 'mail-servers.ts', [file]);
}

async function startProgram(lab: Lab, house: House, program: string, args: readonly string[]): Promise<void> {
  await startServer(inside(lab, house, [process.execPath, join(import.meta.dirname, 'servers', program), ...args]));
}
