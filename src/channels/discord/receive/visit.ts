import { z } from 'zod';
import { createFirstAnswer, type FirstAnswer, type Respond } from '../first-answer.ts';
import { nameConversation, type Place } from '../place.ts';
import type { Rooms, Who } from './rooms.ts';

const person = z.object({ id: z.string() });

/** docs.discord.com/developers/interactions/receiving-and-responding, "Interaction Object": just what is needed. */
const interaction = z.object({
  id: z.string(),
  token: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  channel: z.object({ id: z.string(), type: z.number().optional() }).nullish(),
  member: z.object({ user: person }).nullish(),
  user: person.nullish(),
  locale: z.string().optional(),
  context: z.number().nullish(),
  authorizing_integration_owners: z.record(z.string(), z.unknown()).nullish(),
  message: z.object({ id: z.string(), components: z.unknown() }).nullish(),
  data: z.unknown(),
});

/** An interaction, with all that answering it takes. */
export interface Visit {
  /** 2 a command, 3 a click, 4 an option being typed, 5 a modal sent. */
  readonly type: number;
  readonly who: Who;
  readonly channel: string;
  /** Is it in the person's direct messages with the bot? */
  readonly isDirect: boolean;
  /** The conversation in which what begins here is answered. */
  readonly place: Place;
  readonly conversation: string;
  readonly answer: FirstAnswer;
  /** Does Discord take five follow-ups only? */
  readonly isCapped: boolean;
  /** The language of the person's Discord. */
  readonly locale: string | undefined;
  /** The message whose button was pressed, or led to the modal; null for none. */
  readonly message: { readonly id: string; readonly components: unknown } | null;
  readonly data: unknown;
}

/** Interactions of messages with the bot itself (docs.discord.com, "Interaction Context Types"). */
const BOT_DM = 1;
/** The key of the server in `authorizing_integration_owners`; absent where the person alone installed the app. */
const GUILD_INSTALL = '0';

/** Reads an interaction; null for what is none that can be answered. */
export function readVisit(
  raw: unknown,
  { at, respond }: { readonly at: number; readonly respond: Respond },
  { settings }: Rooms,
): Visit | null {
  const read = interaction.safeParse(raw);
  if (!read.success) return null;
  const told = read.data;
  const user = told.member?.user.id ?? told.user?.id;
  const channel = told.channel_id ?? told.channel?.id;
  if (user === undefined || channel === undefined) return null;
  const isDirect = readIsDirect(told);
  // Without the gateway nothing typed in direct messages would be heard: what is private has a button to write.
  const place: Place = isDirect && settings.gateway ? { kind: 'dm', user } : { kind: 'private', user, channel };
  const owners = told.authorizing_integration_owners ?? {};
  return {
    type: told.type,
    who: { user, workplace: told.guild_id ?? 'dm' },
    channel,
    isDirect,
    place,
    conversation: nameConversation(place),
    answer: createFirstAnswer({ interaction: told.id, token: told.token, channel, at, respond }),
    isCapped: Object.keys(owners).length > 0 && !(GUILD_INSTALL in owners),
    locale: told.locale,
    message: told.message === null || told.message === undefined ? null : { id: told.message.id, components: told.message.components },
    data: told.data,
  };
}

/** Of an interaction that acts once: told twice, it has the same. */
export function eventIdOf({ answer }: Visit): string {
  return `int:${answer.interaction}`;
}

function readIsDirect({ context, guild_id, channel }: z.infer<typeof interaction>): boolean {
  if (context !== undefined && context !== null) return context === BOT_DM;
  return (guild_id === undefined || guild_id === null) && channel?.type === 1;
}
