import { type Fields, fieldListAt, fieldsAt, listAt, textAt } from '../../../helpers/json.ts';
import { FLAGS } from '../state/rows.ts';
import { checkComponents } from './components.ts';
import { checkEmbeds } from './embeds.ts';
import { allOf, at, type Check, type Flaw, integerOf, listOf, oneOf, orNull, ruleOf, shapeOf, snowflake, textOf, truth } from './schema.ts';

/** Where a message comes from or goes, and what may be said about it there. */
export interface MessageRules {
  /** Flags that may be set. */
  readonly flags: number;
  /** The flags of the message that is changed; null for a new one. */
  readonly before: number | null;
}

/** A message that Discord would take, or why it would not. */
export type MessageCheck =
  | {
      readonly ok: true;
      readonly content: string | undefined;
      readonly components: readonly Fields[] | undefined;
      readonly embeds: readonly Fields[] | undefined;
      readonly flags: number;
      readonly allowedMentions: Fields | null;
    }
  | { readonly ok: false; readonly flaws: readonly Flaw[] };

/** docs.discord.com/developers/resources/message, "Allowed Mentions Object". */
const allowedMentions: Check = allOf(
  shapeOf(
    {},
    {
      parse: listOf(oneOf('roles', 'users', 'everyone'), 3),
      roles: listOf(snowflake, 100),
      users: listOf(snowflake, 100),
      replied_user: truth,
    },
  ),
  ruleOf((fields) => {
    const twice = ['users', 'roles'].find((kind) => listAt(fields, 'parse').includes(kind) && listAt(fields, kind).length > 0);
    const message = `parse:["${twice}"] and ${twice}: [ids...] are mutually exclusive.`;
    return twice === undefined ? null : { path: '', code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message };
  }),
);

const plain: Check = shapeOf(
  {},
  {
    content: orNull(textOf(2_000, 0)),
    flags: orNull(integerOf(0, 2 ** 31 - 1)),
    allowed_mentions: orNull(allowedMentions),
    tts: truth,
    enforce_nonce: truth,
    nonce: orNull((value, path, flaws) => (typeof value === 'number' ? integerOf(-(2 ** 53), 2 ** 53) : textOf(25, 0))(value, path, flaws)),
    message_reference: orNull(
      shapeOf({ message_id: snowflake }, { channel_id: snowflake, guild_id: snowflake, fail_if_not_exists: truth, type: oneOf(0, 1) }),
    ),
    sticker_ids: orNull(listOf(snowflake, 3)),
  },
);

/** Checks what a message is made of: docs.discord.com/developers/resources/message, "Create Message", "Edit Message". `path`: where it stands in the body. */
export function checkMessage(body: Fields, rules: MessageRules, path = ''): MessageCheck {
  const flaws: Flaw[] = [];
  plain(body, '', flaws);
  const flags = flagsOf(body, rules, flaws);
  const isModern = (flags & FLAGS.componentsV2) !== 0;
  if (body.components !== undefined && body.components !== null) {
    checkComponents(body.components, isModern, flaws);
  }
  if (body.embeds !== undefined && body.embeds !== null) {
    checkEmbeds(body.embeds, flaws);
  }
  if (isModern) {
    checkModern(body, flaws);
  }
  if (flaws.length > 0) {
    return {
      ok: false,
      flaws: path === '' ? flaws : flaws.map((flaw) => ({ ...flaw, path: flaw.path === '' ? path : at(path, flaw.path) })),
    };
  }
  return {
    ok: true,
    content: body.content === undefined ? undefined : textAt(body, 'content'),
    components: body.components === undefined ? undefined : fieldListAt(body, 'components'),
    embeds: body.embeds === undefined ? undefined : fieldListAt(body, 'embeds'),
    flags,
    allowedMentions: body.allowed_mentions === undefined ? null : fieldsAt(body, 'allowed_mentions'),
  };
}

/** With components of the second kind, nothing else may say something: docs.discord.com/developers/components/reference. */
function checkModern(body: Fields, flaws: Flaw[]): void {
  const used = ['content', 'embeds', 'sticker_ids', 'poll', 'shared_client_theme'].filter((name) => {
    const value = body[name];
    return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  for (const name of used) {
    const message = `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    flaws.push({ path: name, code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message });
  }
}

/** The flags a message has then. What may not be set is refused at a new message, overlooked at an edit: the same pages. */
function flagsOf(body: Fields, { flags: allowed, before }: MessageRules, flaws: Flaw[]): number {
  const asked = typeof body.flags === 'number' ? body.flags : null;
  if (before === null) {
    if (asked !== null && (asked & ~allowed) !== 0) {
      flaws.push({ path: 'flags', code: 'MESSAGE_FLAGS_NOT_ALLOWED', message: `Only the flags ${allowed} may be set here, not ${asked}.` });
    }
    return asked ?? 0;
  }
  if (asked === null) {
    return before;
  }
  if ((before & FLAGS.componentsV2) !== 0 && (asked & FLAGS.componentsV2) === 0) {
    const message = 'The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed.';
    flaws.push({ path: 'flags', code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message });
  }
  const kept = before & ~FLAGS.suppressEmbeds;
  return kept | (asked & (FLAGS.suppressEmbeds | FLAGS.componentsV2));
}
