import { join } from 'node:path';
import { checkCommand } from '../../../src/bin/check.ts';
import type { LookTools } from '../../../src/bin/probe/tools.ts';
import { probeCommand } from '../../../src/bin/probe.ts';
import { loadCatalogue } from '../../../src/catalog/load.ts';
import type { Catalogue } from '../../../src/contracts/catalogue.ts';
import type { Lang } from '../../../src/contracts/lang.ts';
import type { Vantage } from '../../../src/contracts/probes.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';
import { type Authority, createAuthority } from '../../helpers/smtp/certificates.ts';
import { startNameServer, type Zone } from '../../helpers/smtp/name-server.ts';
import { relay, submission, submissions } from '../../helpers/smtp/parts.ts';
import { proberFor } from '../../helpers/smtp/probe.ts';
import { type Part, startServer } from '../../helpers/smtp/server.ts';

const ROOT = join(__dirname, '../../..');
const HOST = 'smtp.nifty.com';

let authority: Authority;
let catalogue: Catalogue;
const translator = loadTranslator(join(ROOT, 'locales'));
const running: { close(): unknown }[] = [];

beforeAll(() => {
  authority = createAuthority();
  catalogue = loadCatalogue(join(ROOT, 'catalog'));
});

afterAll(() => authority.close());

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

async function serve(parts: readonly Part[], address: string, port: number): Promise<number> {
  const server = await startServer(parts, { address, port });
  running.push(server);
  return server.port;
}

/** A small Internet: where each server stands, and what plays on its ports. A port without parts refuses. */
interface World {
  readonly target: Partial<Record<25 | 465 | 587, readonly Part[]>>;
  readonly relays?: readonly Part[];
  readonly submission?: 'alive' | 'dead';
  readonly zone?: Zone;
}

const CONTROLS = {
  submission: [
    { host: 'control.test', port: 587 },
    { host: 'control.test', port: 465 },
  ],
  relay: [
    { host: 'relay1.test', port: 25 },
    { host: 'relay2.test', port: 25 },
  ],
} as const;

async function openWorld({ target, relays, submission: state = 'alive', zone = {} }: World, vantage: Vantage, lang: Lang = 'en') {
  const names = await startNameServer({
    [`A ${HOST}`]: ['127.0.2.1'],
    'A control.test': ['127.0.2.2'],
    'A relay1.test': ['127.0.2.3'],
    'A relay2.test': ['127.0.2.4'],
    ...zone,
  });
  running.push(names);
  const identity = authority.issue(`DNS:${HOST},DNS:control.test`);
  const alive = state === 'alive';
  // Each port of mail has one stand-in port, the same at every address.
  const at587 = await serve(alive ? submission(identity) : relay(), alive ? '127.0.2.2' : '127.0.2.99', 0);
  const at465 = await serve(alive ? submissions(identity) : relay(), alive ? '127.0.2.2' : '127.0.2.99', 0);
  const at25 = await serve(relay(), '127.0.2.99', 0);
  const ports = { 25: at25, 465: at465, 587: at587 };
  for (const port of [25, 465, 587] as const) {
    const parts = target[port];
    if (parts !== undefined) await serve(parts, '127.0.2.1', ports[port]);
  }
  for (const address of relays === undefined ? [] : ['127.0.2.3', '127.0.2.4']) await serve(relays ?? [], address, at25);
  const out: string[] = [];
  const err: string[] = [];
  const prober = proberFor(ports, { vantage, dns: names.address, caFile: authority.caFile, controls: CONTROLS });
  const tools: LookTools = { prober, catalogue, translator, lang, print: (line) => out.push(line), complain: (line) => err.push(line) };
  return { tools, out, err, text: () => out.join('\n'), last: () => out.at(-1) ?? '' };
}

function greeting(host: string): readonly Part[] {
  const [, ...rest] = relay();
  return [(call) => call.say(`220 ${host} ESMTP\r\n`), ...rest];
}

const good = () => submission(authority.issue(`DNS:${HOST}`));
const goodTls = () => submissions(authority.issue(`DNS:${HOST}`));

