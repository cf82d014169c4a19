import type { Lang } from '../../../src/contracts/lang.ts';

/** How a person of one language tells what happened, and what they fill in. */
export interface Telling {
  readonly locale: string;
  readonly names: { readonly person: string; readonly other: string };
  /** The founding story in one go. */
  readonly story: string;
  readonly hello: string;
  readonly form: {
    readonly isp: string;
    readonly previous: string;
    readonly mail: string;
    readonly client: string;
    readonly story: string;
  };
  /** What the answer must hold, as it stands on the screen. */
  readonly answer: readonly (string | RegExp)[];
  readonly card: readonly (string | RegExp)[];
}

/** From J:COM to NURO Hikari a week ago; @nifty.com in Outlook 2007; receiving is fine, sending stays in the outbox. */
export const TELLINGS: Readonly<Record<Lang, Telling>> = {
  ja: {
    locale: 'ja-JP',
    names: { person: '田中', other: '鈴木' },
    story:
      '一週間前に家のネットをJ:COMからNURO光に変えました。@nifty.comのメールをOutlook 2007で使っています。受信はできますが、送信すると送信トレイに残ったままです。',
    hello: 'こんにちは',
    form: {
      isp: 'ぬろ',
      previous: 'ジェイコム',
      mail: 'nifty.com',
      client: 'アウトルック 2007',
      story: '一週間前に変えました。受信はできますが、送信すると送信トレイに残ったままです。',
    },
    answer: [
      'NURO 光',
      '25番ポートを止めている',
      'smtp.nifty.com',
      /ポート番号：.*587/,
      /送信の認証：オン/,
      'Outlook 2007での変え方',
      /1\. ［ツール］メニュー/,
      '［送信サーバー (SMTP) は認証が必要］にチェックを入れます',
      /587 (に|と入れ)/,
      '✓✓',
    ],
    card: ['送信設定の控え', 'smtp.nifty.com', '587', 'Outlook 2007'],
  },
  en: {
    locale: 'en-US',
    names: { person: 'Kate', other: 'Bill' },
    story:
      'A week ago we went from J:COM to NURO Hikari. I have an @nifty.com mailbox in Outlook 2007. Receiving is fine, but what I send just sits in the outbox.',
    hello: 'Hello',
    form: {
      isp: 'nuro',
      previous: 'J:COM',
      mail: 'nifty.com',
      client: 'Outlook 2007',
      story: 'We changed a week ago. Receiving is fine, but what I send just sits in the outbox.',
    },
    answer: [
      'NURO Hikari',
      /blocks port 25/,
      'smtp.nifty.com',
      /Port: .*587/,
      /Sign-in for sending: on/,
      'How to change it in Outlook 2007',
      /1\. Open the "Tools" menu/,
      'Tick "My outgoing server (SMTP) requires authentication"',
      /(to|type) 587/,
      '✓✓',
    ],
    card: ['Card to keep', 'smtp.nifty.com', '587', 'Outlook 2007'],
  },
};
