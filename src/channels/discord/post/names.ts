import { createHash } from 'node:crypto';
import { readMark } from '../render/mark.ts';

/** The names a message has in a channel's history: the mark of its first component, and the `custom_id`s of its buttons. */
export function namesOf(components: unknown): readonly string[] {
  const mark = readMark(components);
  return [...(mark === null ? [] : [`#${mark}`]), ...customIds(components)];
}

/** A custom id of ours holds conversation, line and number: no two messages have one in common. */
function customIds(components: unknown): readonly string[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: unknown) => {
    if (typeof component !== 'object' || component === null) return [];
    const own = 'custom_id' in component && typeof component.custom_id === 'string' ? [component.custom_id] : [];
    return 'components' in component ? [...own, ...customIds(component.components)] : own;
  });
}

/** What a nonce is made from. */
export interface NonceOf {
  readonly conversation: string;
  readonly seq: number;
  readonly part: number;
  readonly channel: string;
  /** Of a message posted anew, since somebody deleted the first. */
  readonly anew: boolean;
}

/** 25 characters at most (docs.discord.com/developers/resources/message#create-message). The same part in another channel is another message. */
export function nonceOf({ conversation, seq, part, channel, anew }: NonceOf): string {
  return createHash('sha256')
    .update(`${conversation}#${seq}.${part}@${channel}${anew ? '+' : ''}`)
    .digest('base64url')
    .slice(0, 24);
}
