import type { Lang } from '../../src/contracts/lang.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk, type Talk, type World } from '../helpers/talk.ts';
import { healthy, noNetwork, only465, outletFiltered } from '../helpers/worlds.ts';

const KNOWLEDGE = loadRealKnowledge();

const FOUNDING =
  '一週間前にJ:COMからNURO光に変えました。@nifty.comのメールをOutlook 2007で使っています。受信はできますが、送信トレイに残ります。';

function begin(lang: Lang = 'ja', world: World | null = healthy): Talk {
  return startTalk({ knowledge: KNOWLEDGE, lang, world });
}

describe('questions', () => {
  it('always offer "I don’t know", and never come again after it', () => {
    const talk = begin();
    talk.say('メールが送れません');
    const asked = new Set<string>();

    for (let open = talk.report().asked; open !== null; open = talk.report().asked) {
      expect(asked).not.toContain(open);
      asked.add(open);
      talk.choose(`${open}:unknown`);
    }

    expect(asked.size).toBeGreaterThan(1);
    expect(asked.size).toBeLessThanOrEqual(7);
  });

  it('tell why they are asked, and where to look, and stay open', () => {
    const talk = begin();
    talk.say('メールが送れません');
    const { asked } = talk.report();

    talk.say('なぜですか？');
    expect(talk.report().asked).toBe(asked);
    talk.choose(`${asked}:how`);

    expect(talk.report().asked).toBe(asked);
    expect(talk.report().facts).toEqual({});
  });

  it.each(['isp', 'current_port'] as const)('are overtaken by a story that tells enough for an answer (%s)', (fact) => {
    const talk = begin();
    talk.say('メールが送れません');
    talk.choose('error_codes:none_shown');
    talk.choose('started_after:unknown');
    if (fact === 'current_port') talk.choose('isp:nuro');
    expect(talk.report().asked).toBe(fact);

    talk.say(FOUNDING);

    expect(talk.report()).toMatchObject({ asked: null, verdict: { cause: 'op25b' }, fix: { port: 587 } });
  });

  it('can be taken back', () => {
    const talk = begin();
    talk.say('メールが送れません');
    const first = talk.report().asked;
    talk.say('わからない');

    talk.say('戻る');

    expect(talk.report().asked).toBe(first);
    expect(talk.report().facts).toEqual({});
  });

  it('take a late click on an earlier question as a correction', () => {
    const talk = begin('ja', null);
    talk.say('niftyのメールが送れません。受信はできます');
    while (talk.report().asked !== null && talk.report().asked !== 'isp') {
      talk.say('わからない');
    }
    expect(talk.report().asked).toBe('isp');
    talk.choose('isp:nuro');

    talk.choose('isp:ocn');

    expect(talk.report().facts.isp).toBe('ocn');
  });

  it('answer a choice that was never offered kindly, and stay open', () => {
    const talk = begin();
    talk.say('メールが送れません');
    const { asked } = talk.report();

    for (const id of ['vpn:perhaps', 'nonsense', ':', 'after:fixed', 'isp:no-such-line', '__proto__:x']) {
      talk.choose(id);
      expect(talk.lastText()).toContain('そのボタンは');
      expect(talk.report().asked).toBe(asked);
    }
  });
});

