import { createLanes } from '../../src/desk/lanes.ts';
import { logNameOf } from '../../src/desk/log-name.ts';
import { createRecent } from '../../src/desk/recent.ts';
import { within } from '../../src/desk/within.ts';
import { emptySession } from '../helpers/cases.ts';

describe('lanes', () => {
  it('run tasks of a lane one after another, also after one that failed, and leave no trace', async () => {
    const lanes = createLanes();
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    const done: number[] = [];
    const tasks = [
      lanes.run('a', () => hold.then(() => void done.push(1))),
      lanes.run('a', () => Promise.reject(new Error('no'))),
      lanes.run('a', async () => void done.push(3)),
      lanes.run('b', async () => void done.push(4)),
    ];

    await tasks[3];
    expect(done).toEqual([4]);
    letGo();
    await Promise.allSettled(tasks);
    await lanes.allSettled();

    expect(done).toEqual([4, 1, 3]);
    expect([lanes.isBusy('a'), lanes.isBusy('b')]).toEqual([false, false]);
  });
});

describe('recent', () => {
  it('keeps the last saved, up to its limit', () => {
    const recent = createRecent(2);
    const loaded = { session: emptySession(), revision: 1, nextSeq: 1 };

    for (const conversation of ['a', 'b', 'a', 'c']) {
      recent.set(conversation, loaded);
    }

    expect(['a', 'b', 'c'].map((conversation) => recent.get(conversation) !== undefined)).toEqual([true, false, true]);
    recent.drop('a');
    expect(recent.get('a')).toBeUndefined();
  });
});

describe('within', () => {
  it('gives what comes in time, and rejects for what does not', async () => {
    await expect(within(1_000, Promise.resolve('x'))).resolves.toBe('x');
    await expect(within(1_000, Promise.reject(new Error('own')))).rejects.toThrow('own');
    await expect(within(5, new Promise(() => {}))).rejects.toThrow('no answer within 5 ms');
    await expect(within(60_000, new Promise(() => {}), Promise.reject(new Error('over')))).rejects.toThrow('over');
  });
});

describe('logNameOf', () => {
  it('is the same for the same conversation, another for another, and has nothing of it', () => {
    const name = logNameOf('web:page:0123456789abcdef');

    expect(name).toBe(logNameOf('web:page:0123456789abcdef'));
    expect(name).not.toBe(logNameOf('web:page:0123456789abcdee'));
    expect(name).toMatch(/^[0-9a-f]{12}$/);
  });
});
