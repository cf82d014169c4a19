import type { Channel, Post } from '../../src/contracts/ports.ts';

/** What a fake channel was asked to do, in order. */
export type Sent =
  | { readonly kind: 'send'; readonly conversation: string; readonly id: string; readonly text: string; readonly seq: number }
  | { readonly kind: 'edit'; readonly conversation: string; readonly id: string; readonly text: string; readonly reference: string | null }
  | { readonly kind: 'retract'; readonly conversation: string; readonly eventId: string };

/** A channel that writes down what it is asked to do. */
export interface FakeChannel extends Channel {
  readonly sent: Sent[];
  /** Every post it was asked for, failed ones included. */
  readonly tries: { readonly kind: 'send' | 'edit'; readonly id: string; readonly again: boolean }[];
  /** What is read, one line a message: a message sent again with the same id shows once, an edit changes it. */
  read(conversation: string): readonly string[];
  /** Decides before each act: throw to fail, return a promise to take long. */
  before: (act: Sent) => Promise<void> | void;
}

/** Makes one. Anything it is not made for throws. */
export function createFakeChannel(name = 'web'): FakeChannel {
  const sent: Sent[] = [];
  const tries: FakeChannel['tries'] = [];
  async function act(what: Sent): Promise<void> {
    await channel.before(what);
    sent.push(what);
  }
  const channel: FakeChannel = {
    name,
    sent,
    tries,
    before: () => {},
    read: (conversation) => readAs(sent, conversation),
    start: () => Promise.reject(new Error('The desk starts no channel.')),
    stop: () => Promise.reject(new Error('The desk stops no channel.')),
    send: async (post) => {
      tries.push({ kind: 'send', id: post.message.id, again: post.again });
      await act({ kind: 'send', conversation: post.conversation, id: post.message.id, text: textOf(post), seq: post.seq });
      return `ref-${post.message.id}`;
    },
    edit: async (post, reference) => {
      tries.push({ kind: 'edit', id: post.message.id, again: post.again });
      await act({ kind: 'edit', conversation: post.conversation, id: post.message.id, text: textOf(post), reference });
    },
    retract: (conversation, eventId) => act({ kind: 'retract', conversation, eventId }),
  };
  return channel;
}

function readAs(sent: readonly Sent[], conversation: string): readonly string[] {
  const read = new Map<string, string>();
  for (const act of sent.filter((each) => each.conversation === conversation)) {
    if (act.kind === 'send' && !read.has(act.id)) {
      read.set(act.id, act.text);
    }
    if (act.kind === 'edit' && read.has(act.id)) {
      read.set(act.id, act.text);
    }
  }
  return [...read.values()];
}

function textOf({ message }: Post): string {
  return message.blocks.map((block) => (block.kind === 'text' ? block.text : block.kind)).join('\n');
}
