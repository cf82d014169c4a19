/** The one app of this bench, and its one server. */
export const APP = {
  id: '1200000000000000001',
  token: 'MTIwMDAwMDAwMDAwMDAwMDAwMQ.bench.token',
  guild: '1200000000000000002',
  channel: '1200000000000000003',
  command: '1200000000000000004',
} as const;

/** The first second of 2015: an id tells when it was made (docs.discord.com/developers/reference, "Snowflakes"). */
const EPOCH_MS = 1_420_070_400_000;

let ids = BigInt(Date.now() - EPOCH_MS) << 22n;

/** An id later than any before. */
export function makeId(): string {
  ids += 1n;
  return String(ids);
}

/** An interaction as Discord tells it, with what has to be known of it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Somebody runs `/mailfix` in a server: docs.discord.com/developers/interactions/application-commands. */
export function runMailfix(user: string, story: string): Interaction {
  const options = [{ type: 3, name: 'story', value: story }];
  return interact(user, 2, { data: { id: APP.command, name: 'mailfix', type: 1, options } });
}

/** Somebody presses a button: docs.discord.com/developers/interactions/receiving-and-responding, "Message Component Data Structure". */
export function pressButton(user: string, message: Readonly<Record<string, unknown>>, customId: string): Interaction {
  return interact(user, 3, { message, data: { component_type: 2, custom_id: customId, id: 2 } });
}

function interact(user: string, type: number, more: Readonly<Record<string, unknown>>): Interaction {
  const id = makeId();
  const token = Buffer.from(`interaction:${id}:${'bench'.repeat(20)}`).toString('base64url');
  const member = {
    user: { id: user, username: `user${user}`, global_name: 'Bench', discriminator: '0', avatar: null, public_flags: 0 },
    ...{ nick: null, avatar: null, roles: [], joined_at: '2026-01-01T00:00:00.000000+00:00', premium_since: null },
    ...{ deaf: false, mute: false, flags: 0, pending: false, communication_disabled_until: null, permissions: '562949953421311' },
  };
  const payload = {
    ...{ id, token, type, version: 1, application_id: APP.id, guild_id: APP.guild, channel_id: APP.channel },
    guild: { id: APP.guild, locale: 'ja', features: [] },
    channel: { id: APP.channel, type: 0, name: 'general', guild_id: APP.guild, permissions: '562949953421311', flags: 0 },
    ...{ member, locale: 'ja', guild_locale: 'ja', app_permissions: '562949953421311', entitlements: [] },
    ...{ authorizing_integration_owners: { 0: APP.guild }, context: 0, attachment_size_limit: 10_485_760 },
    ...more,
  };
  return { id, token, user, payload };
}

/** A message as Discord gives it back. */
export function showMessage({ channel, body }: { readonly channel: string; readonly body: Readonly<Record<string, unknown>> }) {
  return {
    ...{ id: makeId(), type: 0, channel_id: channel, content: '', components: [], embeds: [], attachments: [], mentions: [], flags: 0 },
    author: { id: APP.id, username: 'okuru', discriminator: '0000', avatar: null, bot: true },
    ...{ timestamp: '2026-01-01T00:00:00.000000+00:00', edited_timestamp: null, tts: false, pinned: false },
    ...{ mention_everyone: false, mention_roles: [], webhook_id: APP.id, application_id: APP.id },
    ...body,
  };
}

/** The first button by which something is chosen; null for none. */
export function firstButton(message: Readonly<Record<string, unknown>>): string | null {
  return /"custom_id":"([^"|]+\|[a-z_]+:[^"]+)"/.exec(JSON.stringify(message.components))?.[1] ?? null;
}
