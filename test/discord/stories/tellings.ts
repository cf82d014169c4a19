import type { Lang } from '../../../src/contracts/lang.ts';
import { TELLINGS, type Telling as Told } from '../../slack/stories/tellings.ts';

/** How a person of one language tells what happened: the same as in Slack, and what they fill in where Discord has other boxes. */
export interface Telling extends Pick<Told, 'names' | 'story' | 'hello' | 'answer' | 'card'> {
  readonly locale: string;
  /** What is typed into the options of the command until the first row offered is the one meant; `story` is the rest. */
  readonly options: { readonly isp: string; readonly provider: string; readonly program: string; readonly story: string };
  readonly form: Readonly<Record<'isp' | 'previous_isp' | 'mail_provider' | 'client' | 'story', string>>;
  /** Name of the context command, as the person reads it. */
  readonly diagnose: string;
  /** Title of a post in a forum. */
  readonly title: string;
}

/** The founding story, as told in Discord. */
export const DISCORD_TELLINGS: Readonly<Record<Lang, Telling>> = {
  ja: {
    ...TELLINGS.ja,
    locale: 'ja',
    options: {
      isp: 'ぬろ',
      provider: 'ニフティ',
      program: 'アウトルック 2007',
      story: '一週間前にJ:COMから変えました。受信はできますが、送信すると送信トレイに残ったままです。',
    },
    form: {
      isp: 'NURO光',
      previous_isp: 'J:COM',
      mail_provider: 'nifty.com',
      client: 'Outlook 2007',
      story: '一週間前に変えました。受信はできますが、送信すると送信トレイに残ったままです。ポート番号は25です。',
    },
    diagnose: '診断する',
    title: 'メールが送れません',
  },
  en: {
    ...TELLINGS.en,
    locale: 'en-US',
    options: {
      isp: 'nuro',
      provider: 'nifty',
      program: 'outlook 2007',
      story: 'A week ago we changed our internet company, from J:COM. Receiving is fine, but what I send just sits in the outbox.',
    },
    form: {
      isp: 'NURO Hikari',
      previous_isp: 'J:COM',
      mail_provider: 'nifty.com',
      client: 'Outlook 2007',
      story: 'We changed a week ago. Receiving is fine, but what I send just sits in the outbox. The port is 25.',
    },
    diagnose: 'Diagnose',
    title: "My mail doesn't go out",
  },
};
