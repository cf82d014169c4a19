import { isFields } from '../helpers/json.ts';
import { type FakeDiscord, type Fields, type Person, startFakeDiscord } from './emulator/index.ts';
import { type Answer, callApi } from './emulator/testing/call.ts';
import { COMPONENT_CASES } from './emulator/testing/component-cases.ts';
import { CHOICE_CASES, COMMAND_CASES, MODAL_CASES } from './emulator/testing/form-cases.ts';
import { openSession } from './emulator/testing/line.ts';
import { buttonOf, commandOf, EPHEMERAL, rowOf, textOf, V2 } from './emulator/testing/payloads.ts';

let fake: FakeDiscord;
let person: Person;
let channel: string;

beforeEach(async () => {
  fake = await startFakeDiscord({ answerMs: 300 });
  const guild = fake.guild('family');
  person = fake.user('hanako');
  guild.joins(person);
  channel = guild.channel('help');
});

afterEach(() => fake.stop());

function post(body: Fields): Promise<Answer> {
  return callApi(fake, `POST /channels/${channel}/messages`, body);
}

/** The places a refusal names, without their codes. */
function placesOf({ flaws }: Answer): readonly string[] {
  return flaws.map((flaw) => flaw.split(' ')[0] ?? '');
}

describe('the components of a message', () => {
  test.each(COMPONENT_CASES)('keep the rule: $rule', async ({ keeps, breaks, at }) => {
    const kept = await post({ flags: V2, components: keeps });
    const broken = await post({ flags: V2, components: breaks });

    expect([kept.status, kept.flaws]).toEqual([200, []]);
    expect(broken).toMatchObject({ status: 400, body: { code: 50_035, message: 'Invalid Form Body' } });
    expect(placesOf(broken)).toContain(at);
    expect(fake.refused).toMatchObject([{ name: 'createMessage', code: 50_035 }]);
  });

  test('of the first kind are rows alone', async () => {
    expect(await post({ content: 'x', components: [rowOf(buttonOf('a'))] })).toMatchObject({ status: 200 });
    expect(placesOf(await post({ content: 'x', components: [textOf('a')] }))).toEqual(['components.0.type']);
  });

  test('of the second kind leave no room for content and embeds', async () => {
    const both = await post({ flags: V2, content: 'x', embeds: [{ title: 'x' }], components: [textOf('a')] });

    expect(both.flaws).toEqual([
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
  });

  test('of the second kind stay so', async () => {
    const { body } = await post({ flags: V2, components: [textOf('a')] });
    const edit = (change: Fields): Promise<Answer> => callApi(fake, `PATCH /channels/${channel}/messages/${body.id}`, change);

    expect(await edit({ components: [textOf('b')] })).toMatchObject({ status: 200, body: { flags: V2 } });
    expect((await edit({ flags: 0, components: [textOf('c')] })).flaws).toEqual(['flags MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG']);
    expect((await edit({ content: 'c' })).status).toBe(400);
  });

  test('are numbered, and what was left out is filled in', async () => {
    const { body } = await post({
      flags: V2,
      components: [
        { ...textOf('a'), id: 2 },
        { type: 17, components: [{ type: 14 }] },
      ],
    });

    expect(body.components).toEqual([
      { type: 10, content: 'a', id: 2 },
      { type: 17, id: 1, accent_color: null, spoiler: false, components: [{ type: 14, id: 3, divider: true, spacing: 1 }] },
    ]);
  });
});

describe('a message that is too heavy', () => {
  // Three bytes each: 10,170 bytes, 12 of them for the text display itself.
  const fits = textOf('あ'.repeat(3_386));
  const breaks = textOf('あ'.repeat(3_387));

  test('breaks Discord, though it keeps every limit that is documented', async () => {
    const { body } = await post({ flags: V2, components: [fits] });

    expect(await post({ flags: V2, components: [breaks] })).toMatchObject({ status: 500, body: { code: 0 } });
    expect(await callApi(fake, `PATCH /channels/${channel}/messages/${body.id}`, { components: [breaks] })).toMatchObject({ status: 500 });
    expect(await post({ flags: V2, components: [fits, rowOf(buttonOf('a'))] })).toMatchObject({ status: 500 });
    expect(fake.refused.map(({ messages }) => messages[0])).toEqual([
      expect.stringContaining('weighs 10173 bytes'),
      expect.stringContaining('weighs 10173 bytes'),
      expect.stringContaining('weighs 10198 bytes'),
    ]);
  });

  test('as does one with half a character', async () => {
    expect(await post({ flags: V2, components: [rowOf(buttonOf('a\ud800'))] })).toMatchObject({ status: 500 });
    expect(await post({ flags: V2, components: [textOf('\ud83d\ude04')] })).toMatchObject({ status: 200 });
  });
});

describe('a message', () => {
  test.each<[string, Fields, string]>([
    ['content of 2000', { content: 'x'.repeat(2_001) }, 'content'],
    ['a nonce of 25', { content: 'x', nonce: 'x'.repeat(26) }, 'nonce'],
    ['flags for posts', { content: 'x', flags: EPHEMERAL }, 'flags'],
    ['known kinds of mentions', { content: 'x', allowed_mentions: { parse: ['all'] } }, 'allowed_mentions.parse.0'],
    ['mentions said once', { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } }, 'allowed_mentions'],
    ['ten embeds', { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) }, 'embeds'],
    ['titles of 256', { embeds: [{ title: 'x'.repeat(257) }] }, 'embeds.0.title'],
    ['embeds of 6000 in all', { embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(2_001) }] }, 'embeds'],
    ['a reply to something', { content: 'x', message_reference: { message_id: '1' } }, 'message_reference'],
  ])('keeps the rule: %s', async (_rule, body, at) => {
    expect(placesOf(await post(body))).toEqual([at]);
  });

  test('says something', async () => {
    expect(await post({ content: '' })).toMatchObject({ status: 400, body: { code: 50_006 } });
    expect(await post({ flags: V2, components: [] })).toMatchObject({ status: 400, body: { code: 50_006 } });
  });

  test('may hold members Discord does not know', async () => {
    expect(await post({ content: 'x', colour: 'red' })).toMatchObject({ status: 200 });
  });

  test('is JSON, of a bot that says who it is', async () => {
    expect(await callApi(fake, `POST /channels/${channel}/messages`, '{broken')).toMatchObject({ status: 400, body: { code: 50_109 } });
    const res = await fetch(`${fake.apiUrl}/v10/channels/${channel}`, {
      headers: { Authorization: `Bot ${fake.app.token}`, 'User-Agent': 'node' },
    });
    expect([res.status, await res.json()]).toMatchObject([403, { code: 40_333 }]);
  });
});

