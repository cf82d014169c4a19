import type { Lang } from '../../../src/contracts/lang.ts';
import { type Fields, isFields, listAt, textAt } from '../../helpers/json.ts';
import { type FakeDiscord, type FakeGuild, FLAGS, type MessageRow, type Person, visibleText } from '../emulator/index.ts';
import { DISCORD_TELLINGS, type Telling } from './tellings.ts';

/** A person who tells their story somewhere, and what is written down of it. Places are channels by id; `dm` is the direct messages with the app. */
export interface Stage {
  readonly fake: FakeDiscord;
  readonly telling: Telling;
  readonly person: Person;
  /** Somebody else where the person is. */
  readonly other: Person;
  /** A channel without help-desk. */
  readonly channel: string;
  readonly helpdesk: string;
  readonly forum: string;
  /** A channel of a server without the bot. */
  readonly abroad: string;
  /** Messages of three people, without the bot. */
  readonly group: string;
  /** Writes down what is done that leaves nothing on a screen. */
  notes(what: string): void;
  /** Writes down a form, or a message that will not stay. */
  shows(name: string, thing: Parameters<typeof visibleText>[0]): void;
  /** Presses a button by the id of its choice, and writes its words down. */
  presses(message: MessageRow, choice: string): Promise<void>;
  /** Resolves once something holds on the screens. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** Resolves with the app's last message at a place that offers the choice. */
  untilOffered(place: string, choice: string): Promise<MessageRow>;
  /** Resolves with the last message at a place in which the person sees these words. */
  untilSeen(place: string, words: string | RegExp): Promise<MessageRow>;
  /** Resolves with the thread started on a message, once there is one. */
  untilThread(message: MessageRow): Promise<string>;
  /** Resolves once nothing at a place can be pressed any more. */
  untilRetired(place: string): Promise<void>;
  /** All that was written down, and what the person sees at the end in each of these places. */
  transcript(places: readonly { readonly name: string; readonly channel: string }[]): string;
}

/** A machine that does much else at the same time is slow. */
const PATIENCE_MS = 12_000;

/** Where a story is played. */
export interface StageOptions {
  readonly fake: FakeDiscord;
  /** Has the bot. */
  readonly guild: FakeGuild;
  /** Has not. */
  readonly abroad: FakeGuild;
  readonly lang: Lang;
  /** Unique: people and channels are named after it. */
  readonly name: string;
  readonly helpdesk: string;
  readonly forum: string;
}

/** Furnishes a stage. */
export function furnishStage({ fake, guild, abroad, lang, name, helpdesk, forum }: StageOptions): Stage {
  const telling = DISCORD_TELLINGS[lang];
  const [person, other, third] = ['', '-other', '-third'].map((more) => fake.user(`${name}${more}`, { locale: telling.locale }));
  if (person === undefined || other === undefined || third === undefined) throw new Error('Nobody is there.');
  for (const server of [guild, abroad]) server.joins(person, other);
  const written: string[] = [];
  return {
    ...{ fake, telling, person, other, helpdesk, forum },
    channel: guild.channel(name),
    abroad: abroad.channel(name),
    group: fake.privateChannel(person, other, third),
    notes: (what) => void written.push(`» ${what}`),
    shows: (what, thing) => void written.push(`── ${what}`, visibleText(thing).replaceAll(/^(?=.)/gm, '  ')),
    async presses(message, choice) {
      written.push(`» [${labelOf(message, choice)}]`);
      await person.clicks(message, choice);
    },
    ...createWatch(fake, person),
    transcript: (places) => {
      const names = { [person.id]: telling.names.person, [other.id]: telling.names.other };
      const screens = places.map(({ name: place, channel }) => {
        const shown = fake.transcript({ channel, user: person.id }, { names });
        return `── ${place}\n\n${shown === '' ? '(nothing)' : shown}`;
      });
      return `${[written.join('\n'), ...screens].filter((part) => part !== '').join('\n\n')}\n`;
    },
  };
}

type Watch = Pick<Stage, 'until' | 'untilOffered' | 'untilSeen' | 'untilThread' | 'untilRetired'>;

function createWatch(fake: FakeDiscord, person: Person): Watch {
  const until = (isSo: () => boolean, what: string): Promise<void> => fake.until(isSo, what, PATIENCE_MS);
  const untilLast = async (place: string, fits: (message: MessageRow) => boolean, what: string): Promise<MessageRow> => {
    const last = (): MessageRow | undefined => person.sees(place).findLast((message) => message.fromApp && fits(message));
    await until(() => last() !== undefined, `${what} at ${place}`);
    const found = last();
    if (found === undefined) throw new Error(`${what} was taken away again.`);
    return found;
  };
  return {
    until,
    untilOffered: (place, choice) => untilLast(place, ({ components }) => controlAt(components, choice) !== null, choice),
    untilSeen: (place, words) => untilLast(place, (message) => holds(visibleText(message), words), String(words)),
    async untilThread(message) {
      await until(() => (message.flags & FLAGS.hasThread) !== 0, 'a thread');
      return message.id;
    },
    untilRetired: (place) => {
      const isRetired = (): boolean => person.sees(place).every(({ components }) => components.every(({ type }) => type !== 1));
      return until(isRetired, `buttons taken away at ${place}`);
    },
  };
}

/** Do these words stand there? */
export function holds(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

/** What can be pressed that means the choice; null for nothing. */
function controlAt(components: readonly unknown[], choice: string): Fields | null {
  for (const each of components.filter(isFields)) {
    const id = textAt(each, 'custom_id');
    const found = id !== '' && id.slice(id.indexOf('|') + 1) === choice ? each : controlAt(listAt(each, 'components'), choice);
    if (found !== null) return found;
  }
  return null;
}

function labelOf({ components }: MessageRow, choice: string): string {
  return textAt(controlAt(components, choice) ?? {}, 'label') || choice;
}
