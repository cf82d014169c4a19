import { pause, pauseAfter } from '../../../src/channels/shared/pause.ts';

describe('Pauses before a connection is opened again', () => {
  it('are none after a good connection, then twice as long each time, up to half a minute', () => {
    const longest = (failures: number): number => pauseAfter(failures, () => 1);

    expect([0, 1, 2, 3, 7, 500].map(longest)).toEqual([0, 500, 1_000, 2_000, 30_000, 30_000]);
  });

  it('are spread over the half of their length', () => {
    expect(pauseAfter(2, () => 0)).toBe(500);
  });

  it('end at once when the door is closed', async () => {
    const stop = new AbortController();
    const waiting = pause(3_600_000, stop.signal);
    stop.abort();

    await expect(waiting).resolves.toBeUndefined();
  });
});
