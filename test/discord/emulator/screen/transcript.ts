import { CHANNEL, type MessageRow } from '../state/rows.ts';
import { channelOf, isThread, userOf, type World } from '../state/world.ts';
import { deepScreenOf } from './screen.ts';
import { visibleText } from './words.ts';

/** What of a channel is written down. */
export interface TranscriptOptions {
  /** Names of people instead of those they have. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A conversation as a support person would read it: who said what, in order, without ids or times. */
export function writeTranscript(
  world: World,
  { channel, user }: { readonly channel: string; readonly user: string },
  options: TranscriptOptions = {},
): string {
  const threads = new Map<string, number>();
  return deepScreenOf(world, channel, user)
    .map((message) => entry(world, message, { root: channel, options, threads }))
    .join('\n\n');
}

interface Telling {
  readonly root: string;
  readonly options: TranscriptOptions;
  readonly threads: Map<string, number>;
}

function nameOf(world: World, id: string, { options }: Telling): string {
  return id === world.options.app.id ? 'okuru' : (options.names?.[id] ?? userOf(world, id).globalName);
}

function entry(world: World, message: MessageRow, telling: Telling): string {
  const notes = [
    ...placeNotes(world, message, telling),
    ...(message.ephemeralTo === null ? [] : ['only you']),
    ...(message.editedAt === null ? [] : ['edited']),
  ];
  const who = nameOf(world, message.author, telling);
  const head = notes.length === 0 ? `${who}:` : `${who} (${notes.join(', ')}):`;
  const text = visibleText(message).replace(/<@!?(\d+)>/g, (_whole, id: string) => `@${nameOf(world, id, telling)}`);
  return [head, ...text.split('\n').map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

/** In which thread it stands, or what a forum's post is called. */
function placeNotes(world: World, message: MessageRow, { root, threads }: Telling): readonly string[] {
  const channel = channelOf(world, message.channel);
  if (channel.id === root || !isThread(channel)) {
    return [];
  }
  const inForum = channelOf(world, channel.parent ?? '').type === CHANNEL.forum;
  if (inForum && message.id === channel.id) {
    return [`post “${channel.name}”`];
  }
  const number = threads.get(channel.id) ?? threads.size + 1;
  threads.set(channel.id, number);
  return [`thread ${number}`];
}
