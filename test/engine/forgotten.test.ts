import type { Envelope } from '../../src/contracts/turn.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { loadKnowledge } from '../helpers/knowledge.ts';

it('gives the wishes of a case begun again after it was forgotten other ids: pages show a message of a known id once', () => {
  const engine = createEngine(loadKnowledge(), { defaultLang: 'en' });
  const begin = (now: number): readonly string[] => {
    const envelope: Envelope = {
      channel: 'web',
      conversation: 'c',
      person: 'p',
      workplace: 'w',
      eventId: `${now}`,
      event: { kind: 'start' },
      locale: null,
    };
    return engine.decide(null, envelope, now).wishes.map(({ id }) => id);
  };

  const [first, second] = [begin(1_000_000), begin(1_001_000)];

  expect(first.length).toBeGreaterThan(0);
  expect(first.filter((id) => second.includes(id))).toEqual([]);
});
