import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk } from '../helpers/talk.ts';

const begin = () => startTalk({ knowledge: loadRealKnowledge(), lang: 'ja', world: null });

describe('a button that no longer fits', () => {
  it('where all was forgotten: the person may begin again, and nothing is kept of the click', () => {
    const talk = begin();

    talk.choose('after:fixed');

    expect(talk.lastText()).toContain('もう使えなくなっています');
    expect(talk.wishes().map(({ kind }) => kind)).toEqual(['say', 'forget']);
  });

  it('while a question is open: the question is put again', () => {
    const talk = begin();
    talk.say('メールが送れません');
    const { asked } = talk.report();

    talk.choose('after:fixed');

    expect(talk.lastText()).toContain('続きから選んでください');
    expect(talk.report().asked).toBe(asked);
    expect(talk.wishes().at(-1)?.kind).toBe('say');
  });
});
