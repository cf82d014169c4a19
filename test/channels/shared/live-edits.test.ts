import { setTimeout as sleep } from 'node:timers/promises';
import { createLiveEdits } from '../../../src/channels/shared/live-edits.ts';

describe('live changes', () => {
  it('show the first at once, of those that wait the newest, and the last always', async () => {
    const shown: string[] = [];
    const testSubject = createLiveEdits(5);
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const words of ['1', '2', '3', '4']) {
      testSubject.offer('m1', async () => {
        shown.push(words);
        if (words === '4') resolve();
      });
    }
    await promise;

    expect(shown).toEqual(['1', '4']);
  });

  it('of one message do not hold up another', () => {
    const shown: string[] = [];
    const testSubject = createLiveEdits(60_000);
    testSubject.offer('m1', async () => void shown.push('m1'));
    testSubject.offer('m2', async () => void shown.push('m2'));
    testSubject.stop();

    expect(shown).toEqual(['m1', 'm2']);
  });

  it('leave the last word to what comes after settling', async () => {
    const events: string[] = [];
    const testSubject = createLiveEdits(0);
    const { promise, resolve } = Promise.withResolvers<void>();
    testSubject.offer('m1', async () => {
      await promise;
      events.push('live ended');
    });
    testSubject.offer('m1', async () => void events.push('never'));
    const settled = testSubject.settle('m1').then(() => events.push('settled'));
    resolve();
    await settled;
    await sleep(10);

    expect(events).toEqual(['live ended', 'settled']);
  });
});
