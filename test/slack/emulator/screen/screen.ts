import type { MessageRow, WorkspaceRow } from '../state/rows.ts';
import { channelOf } from '../state/world.ts';

/** What somebody sees in a channel, oldest first: threads in place, their own ephemeral messages, nothing deleted. */
export function screenOf(workspace: WorkspaceRow, channelId: string, user: string): readonly MessageRow[] {
  const channel = channelOf(workspace, channelId);
  return [...channel.messages.values()].filter(
    (message) => !message.deleted && (message.ephemeralTo === null || message.ephemeralTo === user),
  );
}
