import type { Lang } from '../../src/contracts/lang.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk, type Talk } from '../helpers/talk.ts';
import { healthy } from '../helpers/worlds.ts';

const KNOWLEDGE = loadRealKnowledge();

const WHOLE: Readonly<Record<Lang, string>> = {
  ja: 'どなたか教えてください。先週ネットをJ:COMからNURO光に変えたら、@nifty.comのメールが送信できません。Outlook 2007で、受信はできます。',
  en: "Does anybody know? Since we moved from J:COM to NURO Hikari last week, mail from my @nifty.com address in Outlook 2007 can't be sent. Receiving is fine.",
};

const VAGUE: Readonly<Record<Lang, string>> = { ja: 'メールが送れません', en: "I can't send email" };

const SMALL: Readonly<Record<Lang, readonly string[]>> = {
  ja: ['メールを送りました。ご確認ください。', 'お昼どこ行きます？'],
  en: ['I sent you an email, please have a look.', 'Lunch anyone?'],
};

const SECRET: Readonly<Record<Lang, string>> = {
  ja: 'メールが送信できません。パスワードは hunter2abc です',
  en: "I can't send mail. My password is hunter2abc",
};

/** The other language is the one nobody has spoken: the words decide. */
function begin(lang: Lang): Talk {
  return startTalk({ knowledge: KNOWLEDGE, lang: lang === 'ja' ? 'en' : 'ja', world: healthy });
}

describe.each(['ja', 'en'] as const)('an offer of help in %s', (lang) => {
  it('is one short message with three buttons, in the language of what was overheard', () => {
    const talk = begin(lang);

    const said = talk.happen({ kind: 'overhear', text: WHOLE[lang] });

    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ lang, picker: null });
    expect(said[0]?.choices.map(({ id }) => id)).toEqual(['offer:here', 'offer:private', 'offer:no']);
    expect(said[0]?.blocks).toHaveLength(1);
    expect(talk.session()).toMatchObject({ step: 'offered', facts: { isp: { value: 'nuro' } } });
    expect(talk.heard()).toEqual([WHOLE[lang]]);
  });

  it('is not made for words that do not concern the bot, of which nothing is kept', () => {
    for (const words of SMALL[lang]) {
      const talk = begin(lang);

      expect(talk.happen({ kind: 'overhear', text: words })).toEqual([]);

      expect(talk.wishes().map(({ kind }) => kind)).toEqual(['forget']);
      expect(talk.heard()).toEqual([null]);
    }
  });

  it('is made once: until it is taken nothing is said, whatever is said to the bot', () => {
    const talk = begin(lang);
    talk.happen({ kind: 'overhear', text: WHOLE[lang] });
    const offered = talk.session();

    const said = [
      ...talk.say(VAGUE[lang]),
      ...talk.happen({ kind: 'start' }),
      ...talk.happen({ kind: 'lang', lang: 'ja' }),
      ...talk.happen({ kind: 'overhear', text: WHOLE[lang] }),
      ...talk.happen({ kind: 'form', choices: ['isp:nuro'], text: '', fresh: true }),
      ...talk.choose('isp:nuro'),
    ];

    expect(said).toEqual([]);
    expect(talk.session()).toEqual(offered);
    expect(talk.heard().slice(1)).toEqual([null, null, null, null, null, null]);
  });

  it.each([WHOLE, VAGUE])('taken here goes on as if the words had been said to the bot', (words) => {
    const talk = begin(lang);
    const direct = startTalk({ knowledge: KNOWLEDGE, lang, world: healthy });
    talk.happen({ kind: 'overhear', text: words[lang] });

    const [edited, ...rest] = talk.choose('offer:here');
    const toBot = direct.say(words[lang]);

    expect(edited).toMatchObject({ choices: [], picker: null });
    expect(rest.map(({ blocks, choices }) => ({ blocks, choices }))).toEqual(toBot.map(({ blocks, choices }) => ({ blocks, choices })));
    expect(talk.report()).toEqual(direct.report());
  });

  it.each(['offer:private', 'offer:no'])('answered with %s leaves a line without buttons, and nothing of the case', (choice) => {
    const talk = begin(lang);
    const [offer] = talk.happen({ kind: 'overhear', text: WHOLE[lang] });

    const said = talk.choose(choice);

    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ id: offer?.id, choices: [], picker: null, lang });
    expect(talk.wishes().map(({ kind }) => kind)).toEqual(['say', 'edit', 'forget']);
  });

  it('masks a password that was overheard, and says so with the offer', () => {
    const talk = begin(lang);

    const said = talk.happen({ kind: 'overhear', text: SECRET[lang] });

    expect(JSON.stringify([talk.heard(), talk.session()])).not.toContain('hunter2abc');
    expect(said[0]?.blocks).toHaveLength(2);
    expect(talk.wishes().map(({ kind }) => kind)).toEqual(['delete_received', 'say']);
    expect(talk.choose('offer:no')[0]?.id).toBe(said[0]?.id);
  });
});

it('an answer to an offer nobody knows of says nothing and leaves nothing', () => {
  for (const choice of ['offer:here', 'offer:private', 'offer:no']) {
    const talk = begin('ja');

    expect(talk.choose(choice)).toEqual([]);

    expect(talk.wishes().map(({ kind }) => kind)).toEqual(['forget']);
  }
});

it('a late answer to an offer that was taken is told to be late', () => {
  const talk = begin('ja');
  talk.happen({ kind: 'overhear', text: WHOLE.ja });
  talk.choose('offer:here');

  expect(talk.choose('offer:no')).toHaveLength(1);

  expect(talk.lastText()).toContain('使えなくなっています');
  expect(talk.wishes().some(({ kind }) => kind === 'forget')).toBe(false);
});

it('nothing is offered where a conversation is under way', () => {
  const talk = begin('ja');
  talk.say('こんにちは');
  const before = talk.session();

  expect(talk.happen({ kind: 'overhear', text: WHOLE.ja })).toEqual([]);

  expect(talk.session()).toEqual({ ...before, turn: before.turn + 1 });
});
