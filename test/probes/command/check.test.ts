import { checkCommand } from '../../../src/bin/check.ts';
import { relay, submission, submissions } from '../../helpers/smtp/parts.ts';
import type { Part } from '../../helpers/smtp/server.ts';
import { setStage } from '../../helpers/smtp/stage.ts';
import { HOST, openWorld } from '../../helpers/smtp/world.ts';

const stage = setStage();
const good = () => submission(stage.issue(`DNS:${HOST}`));
const goodTls = () => submissions(stage.issue(`DNS:${HOST}`));

function greeting(host: string): readonly Part[] {
  const [, ...rest] = relay();
  return [(call) => call.say(`220 ${host} ESMTP\r\n`), ...rest];
}

describe('okuru check', () => {
  test('proves a block by the matched pair and says which port to use', async () => {
    const { tools, text, last, err } = await openWorld(stage, { target: { 587: good() }, vantage: 'line' });

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(1);

    expect(last()).toMatch(/^This line blocks port 25\. That is proven: port 587 of the same smtp\.nifty\.com answers/);
    expect(text()).toMatch(/smtp\.nifty\.com:25 +127\.0\.2\.1 +connection refused/);
    expect(text()).toMatch(/smtp\.nifty\.com:587 +127\.0\.2\.1 +answers +TLSv1\.3 \(STARTTLS\) +PLAIN LOGIN +\d+ ms/);
    expect(err).toEqual(['Looking at this line. This takes ten seconds at most.']);
  });

  test('names 465 where 587 does not get through', async () => {
    const { tools, last } = await openWorld(stage, { target: { 465: goodTls() }, vantage: 'line' });

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(1);
    expect(last()).toMatch(/Change the outgoing port in your mail program to 465\.$/);
  });

  test('says that a line is open when the provider’s own server greets', async () => {
    const { tools, last } = await openWorld(stage, {
      target: { 25: greeting('mta.nifty.com'), 587: good() },
      relays: relay(),
      vantage: 'line',
    });

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(0);
    expect(last()).toMatch(/^This line does not block port 25: smtp\.nifty\.com itself answered/);
  });

  test('proves nothing where the other servers answer on 25 and this one does not', async () => {
    const { tools, last } = await openWorld(stage, { target: { 587: good() }, relays: relay(), vantage: 'line' });

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(3);
    expect(last()).toMatch(/^It is not proven whether port 25 is blocked/);
  });

  test('proves nothing where nothing answers at all', async () => {
    const { tools, last } = await openWorld(stage, { target: {}, submission: 'dead', vantage: 'line', lang: 'ja' });

    expect(await checkCommand(HOST, { json: false }, tools)).toBe(3);
    expect(last()).toContain('25 番ポートについては、何も証明できていません。');
  });

  test('without a host looks at known-good servers alone', async () => {
    const { tools, out } = await openWorld(stage, { target: {}, vantage: 'line' });

    expect(await checkCommand(undefined, { json: true }, tools)).toBe(1);

    const report = JSON.parse(out.join(''));
    expect(report.findings.map(({ id }: { id: string }) => id)).toContain('port_25_blocked_on_line');
    expect(report.observations.every(({ control, vantage }: { control: boolean; vantage: string }) => control && vantage === 'line')).toBe(
      true,
    );
  });

  test('takes a mail address or domain for the provider’s recorded server, and the local part is gone', async () => {
    const { tools, out, err } = await openWorld(stage, { target: { 587: good() }, vantage: 'line' });

    expect(await checkCommand('taro.secret@nifty.com', { json: false }, tools)).toBe(1);
    expect([...out, ...err].join('\n')).not.toContain('taro');
    expect(out[0]).toBe('smtp.nifty.com, as seen from this line');
  });

  test.each(['', 'two words', '-x', 'smtp.nifty.com:587', 'a/b'])('refuses %j with a clear word and prints no result', async (host) => {
    const { tools, out, err } = await openWorld(stage, { target: {}, vantage: 'line' });

    expect(await checkCommand(host, { json: true }, tools)).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('')).toMatch(/can't be the name of a server or a mail domain/);
  });

  test('asks for the server’s name where an address leads nowhere', async () => {
    const { tools, err } = await openWorld(stage, { target: {}, vantage: 'line' });

    expect(await checkCommand('taro@nowhere.example', { json: false }, tools)).toBe(2);
    expect(err.join('')).toMatch(/The outgoing server of nowhere\.example is not known/);
  });
});
