import type { MessageRow, WorkspaceRow } from '../state/rows.ts';
import { screenOf } from './screen.ts';
import { visibleText } from './words.ts';

/** What of a channel is written down. */
export interface TranscriptOptions {
  /** Only this thread, its root among it. */
  readonly thread?: string;
  /** Names of people instead of their ids. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A conversation as a support person would read it: who said what, in order, without ids or times. */
export function writeTranscript(
  workspace: WorkspaceRow,
  { channel, user }: { readonly channel: string; readonly user: string },
  options: TranscriptOptions = {},
): string {
  const messages = screenOf(workspace, channel, user).filter(
    ({ ts, threadTs }) => options.thread === undefined || ts === options.thread || threadTs === options.thread,
  );
  const threads = new Map<string, number>();
  return messages.map((message) => entry(message, { workspace, options, threads })).join('\n\n');
}

interface Telling {
  readonly workspace: WorkspaceRow;
  readonly options: TranscriptOptions;
  readonly threads: Map<string, number>;
}

function entry(message: MessageRow, { workspace, options, threads }: Telling): string {
  const who = message.botId === workspace.botId ? 'okuru' : (options.names?.[message.user] ?? message.user);
  const notes = [
    ...(message.threadTs === null || options.thread !== undefined ? [] : [`thread ${threadNumber(threads, message.threadTs)}`]),
    ...(message.ephemeralTo === null ? [] : ['only you']),
    ...(message.editedTs === null ? [] : ['edited']),
  ];
  const head = notes.length === 0 ? `${who}:` : `${who} (${notes.join(', ')}):`;
  const lines = visibleText(message).replaceAll(workspace.botUser, 'okuru').split('\n');
  return [head, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

function threadNumber(threads: Map<string, number>, ts: string): number {
  const number = threads.get(ts) ?? threads.size + 1;
  threads.set(ts, number);
  return number;
}
