import fc from 'fast-check';
import type { Event } from '../../src/contracts/turn.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk } from '../helpers/talk.ts';
import { healthy, noNetwork, only465, outletFiltered, silentProvider } from '../helpers/worlds.ts';

const KNOWLEDGE = loadRealKnowledge();
const { catalogue } = KNOWLEDGE;

/** Things people say and press, in any order, sense or nonsense. */
const LINES = [
  'メールが送れません',
  "I can't send but I can receive",
  'NURO光です',
  'J:COMからOCNに変えた',
  'nifty',
  'Gmailではありません',
  'Outlook 2007',
  'thunderbird 115',
  'ポート587にしたけどだめ',
  '535 5.7.8 Authentication failed',
  '550 5.7.1 Relaying denied',
  '0x800CCC0E',
  'わからない',
  "I don't know",
  'はい',
  'no',
  '直りました',
  'still not working',
  'なぜ？',
  'what is a port?',
  '戻る',
  '最初から',
  'in English please',
  '日本語で',
  'ありがとう',
  'パスワードは abc12345 です',
  '担当者に相談したい',
  '忘れて',
  '新しいOutlook',
  'I am in a hotel abroad with a VPN',
  'okuru-check:1;smtp.nifty.com:25/4=timeout@connect;smtp.nifty.com:587/4=ok@smtp.nifty.com;end',
];

const text = fc
  .oneof(fc.constantFrom(...LINES), fc.string({ maxLength: 60, unit: 'binary' }))
  .map((line): Event => ({ kind: 'text', text: line }));
const lang = fc.constantFrom('ja', 'en').map((each): Event => ({ kind: 'lang', lang: each }));
const start = fc.constant<Event>({ kind: 'start' });
const values = [
  'unknown',
  'how',
  'yes',
  'no',
  '25',
  '587',
  'nuro',
  'nifty',
  'thunderbird',
  'isp_change',
  'webmail_works',
  'fixed',
  'not_fixed',
  'why',
  'human',
];
const choose = fc
  .tuple(
    fc.constantFrom('isp', 'mail_provider', 'client', 'current_port', 'can_receive', 'started_after', 'after', 'nonsense'),
    fc.constantFrom(...values),
  )
  .map(([question, value]): Event => ({ kind: 'choose', choice: `${question}:${value}` }));

const offer = fc.constantFrom('here', 'private', 'no', 'nonsense').map((answer): Event => ({ kind: 'choose', choice: `offer:${answer}` }));
const words = fc.oneof(fc.constantFrom(...LINES, '', ' '), fc.string({ maxLength: 60, unit: 'binary' }));
const overhear = words.map((said): Event => ({ kind: 'overhear', text: said }));
const form = fc
  .record({
    choices: fc.array(
      fc.constantFrom('isp:nuro', 'previous_isp:jcom', 'client:thunderbird', 'current_port:25', 'isp:unknown', 'after:fixed', 'x'),
      {
        maxLength: 4,
      },
    ),
    text: words,
    fresh: fc.boolean(),
  })
  .map((told): Event => ({ kind: 'form', ...told }));

const conversation = fc.array(
  fc.oneof({ weight: 6, arbitrary: text }, { weight: 3, arbitrary: choose }, lang, start, offer, overhear, { weight: 2, arbitrary: form }),
  { maxLength: 14 },
);
const world = fc.constantFrom(healthy, noNetwork, only465, outletFiltered, silentProvider);

it('takes any conversation without breaking: words for everything, nothing asked that is known, never port 25 as the cure', () => {
  fc.assert(
    fc.property(conversation, world, fc.constantFrom('ja', 'en'), (events, place, first) => {
      const talk = startTalk({ knowledge: KNOWLEDGE, lang: first, world: place });
      for (const event of events) {
        talk.happen(event);
        const { asked, fix, causes, verdict } = talk.report();
        expect(fix?.port).not.toBe(25);
        expect(causes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
        expect(verdict === null || catalogue.causes.has(verdict.cause)).toBe(true);
        expect(asked === null || talk.report().facts[asked] === undefined).toBe(true);
        expect(JSON.stringify(talk.session())).not.toContain('abc12345');
      }
    }),
    { numRuns: 120 },
  );
});

it('gives every wish an id of its own, and changes only what was said', () => {
  fc.assert(
    fc.property(conversation, world, (events, place) => {
      const talk = startTalk({ knowledge: KNOWLEDGE, lang: 'ja', world: place });
      events.forEach((event) => void talk.happen(event));

      const wishes = talk.wishes();
      const said = wishes.flatMap((wish) => (wish.kind === 'say' ? [wish.id] : []));
      expect(new Set(wishes.map(({ id }) => id)).size).toBe(wishes.length);
      expect(wishes.flatMap((wish) => (wish.kind === 'edit' ? [wish.target] : [])).filter((target) => !said.includes(target))).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

it('leaves a place alone where help was offered, whatever happens, until the offer is answered', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(text, choose, lang, start, overhear, form), { maxLength: 8 }), (events) => {
      const talk = startTalk({ knowledge: KNOWLEDGE, lang: 'ja', world: healthy });
      talk.happen({ kind: 'overhear', text: 'メールが送れません' });
      const offered = talk.session();

      events.forEach((event) => void talk.happen(event));

      expect(talk.wishes()).toHaveLength(1);
      expect(talk.session()).toEqual(offered);
      expect(talk.choose('offer:here').length).toBeGreaterThan(1);
    }),
    { numRuns: 120 },
  );
});
