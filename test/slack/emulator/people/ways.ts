import { takeCommandAck, takeEmptyAck } from '../delivery/acks.ts';
import { addMessage, showMessage } from '../state/messages.ts';
import { makeResponseUrl, makeTrigger } from '../state/passes.ts';
import type { Delivery } from '../state/records.ts';
import type { MessageRow } from '../state/rows.ts';
import { channelOf } from '../state/world.ts';
import { actionTs, channelFields, pack, placeOf, type Self, whoFields } from './stage.ts';
import { escapeText } from './typed.ts';

/** Runs a command: docs.slack.dev/interactivity/implementing-slash-commands. Where nobody answers in time the person is told so, as Slack does. */
export async function runCommand(
  self: Self,
  command: string,
  { text, channel: channelId }: { readonly text: string; readonly channel: string },
): Promise<Delivery> {
  const { world, workspace, user } = self;
  const { app } = world.options;
  if (!app.commands.includes(command)) {
    throw new Error(`The app has no command ${command}.`);
  }
  const channel = placeOf(self, channelId);
  const who = { team: workspace.id, user: user.id };
  const body = {
    token: app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: channelFields(channel).name,
    user_id: user.id,
    user_name: user.name,
    command,
    text: escapeText(text),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: makeResponseUrl(world, { ...who, channel: channel.id, message: null }),
    trigger_id: makeTrigger(world, who),
  };
  const place = { world, workspace, channel, user: user.id, message: null };
  const acked = { world, team: workspace.id, what: 'command' };
  const delivery = await self.courier.deliver(pack(self, body, { kind: 'slash', onAck: (ack) => takeCommandAck(acked, place, ack) }));
  if (!delivery.acked) {
    const failure = delivery.attempts.at(-1)?.outcome === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
    const words = `${command} failed with the error "${failure}"`;
    addMessage({ world, workspace, channel }, { user: 'USLACKBOT', text: words, ephemeralTo: user.id });
  }
  return delivery;
}

/** Uses a shortcut on somebody's message: docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload. */
export async function useMessageShortcut(self: Self, message: MessageRow, callbackId: string): Promise<Delivery> {
  const { world, workspace, user } = self;
  const channel = channelOf(workspace, message.channel);
  const who = { team: workspace.id, user: user.id };
  const body = {
    type: 'message_action',
    ...whoFields(self),
    action_ts: actionTs(self),
    channel: channelFields(channel),
    callback_id: callbackId,
    trigger_id: makeTrigger(world, who),
    response_url: makeResponseUrl(world, { ...who, channel: channel.id, message: null }),
    message_ts: message.ts,
    message: showMessage(workspace, message),
  };
  const acked = { world, team: workspace.id, what: 'message_action' };
  return self.courier.deliver(pack(self, body, { kind: 'interactive', onAck: (ack) => takeEmptyAck(acked, ack) }));
}

/** Uses a shortcut from anywhere: the same page. */
export async function useGlobalShortcut(self: Self, callbackId: string): Promise<Delivery> {
  const { world, workspace, user } = self;
  const trigger = makeTrigger(world, { team: workspace.id, user: user.id });
  const body = { type: 'shortcut', ...whoFields(self), action_ts: actionTs(self), callback_id: callbackId, trigger_id: trigger };
  const acked = { world, team: workspace.id, what: 'shortcut' };
  return self.courier.deliver(pack(self, body, { kind: 'interactive', onAck: (ack) => takeEmptyAck(acked, ack) }));
}
