import type { Lang } from '../../src/contracts/lang.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk, type Talk } from '../helpers/talk.ts';
import { healthy, noNetwork } from '../helpers/worlds.ts';

const KNOWLEDGE = loadRealKnowledge();

/** J:COM → NURO 光 a week ago, an @nifty.com mailbox, Outlook 2007, mail stuck in the outbox, receiving fine. */
const WHOLE: Readonly<Record<Lang, string>> = {
  ja: '一週間前に家のネットをJ:COMからNURO光に変えました。@nifty.comのメールをOutlook 2007で使っています。受信はできますが、送信すると送信トレイに残ったままです。',
  en: 'A week ago we went from J:COM to NURO Hikari. I have an @nifty.com mailbox in Outlook 2007. Receiving is fine, but what I send just sits in the outbox.',
};

const IN_FIVE: Readonly<Record<Lang, readonly string[]>> = {
  ja: [
    'メールが送れなくて困っています。受信はできます',
    '回線は NURO 光です',
    '前は J:COM でした',
    'アドレスは nifty.com です',
    'Outlook 2007 です',
  ],
  en: [
    "I can't send mail, but I can receive",
    'The line is NURO',
    'Before that it was J:COM',
    'My address is at nifty.com',
    'Outlook 2007',
  ],
};

const DONT_KNOW: Readonly<Record<Lang, string>> = { ja: 'わからない', en: "I don't know" };

/** Labels of Outlook 2007's own screens, in the order they are met. */
const PATH: Readonly<Record<Lang, readonly string[]>> = {
  ja: [
    'ツール',
    'アカウント設定',
    '電子メール',
    '変更',
    '詳細設定',
    '送信サーバー',
    '送信サーバー (SMTP) は認証が必要',
    '詳細設定',
    '587',
    'アカウント設定のテスト',
    '✓✓',
  ],
  en: [
    'Tools',
    'Account Settings',
    'E-mail',
    'Change',
    'More Settings',
    'Outgoing Server',
    'My outgoing server (SMTP) requires authentication',
    'Advanced',
    '587',
    'Test Account Settings',
    '✓✓',
  ],
};

function begin(lang: Lang): Talk {
  return startTalk({ knowledge: KNOWLEDGE, lang, world: healthy });
}

function expectCured(talk: Talk, lang: Lang): void {
  const { verdict, fix } = talk.report();
  expect(verdict?.cause).toBe('op25b');
  expect(verdict?.basis).toEqual(expect.arrayContaining(['stated', 'recorded']));
  expect(fix).toEqual({
    host: 'smtp.nifty.com',
    port: 587,
    security: 'starttls',
    auth: true,
    username: 'local-part',
    client: 'outlook-2007',
  });
  expect(positionsOf(PATH[lang], talk.lastText())).not.toContain(-1);
}

/** Where each label stands after the one before it; -1 where it is missing. */
function positionsOf(labels: readonly string[], text: string): readonly number[] {
  let from = 0;
  return labels.map((label) => {
    const at = text.indexOf(label, from);
    from = at < 0 ? from : at + label.length;
    return at;
  });
}

describe.each(['ja', 'en'] as const)('the founding story in %s', (lang) => {
  it('is answered at once when the first message says it all, and asks nothing', () => {
    const talk = begin(lang);

    talk.say(WHOLE[lang]);

    expect(talk.session().asked).toEqual([]);
    expectCured(talk, lang);
  });

  it('is answered after five short messages, never asking for what was said', () => {
    const talk = begin(lang);
    const asked: (string | null)[] = [];

    for (const line of IN_FIVE[lang]) {
      talk.say(line);
      asked.push(talk.report().asked);
      // What was said so far is not asked for.
      expect(Object.keys(talk.report().facts)).not.toContain(asked.at(-1));
    }
    while (talk.report().asked !== null) {
      expect(['isp', 'previous_isp', 'mail_provider', 'client', 'can_receive']).not.toContain(talk.report().asked);
      talk.say(DONT_KNOW[lang]);
    }

    expect(asked.filter((fact) => fact !== null).length).toBeLessThanOrEqual(5);
    expectCured(talk, lang);
  });

  it('needs no more than these five messages, network or none', () => {
    const talk = startTalk({ knowledge: KNOWLEDGE, lang, world: noNetwork });

    for (const line of IN_FIVE[lang]) {
      talk.say(line);
    }

    expectCured(talk, lang);
  });

  it('is answered when everything that can be looked up is not known', () => {
    const talk = begin(lang);

    talk.say(
      lang === 'ja'
        ? 'NURO光に変えてから、niftyのメールがOutlook 2007で送れません。受信はできます'
        : "Since we changed to NURO I can't send my nifty mail with Outlook 2007. I can receive",
    );
    for (let count = 0; talk.report().asked !== null; count += 1) {
      expect(count).toBeLessThan(6);
      talk.say(DONT_KNOW[lang]);
    }

    expectCured(talk, lang);
  });

  it('says what the verdict rests on, and that a block cannot be seen from here', () => {
    const talk = begin(lang);

    talk.say(WHOLE[lang]);

    expect(talk.lastText()).toContain(lang === 'ja' ? 'お話から' : 'you told me');
    expect(talk.lastText()).toMatch(lang === 'ja' ? /こちらからは見えません/ : /can't see from here/);
    expect(talk.lastText()).not.toMatch(lang === 'ja' ? /NURO 光.{0,10}止めています/ : /NURO Hikari blocks port 25 for/);
  });

  it('explains a port by the doors of a house, and fills nothing with it', () => {
    const talk = begin(lang);
    talk.say(WHOLE[lang]);
    const before = talk.report().facts;

    talk.say(lang === 'ja' ? 'ポートって何ですか？' : 'What is a port?');

    expect(talk.lastText()).toContain(lang === 'ja' ? 'ドア' : 'door');
    expect(talk.report().facts).toEqual(before);
  });

  it('closes with a card to keep', () => {
    const talk = begin(lang);
    talk.say(WHOLE[lang]);

    const [message] = talk.say(lang === 'ja' ? '直りました！ありがとうございます' : 'It works now, thank you!');

    expect(talk.report().closed).toBe(true);
    const card = message?.blocks.find(({ kind }) => kind === 'card');
    expect(JSON.stringify(card)).toContain('smtp.nifty.com');
    expect(JSON.stringify(card)).toContain('587');
  });
});
