import type { Lang } from '../../src/contracts/lang.ts';
import type { Event } from '../../src/contracts/turn.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk, type Talk } from '../helpers/talk.ts';
import { healthy } from '../helpers/worlds.ts';

const KNOWLEDGE = loadRealKnowledge();

const CHOICES = ['isp:nuro', 'previous_isp:jcom', 'mail_provider:nifty', 'client:outlook-2007', 'current_port:25'];

const STORY: Readonly<Record<Lang, string>> = {
  ja: '受信はできます。送ろうとすると送信トレイに残ります。',
  en: 'Receiving is fine. What I send stays in the outbox.',
};

function begin(lang: Lang): Talk {
  return startTalk({ knowledge: KNOWLEDGE, lang, world: healthy });
}

function form(choices: readonly string[], text: string, fresh = true): Event {
  return { kind: 'form', choices, text, fresh };
}

describe.each(['ja', 'en'] as const)('a form filled in %s', (lang) => {
  it('tells the whole founding story at once: it is answered and nothing is asked', () => {
    const talk = begin(lang);

    const said = talk.happen(form(CHOICES, STORY[lang]));

    expect(talk.session().asked).toEqual([]);
    expect(talk.report()).toMatchObject({
      verdict: { cause: 'op25b' },
      fix: { host: 'smtp.nifty.com', port: 587, auth: true, client: 'outlook-2007' },
      facts: { isp: 'nuro', previous_isp: 'jcom', mail_provider: 'nifty', client: 'outlook-2007', current_port: 25, can_receive: true },
    });
    expect(said[0]?.blocks.map(({ kind }) => kind)).toEqual(['text', 'values']);
    expect(new Set(said.map((message) => message.lang))).toEqual(new Set([lang]));
  });

  it('is kept as it was told, a line each', () => {
    const talk = begin(lang);

    talk.happen(form(CHOICES.slice(0, 2), STORY[lang]));

    expect(talk.heard()[0]).toBe(['isp:nuro', 'previous_isp:jcom', STORY[lang]].join('\n'));
  });

  it('needs no words', () => {
    const talk = begin(lang);

    const said = talk.happen(form(CHOICES, ' '));

    expect(talk.report().facts).toMatchObject({ isp: 'nuro', client: 'outlook-2007' });
    expect(said[0]?.blocks.map(({ kind }) => kind)).toEqual(['text', 'values']);
    expect(talk.heard()[0]).toBe(CHOICES.join('\n'));
  });

  it('needs no choices', () => {
    const talk = begin(lang);
    const direct = begin(lang);

    talk.happen(form([], STORY[lang]));
    direct.say(STORY[lang]);

    expect(talk.report()).toEqual(direct.report());
    expect(talk.lastText()).toBe(direct.lastText());
  });

  it('is a greeting when it is empty', () => {
    const [talk, direct] = [begin(lang), begin(lang)];

    talk.happen(form([], ''));
    direct.happen({ kind: 'start' });

    expect(talk.lastText()).toBe(direct.lastText());
    expect(talk.heard()).toEqual([null]);
  });

  it('begins a new case, in the language chosen before', () => {
    const talk = begin(lang === 'ja' ? 'en' : 'ja');
    talk.happen({ kind: 'lang', lang });
    talk.say('OCN, Gmail, Thunderbird');
    const { nextId, turn } = talk.session();

    talk.happen(form(['isp:nuro'], ''));

    expect(talk.session()).toMatchObject({ lang, langChosen: true, turn: turn + 1, facts: { isp: { value: 'nuro' } } });
    expect(talk.report().facts.mail_provider).toBeUndefined();
    expect(talk.session().nextId).toBeGreaterThan(nextId);
  });

  it('of a new case ends the look of the old one, which is told so', () => {
    const talk = startTalk({ knowledge: KNOWLEDGE, lang, world: null });
    talk.say(STORY[lang]);
    talk.happen(form(['mail_provider:nifty'], '', false));
    const look = talk.session().probe;

    const said = talk.happen(form(['isp:nuro'], ''));
    const late = talk.happen({ kind: 'probe_result', run: look?.run ?? '', observations: [] });

    expect(look?.state).toBe('running');
    expect(said[0]).toMatchObject({ id: look?.message, blocks: [{ kind: 'text' }] });
    expect(late).toEqual([]);
  });

  it('adds to the case where it is not of a new one', () => {
    const talk = begin(lang);
    talk.say(STORY[lang]);

    talk.happen(form(['isp:nuro', 'client:outlook-2007'], '', false));

    expect(talk.report().facts).toMatchObject({ can_receive: true, isp: 'nuro', client: 'outlook-2007' });
  });

  it('has passwords masked and told', () => {
    const talk = begin(lang);

    talk.happen(form(['isp:nuro'], lang === 'ja' ? 'パスワードは hunter2abc です' : 'my password is hunter2abc'));

    expect(JSON.stringify([talk.heard(), talk.session()])).not.toContain('hunter2abc');
    expect(talk.wishes().some(({ kind }) => kind === 'delete_received')).toBe(true);
  });
});

it('a choice in a form that is no fact is passed over', () => {
  const talk = begin('ja');

  talk.happen(form(['isp:nowhere', 'after:fixed', 'offer:here', 'client:unknown', 'nonsense', 'isp:nuro'], ''));

  expect(Object.keys(talk.session().facts)).toEqual(['isp']);
  expect(talk.heard()).toEqual(['isp:nuro']);
});

it('an English error pasted into a Japanese form does not change the language, English words do', () => {
  const [error, words] = [begin('ja'), begin('ja')];

  error.happen(form(['isp:nuro'], 'An error occurred while sending mail. The mail server responded: 530 5.7.0 Authentication required.'));
  words.happen(form(['isp:nuro'], 'I can receive but I cannot send'));

  expect([error.session().lang, words.session().lang]).toEqual(['ja', 'en']);
});
