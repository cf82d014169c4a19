import { createHmac } from 'node:crypto';
import { directOf, type PostedMessage, WORKSPACE } from './loopback.ts';

/** A request as Slack sends it, signed. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const APP = 'A0BENCH';

let events = 0;

/** Somebody writes to the bot directly: docs.slack.dev/reference/events/message.im. */
export function writeMessage(user: string, text: string): SignedRequest {
  events += 1;
  const ts = `${Math.floor(Date.now() / 1_000)}.${String(events % 1_000_000).padStart(6, '0')}`;
  const rich = { type: 'rich_text', block_id: `b${events}`, elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
  const event = {
    user,
    type: 'message',
    ts,
    client_msg_id: `00000000-0000-4000-8000-${String(events).padStart(12, '0')}`,
    text,
    team: WORKSPACE.team,
    blocks: [rich],
    channel: directOf(user),
    event_ts: ts,
    channel_type: 'im',
  };
  const authorization = {
    enterprise_id: null,
    team_id: WORKSPACE.team,
    user_id: WORKSPACE.botUser,
    is_bot: true,
    is_enterprise_install: false,
  };
  return sign(
    'application/json',
    JSON.stringify({
      token: 'bench',
      team_id: WORKSPACE.team,
      context_team_id: WORKSPACE.team,
      context_enterprise_id: null,
      api_app_id: APP,
      event,
      type: 'event_callback',
      event_id: `Ev${events}`,
      event_time: Math.floor(Date.now() / 1_000),
      authorizations: [authorization],
      is_ext_shared_channel: false,
      event_context: `4-Ev${events}`,
    }),
  );
}

/** Somebody presses a button: docs.slack.dev/reference/interaction-payloads/block_actions-payload. */
export function pressButton(user: string, { ts, text, blocks }: PostedMessage, { blockId, button }: Pressable): SignedRequest {
  events += 1;
  const channel = directOf(user);
  const message = {
    user: WORKSPACE.botUser,
    type: 'message',
    ts,
    bot_id: WORKSPACE.botId,
    app_id: APP,
    text,
    team: WORKSPACE.team,
    blocks: JSON.parse(blocks),
  };
  const payload = JSON.stringify({
    type: 'block_actions',
    user: { id: user, username: 'bench', name: 'bench', team_id: WORKSPACE.team },
    api_app_id: APP,
    token: 'bench',
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    trigger_id: `${events}.1.bench`,
    team: { id: WORKSPACE.team, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: 'directmessage' },
    message,
    state: { values: {} },
    response_url: 'http://127.0.0.1:9/actions',
    actions: [{ ...button, block_id: blockId, action_ts: `${events}.1` }],
  });
  return sign('application/x-www-form-urlencoded', new URLSearchParams({ payload }).toString());
}

/** A button of a message, and the block it stands in. */
export interface Pressable {
  readonly blockId: string;
  readonly button: Readonly<Record<string, unknown>>;
}

/** The buttons of a message. */
export function buttonsOf({ blocks }: PostedMessage): readonly Pressable[] {
  const all: unknown = JSON.parse(blocks);
  return (Array.isArray(all) ? all : [])
    .filter(isActions)
    .flatMap(({ block_id, elements }) =>
      elements.filter((element) => element.type === 'button').map((button) => ({ blockId: block_id, button })),
    );
}

interface Actions {
  readonly block_id: string;
  readonly elements: readonly Readonly<Record<string, unknown>>[];
}

function isActions(block: unknown): block is Actions {
  return typeof block === 'object' && block !== null && 'type' in block && block.type === 'actions';
}

/** docs.slack.dev/authentication/verifying-requests-from-slack. */
function sign(contentType: string, body: string): SignedRequest {
  const seconds = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', WORKSPACE.signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return {
    body,
    headers: { 'Content-Type': contentType, 'X-Slack-Request-Timestamp': String(seconds), 'X-Slack-Signature': `v0=${signature}` },
  };
}
