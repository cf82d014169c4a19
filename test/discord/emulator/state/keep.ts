import type { Reply } from '../rest/reply.ts';
import type { CallRecord } from './records.ts';
import { noteChange, type World } from './world.ts';

/** Answers that tell how things stand, not that the app said something wrong: docs.discord.com/developers/topics/opcodes-and-status-codes. */
const STATE_CODES: ReadonlySet<number> = new Set([
  10_003, 10_008, 10_013, 10_015, 10_062, 10_063, 40_060, 40_094, 50_001, 50_007, 50_013, 50_027, 50_083, 50_278, 160_002, 160_004, 160_005,
]);

/** Keeps a call with its answer, and the refusal if it was one. `reply`: null where there was none. */
export function keepCall(world: World, call: Pick<CallRecord, 'name' | 'route' | 'body' | 'fault'>, reply: Reply | null): void {
  if (world.options.keepRecords) {
    world.calls.push({ ...call, status: reply?.status ?? null, answer: reply?.body ?? null, at: world.options.now() });
  }
  if (reply?.failure !== undefined) {
    const { code, messages, broken } = reply.failure;
    const refusal = { name: call.name, status: reply.status, code, messages, payload: call.body };
    world.errors.push(refusal);
    if (broken === true || (reply.status !== 429 && reply.status !== 401 && !STATE_CODES.has(code))) {
      world.refused.push(refusal);
    }
  }
  noteChange(world);
}
