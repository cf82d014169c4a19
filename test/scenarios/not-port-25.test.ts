import type { CauseId } from '../../src/contracts/diagnosis.ts';
import type { Lang } from '../../src/contracts/lang.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk } from '../helpers/talk.ts';
import { healthy } from '../helpers/worlds.ts';

const KNOWLEDGE = loadRealKnowledge();

interface Story {
  readonly name: string;
  readonly lang: Lang;
  readonly first: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly cause: CauseId;
}

/** Stories that sound like a blocked port 25 and are something else. */
const STORIES: readonly Story[] = [
  {
    name: 'new Outlook sends from Microsoft’s cloud, and the provider refuses foreign addresses',
    lang: 'ja',
    first:
      '新しいOutlookに変えてから、お名前.comのメールが送れません。受信はできます。554 5.7.1 Access denied 海外からの接続は拒否されました、と戻ってきます',
    answers: {},
    cause: 'foreign_access_filter',
  },
  {
    name: 'new Outlook and a foreign-access filter, in English',
    lang: 'en',
    first:
      'Since switching to new Outlook my onamae.com mail bounces: 554 5.7.1 access from overseas IP address is refused. Receiving works.',
    answers: {},
    cause: 'foreign_access_filter',
  },
  {
    name: 'Outlook.com wants OAuth, and Outlook 2013 has none',
    lang: 'ja',
    first:
      'Hotmailのメールを Outlook 2013 で使っています。受信もできず、送信もパスワードを何度も聞かれます。535 5.7.139 basic authentication is disabled と出ます',
    answers: {},
    cause: 'app_password_or_oauth',
  },
  {
    name: 'Outlook.com wants OAuth, in English',
    lang: 'en',
    first:
      'My hotmail account in Outlook 2010 keeps asking for the password when I send. It says 535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    answers: {},
    cause: 'app_password_or_oauth',
  },
  {
    name: 'the old line’s server still stands in the settings after a switch',
    lang: 'ja',
    first:
      'J:COMからOCN光に乗り換えたら、so-net.ne.jpのメールが送信できません。受信はできます。Thunderbirdの送信サーバーは smtp.jcom.home.ne.jp になっています',
    answers: {},
    cause: 'wrong_server',
  },
  {
    name: 'the old line’s server still stands in the settings, in English',
    lang: 'en',
    first:
      'We switched from Comcast to AT&T last week. My gmail address in Thunderbird can receive but not send. The outgoing server box says smtp.comcast.net.',
    answers: {},
    cause: 'wrong_server',
  },
  {
    name: '587 with SSL instead of STARTTLS',
    lang: 'ja',
    first:
      'so-netのメールです。Outlook 2010でポートは587、暗号化はSSLにしています。「サーバーは、指定した種類の接続暗号化をサポートしていません」と出て送れません。受信はできます',
    answers: { error_codes: '指定した種類の接続暗号化をサポートしていません' },
    cause: 'tls_mismatch',
  },
  {
    name: '587 with SSL instead of STARTTLS, in English',
    lang: 'en',
    first:
      'My btinternet mail in Outlook 2019 uses port 587 with SSL/TLS. Sending fails with "your server does not support the connection encryption type you have specified". Receiving is fine.',
    answers: { error_codes: 'your server does not support the connection encryption type you have specified' },
    cause: 'tls_mismatch',
  },
];

describe('stories that sound like a blocked port 25', () => {
  it.each(STORIES)('$name', ({ lang, first, answers, cause }) => {
    const talk = startTalk({ knowledge: KNOWLEDGE, lang, world: healthy });

    talk.say(first);
    for (let open = talk.report().asked; open !== null; open = talk.report().asked) {
      talk.say(answers[open] ?? (lang === 'ja' ? 'わからない' : "I don't know"));
    }

    const { verdict, causes } = talk.report();
    expect(verdict?.cause).toBe(cause);
    expect(causes.find(({ id }) => id === 'op25b')?.probability ?? 0).toBeLessThan(0.2);
  });
});