describe('a conversation', () => {
  it('answers who writes while a look is under way, and drops the result of another look', () => {
    const talk = begin('ja', null);
    talk.say(FOUNDING);
    expect(talk.session().step).toBe('probing');

    talk.say('急いでいます、受信はできるんです');
    expect(talk.lastText()).toContain('確認しているところ');
    talk.happen({ kind: 'probe_result', run: 'another', observations: [] });
    expect(talk.report().verdict).toBeNull();
    talk.happen({ kind: 'probe_result', run: talk.session().probe?.run ?? '', observations: [] });

    expect(talk.report().verdict?.cause).toBe('op25b');
  });

  it('begins anew, keeping nothing', () => {
    const talk = begin();
    talk.say(FOUNDING);

    talk.say('最初からやり直したい');

    expect(talk.report()).toMatchObject({ asked: null, facts: {}, verdict: null, fix: null });
  });

  it('goes on in English when asked to, and stays there', () => {
    const talk = begin();
    talk.say('メールが送れません');

    talk.say('in English please');
    expect(talk.session()).toMatchObject({ lang: 'en', langChosen: true });
    talk.say('NURO光です');

    expect(talk.session().lang).toBe('en');
  });

  it('follows the language of the words typed', () => {
    const talk = begin('ja');

    talk.say('I cannot send mail from Thunderbird');

    expect(talk.session().lang).toBe('en');
  });

  it('hides a pasted password, says so, and asks for the message to be deleted', () => {
    const talk = begin();

    talk.say('niftyです。パスワードは Himitsu-1234 です。送信できません');

    expect(talk.heard().join()).not.toContain('Himitsu-1234');
    expect(JSON.stringify(talk.session())).not.toContain('Himitsu-1234');
    expect(talk.wishes().some(({ kind }) => kind === 'delete_received')).toBe(true);
    expect(talk.transcript().split('person>')[1]).toContain('変えてください');
  });

  it('lets thanks and small talk fill nothing', () => {
    const talk = begin();
    talk.say('メールが送れません');
    const before = talk.report();

    talk.say('ありがとう');
    talk.say('今日はいい天気ですね');

    expect(talk.report().facts).toEqual(before.facts);
    expect(talk.report().asked).toBe(before.asked);
  });

  it.each(['', '   ', '?!。', '🙂🙂'])('says kindly that %j is empty', (text) => {
    const talk = begin();
    talk.say('メールが送れません');
    const { asked } = talk.report();

    talk.say(text);

    expect(talk.lastText()).toContain('何も書かれていない');
    expect(talk.report().asked).toBe(asked);
  });

  it('reads the beginning of a text of 100,000 characters, and says so', () => {
    const talk = begin();

    talk.say(`送信できません。${'あ'.repeat(100_000)}`);

    expect(talk.transcript()).toContain('20000文字');
  });

  it('hands over at once to whoever asks for a person, with everything learnt', () => {
    const talk = begin('ja', null);
    talk.say('NURO光でniftyのメールが送れません');

    talk.say('担当者と話したい');

    expect(talk.session().step).toBe('handed_over');
    expect(talk.lastText()).toContain('NURO 光');
    expect(talk.lastText()).toContain('nifty');
  });

  it('forgets on request', () => {
    const talk = begin();
    talk.say(FOUNDING);

    talk.say('私のデータを消してください');

    expect(talk.wishes().at(-1)?.kind).toBe('forget');
  });
});

describe('after a cure', () => {
  it('looks for another cause when it did not help, and never gives the same again', () => {
    const talk = begin();
    talk.say(FOUNDING);

    talk.choose('after:not_fixed');
    expect(talk.report().asked).toBe('error_codes');
    talk.say('535 5.7.8 Authentication failed と出ます');
    for (let open = talk.report().asked; open !== null; open = talk.report().asked) {
      talk.say('わからない');
    }

    expect(talk.report().verdict?.cause).not.toBe('op25b');
    expect(talk.report().verdict?.cause).toBe('bad_credentials');
  });

  it('hands over to a person after two cures that did not help', () => {
    const talk = begin();
    talk.say(FOUNDING);
    talk.choose('after:not_fixed');
    talk.say('535 5.7.8 Authentication failed と出ます');
    for (let open = talk.report().asked; open !== null; open = talk.report().asked) {
      talk.say('わからない');
    }

    talk.choose('after:not_fixed');

    expect(talk.session().step).toBe('handed_over');
    expect(talk.lastText()).toContain('試したこと');
  });

  it('opens again when it comes back', () => {
    const talk = begin();
    talk.say(FOUNDING);
    talk.choose('after:fixed');
    expect(talk.report().closed).toBe(true);

    talk.say('また送れなくなりました。ポートが25に戻っていました');

    expect(talk.report().closed).toBe(false);
  });
});

describe('looks', () => {
  it('recommend 465 where the server lives there alone', () => {
    const talk = begin('ja', only465);

    talk.say(FOUNDING);

    expect(talk.report().fix).toMatchObject({ host: 'smtp.nifty.com', port: 465, security: 'tls' });
  });

  it.each([
    ['filtered outlet', outletFiltered],
    ['no network', noNetwork],
  ])('say "can’t tell from here" behind a %s, and still answer from what is stated and recorded', (_name, world) => {
    const talk = begin('ja', world);

    talk.say(FOUNDING);

    expect(talk.transcript()).toContain('確かめられませんでした');
    expect(talk.report().verdict).toMatchObject({ cause: 'op25b' });
    expect(talk.report().verdict?.basis).not.toContain('measured');
    expect(talk.report().fix).toMatchObject({ host: 'smtp.nifty.com', port: 587 });
  });
});
