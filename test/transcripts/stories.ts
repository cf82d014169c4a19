import type { Lang } from '../../src/contracts/lang.ts';
import type { World } from '../helpers/talk.ts';
import { healthy, noNetwork, only465, outletFiltered } from '../helpers/worlds.ts';

/** A conversation kept as a golden transcript: what the person says, `[id]` standing for a button. */
export interface Story {
  readonly name: string;
  readonly lang: Lang;
  readonly world: World;
  readonly lines: readonly string[];
}

const FOUNDING_JA =
  '一週間前に家のネットをJ:COMからNURO光に変えました。@nifty.comのメールをOutlook 2007で使っています。受信はできますが、送信すると送信トレイに残ったままです。';
const FOUNDING_EN =
  'A week ago we went from J:COM to NURO Hikari. I have an @nifty.com mailbox in Outlook 2007. Receiving is fine, but what I send just sits in the outbox.';

/** One file a story: `<name>.<lang>.txt`. */
export const STORIES: readonly Story[] = [
  {
    name: 'founding-story',
    lang: 'ja',
    world: healthy,
    lines: [FOUNDING_JA, 'ポートって何ですか？', 'なぜそう思うんですか？', '[after:fixed]'],
  },
  { name: 'founding-story', lang: 'en', world: healthy, lines: [FOUNDING_EN, 'What is a port?', 'Why do you think so?', '[after:fixed]'] },
  {
    name: 'founding-story-in-pieces',
    lang: 'ja',
    world: healthy,
    lines: [
      'こんにちは',
      'メールが送れません',
      'NURO光です',
      '前はJ:COMでした',
      'ニフティのメールです',
      'Outlook 2007です',
      '受信はできます',
      '直りました。ありがとう',
    ],
  },
  {
    name: 'founding-story-in-pieces',
    lang: 'en',
    world: healthy,
    lines: [
      'Hello',
      "I can't send mail",
      'NURO',
      'It was J:COM before',
      'My mail is at nifty',
      'Outlook 2007',
      'Receiving is fine',
      'It works now, thanks',
    ],
  },
  { name: 'no-network', lang: 'ja', world: noNetwork, lines: [FOUNDING_JA] },
  { name: 'no-network', lang: 'en', world: noNetwork, lines: [FOUNDING_EN] },
  { name: 'outlet-filtered', lang: 'ja', world: outletFiltered, lines: [FOUNDING_JA] },
  { name: 'only-465', lang: 'ja', world: only465, lines: [FOUNDING_JA] },
  {
    name: 'foreign-access-filter',
    lang: 'ja',
    world: healthy,
    lines: [
      '新しいOutlookに変えてから、お名前.comのメールが送れません。受信はできます。554 5.7.1 海外からのアクセスは拒否されました、と戻ってきます',
    ],
  },
  {
    name: 'oauth-only',
    lang: 'en',
    world: healthy,
    lines: [
      'My hotmail account in Outlook 2013 says 535 5.7.139 Authentication unsuccessful, basic authentication is disabled when I send.',
    ],
  },
  {
    name: 'old-isp-server',
    lang: 'ja',
    world: healthy,
    lines: [
      'J:COMからOCN光に乗り換えたら、so-net.ne.jpのメールが送れません。受信はできます。Thunderbirdの送信サーバーは smtp.jcom.home.ne.jp です',
    ],
  },
  {
    name: 'first-cure-fails',
    lang: 'ja',
    world: healthy,
    lines: [FOUNDING_JA, '[after:not_fixed]', '535 5.7.8 Authentication failed と出ます', '[after:not_fixed]'],
  },
  {
    name: 'first-cure-fails',
    lang: 'en',
    world: healthy,
    lines: [FOUNDING_EN, '[after:not_fixed]', 'Now it says 535 5.7.8 Authentication failed', '[after:not_fixed]'],
  },
  {
    name: 'asks-back',
    lang: 'ja',
    world: healthy,
    lines: [
      'メールが送れません',
      'なぜですか？',
      'どこを見ればいいですか？',
      'わからない',
      '戻る',
      'パスワードは Himitsu-1234 です',
      'in English please',
      'I want to talk to a person',
    ],
  },
];
