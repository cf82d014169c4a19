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

const conversation = fc.array(fc.oneof({ weight: 6, arbitrary: text }, { weight: 3, arbitrary: choose }, lang, start), { maxLength: 14 });
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
