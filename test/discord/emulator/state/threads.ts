import { botSees } from './access.ts';
import { addMessage, INTENTS, type NewMessage } from './messages.ts';
import { CHANNEL, type ChannelRow, FLAGS, MESSAGE, type MessageRow } from './rows.ts';
import { showChannel } from './show.ts';
import { addChannel, makeId, noteChange, type World } from './world.ts';

/** What a thread is made of. */
export interface NewThread {
  readonly name: string;
  readonly owner: string;
  readonly autoArchive?: number;
  readonly isPublic?: boolean;
  /** A thread started on a message has its id: docs.discord.com/developers/resources/channel, "Start Thread from Message". */
  readonly id?: string;
  readonly starter?: MessageRow;
  /** The first message of a forum's post. */
  readonly post?: NewMessage;
}

/** Starts a thread and tells the app of it. The first message of a forum's post has the post's id. */
export function addThread(world: World, parent: ChannelRow, made: NewThread): ChannelRow {
  const thread = addChannel(world, {
    id: made.id ?? makeId(world),
    type: made.isPublic === false ? CHANNEL.privateThread : CHANNEL.publicThread,
    guild: parent.guild,
    parent: parent.id,
    name: made.name,
    owner: made.owner,
    ...(made.autoArchive === undefined ? {} : { autoArchive: made.autoArchive }),
  });
  const { starter } = made;
  tellChannel(world, 'THREAD_CREATE', thread, { newly_created: true });
  if (starter !== undefined) {
    starter.flags |= FLAGS.hasThread;
    addMessage(world, thread, {
      author: starter.author,
      type: MESSAGE.threadStarter,
      reference: { message: starter.id, channel: starter.channel },
    });
  }
  if (made.post !== undefined) {
    addMessage(world, thread, { ...made.post, id: thread.id });
  }
  noteChange(world);
  return thread;
}

/** Tells the app of a channel or thread that came, changed or went: it hears with the intent GUILDS. */
export function tellChannel(world: World, t: string, channel: ChannelRow, more: Readonly<Record<string, unknown>> = {}): void {
  if (channel.guild !== null && botSees(world, channel)) {
    const data = { ...showChannel(world, channel), ...more };
    world.dispatch({ t, guild: channel.guild, intent: INTENTS.guilds, dataFor: () => data });
  }
}