describe('okuru check', () => {
  test('proves a block by the matched pair and says which port to use', async () => {
    const { tools, text, last, err } = await openWorld({ target: { 587: good() } }, 'line');

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(1);

    expect(last()).toMatch(/^This line blocks port 25\. That is proven: port 587 of the same smtp\.nifty\.com answers/);
    expect(text()).toMatch(/smtp\.nifty\.com:25 +127\.0\.2\.1 +connection refused/);
    expect(text()).toMatch(/smtp\.nifty\.com:587 +127\.0\.2\.1 +answers +TLSv1\.3 \(STARTTLS\) +PLAIN LOGIN +\d+ ms/);
    expect(err).toEqual(['Looking at this line. This takes ten seconds at most.']);
  });

  test('names 465 where 587 does not get through', async () => {
    const { tools, last } = await openWorld({ target: { 465: goodTls() } }, 'line');

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(1);
    expect(last()).toMatch(/Change the outgoing port in your mail program to 465\.$/);
  });

  test('says that a line is open when the provider’s own server greets', async () => {
    const { tools, last } = await openWorld({ target: { 25: greeting('mta.nifty.com'), 587: good() }, relays: relay() }, 'line');

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(0);
    expect(last()).toMatch(/^This line does not block port 25: smtp\.nifty\.com itself answered/);
  });

  test('proves nothing where the other servers answer on 25 and this one does not', async () => {
    const { tools, last } = await openWorld({ target: { 587: good() }, relays: relay() }, 'line');

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(3);
    expect(last()).toMatch(/^It is not proven whether port 25 is blocked/);
  });

  test('proves nothing where nothing answers at all', async () => {
    const { tools, last } = await openWorld({ target: {}, submission: 'dead' }, 'line', 'ja');

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(3);
    expect(last()).toContain('25 番ポートについては、何も証明できていません。');
  });

  test('without a host looks at known-good servers alone', async () => {
    const { tools, out } = await openWorld({ target: {} }, 'line');

    expect(await checkCommand(undefined, { json: true }, tools)).toBe(1);

    const report = JSON.parse(out.join(''));
    expect(report.findings.map(({ id }: { id: string }) => id)).toContain('port_25_blocked_on_line');
    expect(report.observations.every(({ control, vantage }: { control: boolean; vantage: string }) => control && vantage === 'line')).toBe(
      true,
    );
  });

  test('takes a mail address or domain for the provider’s recorded server, and the local part is gone', async () => {
    const { tools, out, err } = await openWorld({ target: { 587: good() } }, 'line');

    expect(await checkCommand('taro.secret@nifty.com', { json: false }, tools)).toBe(1);
    expect([...out, ...err].join('\n')).not.toContain('taro');
    expect(out[0]).toBe('smtp.nifty.com, as seen from this line');
  });

  test.each(['', 'two words', '-x', 'smtp.nifty.com:587', 'a/b'])('refuses %j with a clear word and prints no result', async (host) => {
    const { tools, out, err } = await openWorld({ target: {} }, 'line');

    expect(await checkCommand(host, { json: true }, tools)).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('')).toMatch(/can't be the name of a server or a mail domain/);
  });

  test('asks for the server’s name where an address leads nowhere', async () => {
    const { tools, err } = await openWorld({ target: {} }, 'line');

    expect(await checkCommand('taro@nowhere.example', { json: false }, tools)).toBe(2);
    expect(err.join('')).toMatch(/The outgoing server of nowhere\.example is not known/);
  });
});

