import { probeCommand } from '../../../src/bin/probe.ts';
import { submission, submissions } from '../../helpers/smtp/parts.ts';
import { setStage } from '../../helpers/smtp/stage.ts';
import { HOST, openWorld } from '../../helpers/smtp/world.ts';

const stage = setStage();
const good = () => submission(stage.issue(`DNS:${HOST}`));
const goodTls = () => submissions(stage.issue(`DNS:${HOST}`));

describe('okuru probe', () => {
  test('tells a live server and that port 25 of a line can’t be seen from here', async () => {
    const { tools, last, text } = await openWorld(stage, { target: { 465: goodTls(), 587: good() } });

    expect(await probeCommand(HOST, { json: false, from: null }, tools)).toBe(0);

    expect(last()).toMatch(/587 and 465 of smtp\.nifty\.com are both alive\. Whether your own line blocks port 25 can't be seen from here/);
    expect(text()).not.toMatch(/blocks port 25\. That is proven/);
  });

  test('prints observations and findings, and nothing else, as JSON', async () => {
    const { tools, out, err } = await openWorld(stage, { target: { 587: good() } });

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
    const { tools, text } = await openWorld(stage, { target: { 465: goodTls() }, zone });

    expect(await probeCommand('user@example.com', { json: false, from: null }, tools)).toBe(0);
    expect(text()).toMatch(/SRV +_submissions\._tcp\.example\.com +0 1 465 smtp\.nifty\.com/);
    expect(text()).toMatch(/SRV +_submission\._tcp\.example\.com +none/);
  });

  test('says of a domain that names no server that it does not', async () => {
    const zone = { 'MX example.com': ['10 mx.example.com'] };
    const { tools, last } = await openWorld(stage, { target: {}, zone });

    expect(await probeCommand('user@example.com', { json: false, from: null }, tools)).toBe(3);
    expect(last()).toMatch(/^example\.com does not publish the name of its outgoing server/);
  });

  test('tells a dead server, a wrong name and a place without a way out apart', async () => {
    const dead = await openWorld(stage, { target: {} });
    const wrong = await openWorld(stage, { target: {} });
    const inside = await openWorld(stage, { target: {}, submission: 'dead' });
    const liar = await openWorld(stage, { target: {}, zone: { 'A control.test': 'NXDOMAIN', [`A ${HOST}`]: 'NXDOMAIN' } });

    expect(await probeCommand(HOST, { json: false, from: null }, dead.tools)).toBe(1);
    expect(await probeCommand('smtp.nfity.example', { json: false, from: null }, wrong.tools)).toBe(1);
    expect(await probeCommand(HOST, { json: false, from: null }, inside.tools)).toBe(3);
    expect(await probeCommand(HOST, { json: false, from: null }, liar.tools)).toBe(3);

    expect(dead.last()).toMatch(/answers on neither 587 nor 465\. Other servers do answer/);
    expect(wrong.last()).toMatch(/^There is no server named smtp\.nfity\.example/);
    expect(inside.last()).toMatch(/nothing can be said about smtp\.nifty\.com/);
    expect(liar.last()).toMatch(/nothing can be said about smtp\.nifty\.com/i);
  });
});

describe('okuru probe --from', () => {
  test('takes the look from the other machine and tells it as an agent’s', async () => {
    const there = await openWorld(stage, { target: { 587: good() } });
    const here = await openWorld(stage, { target: {} });
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
    const { tools, out, err } = await openWorld(stage, { target: {} });

    expect(await probeCommand(HOST, { json: false, from: 'third.example', run: async () => result }, tools)).toBe(2);
    expect(err.at(-1)).toMatch(words);
    expect(out).toEqual([]);
  });

  test.each(['-oProxyCommand=reboot', 'a b', '$(reboot)', ''])('never hands %j to ssh', async (from) => {
    const { tools } = await openWorld(stage, { target: {} });
    const run = async () => {
      throw new Error('ssh was run');
    };

    expect(await probeCommand(HOST, { json: false, from, run }, tools)).toBe(2);
  });
});