describe('commands', () => {
  test.each(COMMAND_CASES)('keep the rule: $rule', async ({ keeps, breaks, at }) => {
    const put = (body: unknown): Promise<Answer> => callApi(fake, `PUT /applications/${fake.app.id}/commands`, body);
    const kept = await put(keeps);
    const broken = await put(breaks);

    expect([kept.status, kept.flaws]).toEqual([200, []]);
    expect(placesOf(broken)).toContain(at);
  });
});

describe('the answer to an interaction', () => {
  /** Runs the command and answers it over REST. */
  async function answer(body: unknown): Promise<Answer> {
    await callApi(fake, `PUT /applications/${fake.app.id}/commands`, [
      commandOf({ options: [{ type: 3, name: 'isp', description: 'Line', autocomplete: true }] }),
    ]);
    const { line } = await openSession(fake);
    const typing = typeof body === 'object' && body !== null && 'type' in body && body.type === 8;
    const done = typing ? person.types('isp', 'o', { channel }) : person.runsCommand('mailfix', {}, channel);
    const { d } = await line.next();
    const { id, token } = isFields(d) ? d : {};
    const said = await callApi(fake, `POST /interactions/${id}/${token}/callback?with_response=true`, body);
    if (said.status !== 200) {
      await callApi(fake, `POST /interactions/${id}/${token}/callback`, typing ? { type: 8, data: { choices: [] } } : { type: 5 });
    }
    await done;
    line.close();
    return said;
  }

  test.each(MODAL_CASES)('with a form keeps the rule: $rule', async ({ keeps, breaks, at }) => {
    const kept = await answer({ type: 9, data: keeps });
    const broken = await answer({ type: 9, data: breaks });

    expect([kept.status, kept.flaws]).toEqual([200, []]);
    expect(placesOf(broken)).toContain(at);
  });

  test.each(CHOICE_CASES)('with choices keeps the rule: $rule', async ({ keeps, breaks, at }) => {
    const kept = await answer({ type: 8, data: { choices: keeps } });
    const broken = await answer({ type: 8, data: { choices: breaks } });

    expect([kept.status, kept.flaws]).toEqual([200, []]);
    expect(placesOf(broken)).toContain(at);
  });

  test('is of a kind that fits', async () => {
    expect((await answer({ type: 7, data: { content: 'x' } })).flaws).toEqual(['type BASE_TYPE_CHOICES']);
    expect((await answer({ data: { content: 'x' } })).flaws).toEqual(['type BASE_TYPE_CHOICES']);
  });

  test('deferred is ephemeral or not, and nothing else', async () => {
    expect(await answer({ type: 5, data: { flags: EPHEMERAL } })).toMatchObject({
      status: 200,
      body: { interaction: { response_message_loading: true } },
    });
    expect((await answer({ type: 5, data: { flags: V2 } })).flaws).toEqual(['data.flags MESSAGE_FLAGS_NOT_ALLOWED']);
  });

  test('that is too heavy is answered as if the interaction were unknown, and kept among the refusals', async () => {
    expect(await answer({ type: 4, data: { flags: V2, components: [textOf('あ'.repeat(3_500))] } })).toMatchObject({
      status: 404,
      body: { code: 10_062 },
    });
    expect(fake.refused).toMatchObject([{ name: 'callback', code: 10_062, messages: [expect.stringContaining('weighs')] }]);
  });

  test('with a message is checked as one', async () => {
    expect(placesOf(await answer({ type: 4, data: { flags: V2, components: [textOf('')] } }))).toEqual(['data.components.0.content']);
    expect(await answer({ type: 4, data: { flags: V2 | EPHEMERAL, components: [textOf('a')] } })).toMatchObject({
      body: { resource: { message: { flags: V2 | EPHEMERAL } } },
    });
  });
});
