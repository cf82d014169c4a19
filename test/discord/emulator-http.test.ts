import { type FakeDiscord, type Fields, type Person, startFakeDiscord, visibleText } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';
import { type HttpAnswer, type HttpApp, startHttpApp } from './emulator/testing/http-app.ts';
import { openSession } from './emulator/testing/line.ts';
import { commandOf, EPHEMERAL } from './emulator/testing/payloads.ts';

let fake: FakeDiscord;
let person: Person;
let channel: string;
let app: HttpApp;
let answer: (interaction: Fields) => HttpAnswer | Promise<HttpAnswer>;

beforeEach(async () => {
  fake = await startFakeDiscord({ answerMs: 200 });
  const guild = fake.guild('family');
  person = fake.user('Hanako');
  guild.joins(person);
  channel = guild.channel('talk');
  await callApi(fake, `PUT /applications/${fake.app.id}/commands`, [
    commandOf({ options: [{ type: 3, name: 'isp', description: 'Line', autocomplete: true }] }),
  ]);
  answer = () => ({ status: 200, body: { type: 4, data: { content: 'Hello', flags: EPHEMERAL } } });
  app = await startHttpApp(fake, (interaction) => answer(interaction));
  fake.deliverTo(app.url);
});

afterEach(async () => {
  await app.stop();
  await fake.stop();
});

function seen(): readonly string[] {
  return person.sees(channel).map(visibleText);
}

describe('an endpoint', () => {
  test('is set only if it answers a PING and turns away what is forged', async () => {
    const careless = await startHttpApp(fake, (interaction) => answer(interaction), true);
    fake.deliverTo(null);

    expect(await fake.setsEndpoint(app.url)).toEqual({ ok: true });
    expect(await fake.setsEndpoint(careless.url)).toEqual({ ok: false, reason: expect.stringContaining('401') });
    expect(await fake.setsEndpoint('http://127.0.0.1:1/')).toEqual({ ok: false, reason: expect.stringContaining('PONG') });
    await careless.stop();
  });

  test('may be set by the app itself', async () => {
    const set = (url: unknown) => callApi(fake, 'PATCH /applications/@me', { interactions_endpoint_url: url });

    expect(await set(app.url)).toMatchObject({ status: 200, body: { interactions_endpoint_url: app.url } });
    expect((await set('http://127.0.0.1:1/')).flaws).toEqual(['interactions_endpoint_url APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID']);
    expect(await set(null)).toMatchObject({ status: 200, body: { interactions_endpoint_url: null } });
  });

  test('gets the interactions, and the gateway none', async () => {
    await openSession(fake);

    const delivery = await person.runsCommand('mailfix', {}, channel);

    expect(delivery).toMatchObject({ acked: true, answer: 4, attempts: [{ over: 'http', status: 200, outcome: 'answered' }] });
    expect(app.heard).toMatchObject([{ type: 2, data: { name: 'mailfix' }, context: 0, locale: 'ja' }]);
    expect(fake.gateway.sessions[0]?.told.filter(({ text }) => text.includes('INTERACTION_CREATE'))).toEqual([]);
    expect(seen()).toEqual(['Hello']);
  });

  test('offers what fits in its answer', async () => {
    answer = () => ({ status: 200, body: { type: 8, data: { choices: [{ name: 'OCN', value: 'ocn' }] } } });

    expect(await person.types('isp', 'o')).toEqual([{ name: 'OCN', value: 'ocn' }]);
  });

  test('may say 202 and answer over REST', async () => {
    answer = async ({ id, token }) => {
      await callApi(fake, `POST /interactions/${id}/${token}/callback`, { type: 4, data: { content: 'Later' } });
      return { status: 202 };
    };

    expect(await person.runsCommand('mailfix', {}, channel)).toMatchObject({ acked: true, answer: 4 });
    expect(seen()).toEqual(['Later']);
  });

  test.each<[string, () => HttpAnswer | Promise<HttpAnswer>, string]>([
    ['500', () => ({ status: 500 }), 'http_error'],
    ['something that is no answer', () => ({ status: 200, body: { type: 4, data: {} } }), 'refused'],
    ['nothing in time', () => new Promise((resolve) => setTimeout(() => resolve({ status: 200 }), 400)), 'http_timeout'],
  ])('that says %s has failed the person', async (_what, said, outcome) => {
    answer = said;

    expect(await person.runsCommand('mailfix', {}, channel)).toMatchObject({ acked: false });
    await fake.until(() => fake.deliveries[0]?.attempts[0]?.outcome === outcome, outcome);
    expect(seen()).toEqual(['The application did not respond']);
    expect(fake.refused.map(({ name, code }) => [name, code])).toEqual(outcome === 'refused' ? [['inline', 50_006]] : []);
  });

  test('may get an interaction twice: the first answer counts', async () => {
    fake.faults.deliveries.duplicate = 1;

    await person.runsCommand('mailfix', {}, channel);
    await fake.until(() => fake.deliveries[0]?.attempts.every(({ outcome }) => outcome !== 'pending') === true, 'both answers');

    expect(app.heard).toHaveLength(2);
    expect(fake.deliveries[0]?.attempts.map(({ outcome }) => outcome).sort()).toEqual(['answered', 'refused']);
    expect(seen()).toEqual(['Hello']);
    expect(fake.refused).toEqual([]);
  });
});
