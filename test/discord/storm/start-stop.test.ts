import { visibleText } from '../emulator/index.ts';
import { FOUNDING } from './habits.ts';
import { type Stage, setStage } from './storm.ts';

let stage: Stage | null = null;

afterEach(async () => {
  await stage?.end();
  stage = null;
});

test('without the words of servers the bot offers nothing there, and answers in direct messages and to commands', async () => {
  const set = await setStage('gateway', { app: { messageContent: false } });
  stage = set;
  await set.start();
  const person = set.fake.user('Hana');
  set.guild.joins(person);
  const says = (place: string): string =>
    person
      .sees(place)
      .filter(({ fromApp }) => fromApp)
      .map(visibleText)
      .join('\n');
  await person.writes(set.helpdesks[0] ?? '', FOUNDING);
  await person.writes('dm', FOUNDING);
  await person.runsCommand('mailfix', { story: FOUNDING }, set.guild.channel('talk'));

  await set.fake.until(() => says('dm').includes('smtp.nifty.com'), 'the answer', 20_000);
  await set.fake.until(() => says(set.guild.channel('talk')).includes('smtp.nifty.com'), 'the answer', 20_000);
  expect(says(set.helpdesks[0] ?? '')).toBe('');
  expect(set.program.log.split('Message Content Intent')).toHaveLength(2);
}, 60_000);

test.each(['holdsHello', 'holdsReady'] as const)(
  'told to stop while the gateway %s, the program ends',
  async (mood) => {
    const set = await setStage('gateway');
    stage = set;
    set.fake.gateway.moods[mood] = true;
    const began = performance.now();
    const starting = set.program.start().then(String, (error: Error) => error.message);
    await set.fake.until(() => set.fake.calls.some(({ name }) => name === 'getGatewayBot'), 'a try to connect', 20_000);
    await set.program.remove();

    expect(await starting).toContain('ended by itself');
    expect(performance.now() - began).toBeLessThan(20_000);
  },
  40_000,
);

test('a request with a forged signature is turned away', async () => {
  const set = await setStage('http');
  stage = set;
  const url = `${await set.program.start()}/discord/interactions`;
  const headers = {
    'Content-Type': 'application/json',
    'X-Signature-Ed25519': 'ab'.repeat(64),
    'X-Signature-Timestamp': String(Math.floor(Date.now() / 1_000)),
  };
  const answer = await fetch(url, { method: 'POST', headers, body: '{"type":1}' });

  expect(answer.status).toBe(401);
  expect(await set.fake.setsEndpoint(url)).toMatchObject({ ok: true });
}, 40_000);
