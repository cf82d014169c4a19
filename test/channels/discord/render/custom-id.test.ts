import fc from 'fast-check';
import { nameConversation, type Place } from '../../../../src/channels/discord/place.ts';
import {
  type Act,
  type Aside,
  asideId,
  customId,
  customIdPrefix,
  readCustomId,
} from '../../../../src/channels/discord/render/custom-id.ts';
import { LIMITS } from '../../../../src/channels/discord/render/limits.ts';
import { QUESTION_FORMS } from '../../../../src/engine/question-forms.ts';
import { loadRealKnowledge } from '../../../helpers/real-knowledge.ts';

const LONGEST = '18446744073709551615';
const snowflake = fc.oneof(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String), fc.constantFrom('U1', 'C-1', '0', '007', LONGEST));
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({ kind: fc.constant('dm' as const), user: snowflake }),
  fc.record({ kind: fc.constant('private' as const), user: snowflake, channel: snowflake }),
  fc.record({ kind: fc.constant('thread' as const), user: snowflake, channel: snowflake, message: snowflake }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('choose' as const), choice: fc.stringMatching(/^[a-z_]{1,18}:[a-z0-9._-]{1,21}$/) }),
  fc.constant({ kind: 'say' as const }),
  fc.record({
    kind: fc.constant('find' as const),
    directory: fc.constantFrom('isp' as const, 'mail_provider' as const, 'client' as const),
    question: fc.constantFrom('isp', 'previous_isp', 'mail_domain'),
  }),
  fc.record({ kind: fc.constant('pick' as const), question: fc.constantFrom('isp', 'previous_isp', 'mail_provider') }),
);

describe('The id of a button', () => {
  it('tells the conversation, the message and what to do, wherever it is pressed', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), fc.nat(40), act, (where, seq, n, what) => {
        const at = { conversation: nameConversation(where), seq };
        const id = customId(at, n, what);

        expect(id.length).toBeLessThanOrEqual(LIMITS.customId);
        expect(id.startsWith(customIdPrefix(at))).toBe(true);
        expect(readCustomId(id)).toEqual({ at, ...what });
      }),
      { numRuns: 500 },
    );
  });

  it('is another for each number', () => {
    const at = { conversation: nameConversation({ kind: 'dm', user: '1' }), seq: 1 };

    expect(customId(at, 1, { kind: 'say' })).not.toBe(customId(at, 2, { kind: 'say' }));
  });

  it('has room for every choice there is', () => {
    const { catalogue } = loadRealKnowledge();
    const at = {
      conversation: nameConversation({ kind: 'thread', user: LONGEST, channel: LONGEST, message: LONGEST }),
      seq: Number.MAX_SAFE_INTEGER,
    };
    const buttons = Object.entries(QUESTION_FORMS).flatMap(([fact, { answers }]) => answers.map(({ value }) => `${fact}:${value}`));
    const rows = [catalogue.isps, catalogue.providers, catalogue.clients].flatMap((all) =>
      [...all.keys()].map((id) => `mail_provider:${id}`),
    );

    const ids = [...buttons, ...rows, 'error_codes:none_shown'].map((choice) => customId(at, 30, { kind: 'choose', choice }));

    expect(ids.length).toBeGreaterThan(400);
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(LIMITS.customId);
  });

  it('throws for a choice that is too long, and for a conversation of another channel', () => {
    const at = { conversation: nameConversation({ kind: 'thread', user: LONGEST, channel: LONGEST, message: LONGEST }), seq: 1 };

    expect(() => customId(at, 0, { kind: 'choose', choice: `isp:${'x'.repeat(60)}` })).toThrow('too long');
    expect(() => customId({ conversation: 'slack:T1/U1:dm', seq: 1 }, 0, { kind: 'say' })).toThrow('no conversation of Discord');
  });
});

describe('The id of what belongs to no message', () => {
  const asides: readonly Aside[] = [
    { kind: 'form' },
    { kind: 'keep' },
    { kind: 'lang', lang: 'ja' },
    { kind: 'lang', lang: 'en' },
    { kind: 'forget', sure: false },
    { kind: 'forget', sure: true },
  ];

  it.each(asides)('tells what to do: %j', (aside) => {
    expect(readCustomId(asideId(aside))).toEqual({ at: null, ...aside });
  });
});

describe('What is no id of ours', () => {
  it.each([
    '',
    'x',
    'lang|fr',
    'd.1.1.0|',
    'd.1.1|say',
    'd.1.2.1.0|say',
    'p.1.1.0|say',
    't.1.2.1.0|say',
    'd.!.1.0|say',
    'd.1.!.0|say',
    'd.~.1.0|say',
    'd.1.1.0|find|x|isp',
    'd.1.1.0|pick|a|b|c',
    'q.1.1.0|say',
    'd.1.zzzzzzzzzzzzzzz.0|say',
  ])('is not read: %p', (id) => {
    expect(readCustomId(id)).toBeNull();
  });
});
