import { type REST, Routes } from 'discord.js';
import type { Translator } from '../../contracts/messages.ts';
import { defineCommands } from './commands.ts';
import { readDiscordError } from './errors.ts';

/** What registering is made of. */
export interface RegisterOptions {
  readonly rest: REST;
  readonly applicationId: string;
  readonly translator: Translator;
}

/** Registers the commands of the bot in all of Discord, where those registered are others. Resolves true where it did. */
export async function registerCommands({ rest, applicationId, translator }: RegisterOptions): Promise<boolean> {
  const wanted = defineCommands(translator);
  const route = Routes.applicationCommands(applicationId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  if (isSame(wanted, await readRegistered(rest, route, query))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** What can't be read is registered anew: doing so changes nothing where it is the same. */
async function readRegistered(rest: REST, route: `/${string}`, query: URLSearchParams): Promise<unknown> {
  try {
    return await rest.get(route, { query });
  } catch (error) {
    if (readDiscordError(error).kind !== 'refused') throw error;
    return null;
  }
}

/** Is all that is wanted registered, and nothing beside it? Discord adds much of its own to a command, and leaves out what is as usual. */
export function isSame(wanted: unknown, registered: unknown): boolean {
  if (isUsual(wanted) && isUsual(registered)) return true;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(registered) || registered.length !== wanted.length) return false;
    const others: readonly unknown[] = isOrdered(wanted) ? registered : sortLike(wanted, registered);
    return wanted.every((each, index) => isSame(each, others[index]));
  }
  if (typeof wanted !== 'object' || wanted === null) return wanted === registered;
  const there = objectOf(registered);
  const keys = new Set([...Object.keys(wanted), ...OURS.filter((key) => key in there)]);
  return [...keys].every((key) => isSame(objectOf(wanted)[key], there[key]));
}

/** What we might have set, and took back. */
const OURS = [
  'name_localizations',
  'description_localizations',
  'options',
  'choices',
  'autocomplete',
  'required',
  'min_length',
  'max_length',
];

/** Options are in the order they are shown in; the order of commands, contexts and install types says nothing. */
function isOrdered(wanted: readonly unknown[]): boolean {
  return !wanted.every((each) => typeof each === 'number' || 'integration_types' in objectOf(each));
}

function sortLike(wanted: readonly unknown[], registered: readonly unknown[]): readonly unknown[] {
  return wanted.map((each) => registered.find((other) => nameOf(other) === nameOf(each)));
}

function nameOf(value: unknown): unknown {
  const { type, name } = objectOf(value);
  return typeof value === 'number' ? value : `${String(type ?? 1)} ${String(name)}`;
}

function isUsual(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
