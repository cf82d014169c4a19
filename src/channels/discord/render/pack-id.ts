import { nameConversation, readConversation } from '../place.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
const BASE = BigInt(DIGITS.length);

/** Before an id that is no snowflake. */
const AS_IT_IS = '~';

/** A conversation in few characters: `d.U1`, `p.C1.U1`, `t.C1.U1.M1`. Throws for what is none of Discord's. */
export function packConversation(conversation: string): string {
  const place = readConversation(conversation);
  switch (place?.kind) {
    case 'dm':
      return ['d', packId(place.user)].join('.');
    case 'private':
      return ['p', packId(place.channel), packId(place.user)].join('.');
    case 'thread':
      return ['t', packId(place.channel), packId(place.user), packId(place.message)].join('.');
    default:
      throw new Error(`${conversation} is no conversation of Discord.`);
  }
}

/** The conversation that was packed; null for what is none. */
export function unpackConversation(packed: string): string | null {
  const [kind, ...parts] = packed.split('.');
  const ids = parts.flatMap((part) => unpackId(part) ?? []);
  const [first, user, message] = ids;
  if (ids.length !== parts.length || first === undefined) return null;
  if (kind === 'd' && ids.length === 1) return nameConversation({ kind: 'dm', user: first });
  if (kind === 'p' && ids.length === 2 && user !== undefined) return nameConversation({ kind: 'private', channel: first, user });
  if (kind !== 't' || ids.length !== 3 || user === undefined || message === undefined) return null;
  return nameConversation({ kind: 'thread', channel: first, user, message });
}

/** A whole number from zero on, packed likewise. */
export function packNumber(number: number): string {
  return write(BigInt(number));
}

/** The number that was packed; null for what is none. */
export function unpackNumber(packed: string): number | null {
  const number = read(packed);
  return number === null || number > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(number);
}

/** A snowflake (64 bits, docs.discord.com/developers/reference#snowflakes) in at most 11 characters; any other id as it is. */
function packId(id: string): string {
  return /^[1-9]\d{0,19}$/.test(id) ? write(BigInt(id)) : `${AS_IT_IS}${id}`;
}

function unpackId(packed: string): string | null {
  if (packed.startsWith(AS_IT_IS)) return packed.length > AS_IT_IS.length ? packed.slice(AS_IT_IS.length) : null;
  return read(packed)?.toString() ?? null;
}

function write(number: bigint): string {
  let packed = '';
  for (let rest = number; rest > 0n; rest /= BASE) {
    packed = DIGITS.charAt(Number(rest % BASE)) + packed;
  }
  return packed === '' ? DIGITS.charAt(0) : packed;
}

function read(packed: string): bigint | null {
  let number = 0n;
  for (const digit of packed) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return null;
    number = number * BASE + BigInt(value);
  }
  return packed === '' ? null : number;
}
