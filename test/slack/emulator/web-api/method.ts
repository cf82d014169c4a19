import type { Fields } from '../json.ts';
import type { ChannelRow, TokenRow, WorkspaceRow } from '../state/rows.ts';
import type { World } from '../state/world.ts';

/** A call with a bot token, in the workspace of the token. */
export interface Call {
  readonly world: World;
  readonly workspace: WorkspaceRow;
  readonly token: TokenRow;
  readonly args: Fields;
}

/** A call without a bot token: of the app itself. */
export interface AppCall {
  readonly world: World;
  readonly args: Fields;
  /** What Basic authorization holds: client id and secret. */
  readonly basic: { readonly id: string; readonly secret: string } | null;
}

/** A method of the Web API, and what it asks of its caller. */
export type Method =
  | { readonly token: 'bot'; readonly scopes: readonly string[]; readonly run: (call: Call) => Fields }
  | { readonly token: 'app' | 'none'; readonly run: (call: AppCall) => Fields };

/** A method of a bot. */
export function ofBot(scopes: readonly string[], run: (call: Call) => Fields): Method {
  return { token: 'bot', scopes, run };
}

/** An answer that says no. */
export function no(error: string, messages: readonly string[] = []): Fields {
  return messages.length === 0 ? { ok: false, error } : { ok: false, error, errors: messages, response_metadata: { messages } };
}

/** The answer to a call whose arguments are missing or of the wrong form. */
export function badArguments(...messages: readonly string[]): Fields {
  return no('invalid_arguments', messages);
}

/** A token lacks a scope: docs.slack.dev/apis/web-api, "Errors". */
export function lacks(token: TokenRow, scope: string): Fields {
  return { ok: false, error: 'missing_scope', needed: scope, provided: [...token.scopes].join(',') };
}

/** A channel the app may read: it is a member, or it is public. The word is the error otherwise. */
export function readable({ workspace }: Call, id: string): ChannelRow | string {
  const channel = workspace.channels.get(id);
  if (channel === undefined) {
    return 'channel_not_found';
  }
  if (channel.members.has(workspace.botUser)) {
    return channel;
  }
  return channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found';
}

/** A channel the app may post to. */
export function writable(call: Call, id: string): ChannelRow | string {
  const channel = readable(call, id);
  if (channel === 'not_in_channel' && call.token.scopes.has('chat:write.public')) {
    return call.workspace.channels.get(id) ?? 'channel_not_found';
  }
  if (typeof channel === 'string') {
    return channel;
  }
  if (channel.archived) {
    return 'is_archived';
  }
  return call.workspace.users.get(channel.user ?? '')?.dmClosed ?? channel;
}