describe('okuru probe', () => {
  test('tells a live server and that port 25 of a line can’t be seen from here', async () => {
    const { tools, last, text } = await openWorld({ target: { 465: goodTls(), 587: good() } }, 'bot');

    expect(await probeCommand(HOST, { json: false, from: null }, tools)).toBe(0);

    expect(last()).toMatch(/587 and 465 of smtp\.nifty\.com are both alive\. Whether your own line blocks port 25 can't be seen from here/);
    expect(text()).not.toMatch(/blocks port 25\. That is proven/);
  });

  test('prints observations and findings, and nothing else, as JSON', async () => {
    const { tools, out, err } = await openWorld({ target: { 587: good() } }, 'bot');

    await probeCommand(HOST, { json: true, from: null }, tools);

    expect(out).toHaveLength(1);
    const report = JSON.parse(out[0] ?? '');
    expect(Object.keys(report)).toEqual(['observations', 'findings']);
    expect(report.findings.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['outlet_ok', 'submission_587_alive', 'submission_only_587']),
    );
    expect(err).toEqual([]);
  });

  test('follows a domain’s own records', async () => {
    const zone = { 'SRV _submissions._tcp.example.com': ['0 1 465 smtp.nifty.com'], 'MX example.com': ['10 mx.example.com'] };
    const { tools, text } = await openWorld({ target: { 465: goodTls() }, zone }, 'bot');

    expect(await probeCommand('user@example.com', { json: false, from: null }, tools)).toBe(0);
    expect(text()).toMatch(/SRV +_submissions\._tcp\.example\.com +0 1 465 smtp\.nifty\.com/);
    expect(text()).toMatch(/SRV +_submission\._tcp\.example\.com +none/);
  });

  test('says of a domain that names no server that it does not', async () => {
    const zone = { 'MX example.com': ['10 mx.example.com'] };
    const { tools, last } = await openWorld({ target: {}, zone }, 'bot');

    expect(await probeCommand('user@example.com', { json: false, from: null }, tools)).toBe(3);
    expect(last()).toMatch(/^example\.com does not publish the name of its outgoing server/);
  });

  test('tells a dead server, a wrong name and a place without a way out apart', async () => {
    const dead = await openWorld({ target: {} }, 'bot');
    const wrong = await openWorld({ target: {} }, 'bot');
    const inside = await openWorld({ target: {}, submission: 'dead' }, 'bot');
    const liar = await openWorld({ target: {}, zone: { 'A control.test': 'NXDOMAIN', [`A ${HOST}`]: 'NXDOMAIN' } }, 'bot');

    expect(await probeCommand(HOST, { json: false, from: null }, dead.tools)).toBe(1);
    expect(await probeCommand('smtp.nfity.example', { json: false, from: null }, wrong.tools)).toBe(1);
    expect(await probeCommand(HOST, { json: false, from: null }, inside.tools)).toBe(3);
    expect(await probeCommand(HOST, { json: false, from: null }, liar.tools)).toBe(3);

    expect(dead.last()).toMatch(/answers on neither 587 nor 465\. Other servers do answer/);
    expect(wrong.last()).toMatch(/^There is no server named smtp\.nfity\.example/);
    expect(inside.last()).toMatch(/nothing can be said about smtp\.nifty\.com/);
    expect(liar.last()).toMatch(/nothing can be said about smtp\.nifty\.com/);
  });
});

describe('okuru probe --from', () => {
  test('takes the look from the other machine and tells it as an agent’s', async () => {
    const there = await openWorld({ target: { 587: good() } }, 'bot');
    const here = await openWorld({ target: {} }, 'bot');
    await probeCommand(HOST, { json: true, from: null }, there.tools);
    const calls: string[][] = [];
    const run = async (command: string, parts: readonly string[]) => {
      calls.push([command, ...parts]);
      return { code: 0, stdout: there.text() };
    };

    expect(await probeCommand(HOST, { json: true, from: 'user@third.example', run }, here.tools)).toBe(0);

    const report = JSON.parse(here.text());
    const ids = report.observations.map(({ id }: { id: string }) => id);
    expect(calls).toEqual([
      ['ssh', '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-T', '--', 'user@third.example', 'okuru', 'probe', HOST, '--json'],
    ]);
    expect(ids).toContain('smtp/agent/smtp.nifty.com/127.0.2.1/587');
    expect(report.observations.every(({ vantage }: { vantage: string }) => vantage === 'agent')).toBe(true);
    expect(report.findings.flatMap(({ from }: { from: string[] }) => from).every((id: string) => ids.includes(id))).toBe(true);
    expect(report.findings.map(({ id }: { id: string }) => id)).toContain('submission_587_alive');
  });

  test.each([
    ['no ssh here', { code: null, stdout: '' }, /ssh command was not found/],
    ['no way in', { code: 255, stdout: '' }, /could not be reached by ssh/],
    ['no okuru there', { code: 127, stdout: '' }, /okuru could not be run on third\.example/],
    ['not JSON', { code: 0, stdout: 'Welcome!' }, /answer of third\.example could not be read/],
    ['another shape', { code: 0, stdout: '{"observations":[{"id":"x"}]}' }, /answer of third\.example could not be read/],
  ])('says so: %s', async (_, result, words) => {
    const { tools, out, err } = await openWorld({ target: {} }, 'bot');

    expect(await probeCommand(HOST, { json: false, from: 'third.example', run: async () => result }, tools)).toBe(2);
    expect(err.at(-1)).toMatch(words);
    expect(out).toEqual([]);
  });

  test.each(['-oProxyCommand=reboot', 'a b', '$(reboot)', ''])('never hands %j to ssh', async (from) => {
    const { tools } = await openWorld({ target: {} }, 'bot');
    const run = async () => {
      throw new Error('ssh was run');
    };

    expect(await probeCommand(HOST, { json: false, from, run }, tools)).toBe(2);
  });
});
