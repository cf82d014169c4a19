import { createLanes } from '../../../src/channels/shared/lanes.ts';

describe('Lanes', () => {
  it('run what has one name in the order it came, also after a failure', async () => {
    const inTurn = createLanes();
    const done: number[] = [];
    const task = (ms: number) => async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      done.push(ms);
      if (ms === 9) throw new Error('nine');
    };

    const outcomes = await Promise.allSettled([inTurn('a', task(9)), inTurn('a', task(5)), inTurn('a', task(1))]);

    expect(done).toEqual([9, 5, 1]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('do not let names wait for each other', async () => {
    const inTurn = createLanes();
    let finish = (): void => undefined;
    const long = inTurn('a', () => new Promise<void>((resolve) => (finish = resolve)));

    expect(await inTurn('b', async () => 'b')).toBe('b');
    finish();
    await long;
  });

  it('give back what the task gives', async () => {
    expect(await createLanes()('a', async () => 7)).toBe(7);
  });
});
