import type { MessageKey } from '../../src/contracts/message-key.ts';

/** A key of a test's own locale folder, which the compiler cannot know. */
export function anyKey(name: string): MessageKey {
  return JSON.parse(JSON.stringify(name));
}
