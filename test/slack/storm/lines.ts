import { type FakeWorkspace, type MessageRow, type Person, visibleText } from '../emulator/index.ts';
import { type Fields, fieldListAt, textAt } from '../emulator/json.ts';

/** The chosen button's words, in the place of buttons that were used. */
const CHOSEN = '✓ ';

/** What the bot has said to a person: in their direct messages, and in a thread of theirs. Words by the way, which only they see, are not counted. */
export function linesTo(workspace: FakeWorkspace, person: Person, thread: MessageRow | null): readonly MessageRow[] {
  const { channels } = workspace.row;
  const direct = [...(channels.get(person.dm)?.messages.values() ?? [])];
  const channel = thread === null ? undefined : channels.get(thread.channel);
  const replies = (channel?.threads.get(thread?.ts ?? '') ?? []).flatMap((ts) => channel?.messages.get(ts) ?? []);
  return [...replies, ...direct].filter(({ botId, deleted, ephemeralTo }) => botId === workspace.botId && !deleted && ephemeralTo === null);
}

/** No fewer messages than `linesTo` finds, and told at once. */
export function messagesTo(workspace: FakeWorkspace, person: Person, thread: MessageRow | null): number {
  const { channels } = workspace.row;
  const replies = thread === null ? 0 : (channels.get(thread.channel)?.threads.get(thread.ts)?.length ?? 0);
  return replies + (channels.get(person.dm)?.messages.size ?? 0);
}

/** A message as it reads for good: used buttons are taken away by the way, soon or not at all. */
export function readMessage(message: MessageRow): string {
  return visibleText({ ...message, blocks: message.blocks.filter((block) => block.type !== 'actions' && !isChosen(block)) });
}

/** What can be pressed in a message, by value. */
export function buttonsOf(message: MessageRow | undefined): readonly string[] {
  return (message?.blocks ?? [])
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => fieldListAt(block, 'elements'))
    .filter(({ type }) => type === 'button')
    .map((element) => textAt(element, 'value'));
}

function isChosen(block: Fields): boolean {
  return block.type === 'context' && fieldListAt(block, 'elements').some((element) => textAt(element, 'text').startsWith(CHOSEN));
}

/** Where each block of the bot's own stands in a workspace: one that stands twice was posted twice. */
export function countDoubles(workspace: FakeWorkspace): number {
  const seen = new Set<string>();
  let doubles = 0;
  for (const channel of workspace.row.channels.values()) {
    for (const message of channel.messages.values()) {
      const ids = message.deleted ? [] : message.blocks.map((block) => textAt(block, 'block_id')).filter((id) => id.includes('#'));
      if (ids.some((id) => seen.has(id))) doubles += 1;
      for (const id of ids) seen.add(id);
    }
  }
  return doubles;
}
