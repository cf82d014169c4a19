import { setTimeout as sleep } from 'node:timers/promises';
import { inLanes } from '../lanes.ts';
import { makePeople, openDriver, TURNS, tellStory, writeRemark } from './driver.ts';
import { directOf, EVERYWHERE, type Loopback } from './loopback.ts';
import type { SignedRequest } from './payloads.ts';
import { makeFolder, type ProgramName, startProgram } from './program.ts';

/** Events that come at once, each from somebody else. */
export const BURST = 200;

/** Milliseconds without a post after which no more is expected: what a desk tries again it tries sooner. */
const QUIET_MS = 2_500;

/** What became of the replies of one burst. */
export interface KillOutcome {
  /** Events acknowledged before the program died: Slack never sends those again. */
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Kills the program once it has posted `after` replies of a burst, starts it again, and sends again what it had not acknowledged, as Slack does. */
export async function killInBurst(name: ProgramName, after: number, loopback: Loopback): Promise<KillOutcome> {
  const folder = makeFolder();
  const people = makePeople(BURST);
  const requests = people.map(writeRemark);
  const first = openDriver(await startProgram(name, loopback, folder), loopback);
  await inLanes(people.map((user) => () => tellStory(user, first)));
  const killing = loopback.expect(EVERYWHERE, { posts: after, updates: 0 }).then(() => first.program.kill());
  const acknowledged = await Promise.all(requests.map((request) => deliver(request, first)));
  await killing;
  await first.close();

  const second = openDriver(await startProgram(name, loopback, folder), loopback);
  const again = requests.filter((_, index) => acknowledged[index] === false);
  await Promise.all(again.map((request) => second.deliver(request)));
  await settle(loopback);
  await second.close();
  await second.program.end();
  const replies = people.map((user) => loopback.arrivedIn(directOf(user)).posts - TURNS.story[name].posts);
  return {
    acknowledged: BURST - again.length,
    lost: replies.filter((count) => count === 0).length,
    doubled: replies.filter((count) => count > 1).length,
  };
}

async function deliver(request: SignedRequest, driver: ReturnType<typeof openDriver>): Promise<boolean> {
  try {
    await driver.deliver(request);
    return true;
  } catch {
    return false;
  }
}

async function settle(loopback: Loopback): Promise<void> {
  for (let before = -1; before !== loopback.arrivedIn(EVERYWHERE).posts; ) {
    before = loopback.arrivedIn(EVERYWHERE).posts;
    await sleep(QUIET_MS);
  }
}
