import { namesOf } from '../../../src/channels/discord/post/names.ts';
import { readMark } from '../../../src/channels/discord/render/mark.ts';
import { fieldListAt, textAt } from '../../helpers/json.ts';
import { type MessageRow, type Person, visibleText } from '../emulator/index.ts';

/** The chosen button's words, in the place of buttons that were used. */
const CHOSEN = '-# ✓ ';

/**
 * What the bot has said in the conversation of a person, wherever it stands, oldest first. Words by the way have no mark and are not counted, and what it
 * says to others in a channel answers their messages.
 */
export function linesTo(person: Person, places: readonly string[]): readonly MessageRow[] {
  return places
    .flatMap((place) => seesAt(person, place))
    .filter(({ fromApp, components }) => fromApp && readMark(components) !== null)
    .filter(({ reference, interaction }) => reference === null || interaction !== null || places.includes(reference.message))
    .toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1));
}

/** A thread that nobody has begun yet is empty. */
function seesAt(person: Person, place: string): readonly MessageRow[] {
  try {
    return person.sees(place);
  } catch {
    return [];
  }
}

/** A message as it reads for good: used buttons are taken away by the way, soon or not at all. */
export function readMessage(message: MessageRow): string {
  return visibleText({ ...message, components: message.components.filter((part) => part.type !== 1 && !isChosen(part)) });
}

function isChosen(part: MessageRow['components'][number]): boolean {
  return part.type === 10 && textAt(part, 'content').startsWith(CHOSEN);
}

/** What can be pressed in a message, by the choice it stands for. */
export function buttonsOf(message: MessageRow | undefined): readonly string[] {
  return (message?.components ?? [])
    .filter(({ type }) => type === 1)
    .flatMap((row) => fieldListAt(row, 'components'))
    .filter(({ type }) => type === 2)
    .map((button) => textAt(button, 'custom_id'))
    .map((id) => id.slice(id.indexOf('|') + 1))
    .filter((choice) => choice.includes(':'));
}

/** How often a message of the bot stands there that another one is too: a name of ours is never given twice. */
export function countDoubles(messages: readonly MessageRow[]): number {
  const seen = new Set<string>();
  let doubles = 0;
  for (const { components } of messages) {
    const mark = readMark(components);
    const names = mark === null ? namesOf(components) : [`#${mark}`];
    if (names.some((name) => seen.has(name))) doubles += 1;
    for (const name of names) seen.add(name);
  }
  return doubles;
}
