import type { Lang } from '../../../src/contracts/lang.ts';
import {
  type FakeSlack,
  type FakeWorkspace,
  type Fields,
  type MessageRow,
  type Person,
  type ViewRow,
  visibleText,
} from '../emulator/index.ts';
import { TELLINGS, type Telling } from './tellings.ts';

/** A person who tells their story somewhere, and what is written down of it. */
export interface Stage {
  readonly fake: FakeSlack;
  readonly team: FakeWorkspace;
  readonly telling: Telling;
  readonly person: Person;
  /** Somebody else where the person is. */
  readonly other: Person;
  /** A channel without help-desk. */
  readonly channel: string;
  readonly helpdesk: string;
  /** Writes down what is done that leaves nothing on a screen. */
  notes(what: string): void;
  /** Presses a button by the id of its choice, and writes its words down. */
  presses(message: MessageRow | ViewRow, choice: string): Promise<void>;
  /** Resolves once something holds on the screens. */
  until(isSo: () => boolean, what: string): Promise<void>;
  /** Resolves with the app's last message at a place, once it offers that choice. */
  untilOffered(place: string, choice: string): Promise<MessageRow>;
  /** Resolves once the person sees these words at a place. */
  untilSeen(place: string, words: string | RegExp): Promise<void>;
  /** A screen or a message as the person sees it now, under its name. */
  showsView(name: string, view: ViewRow | MessageRow): void;
  /** What the assistant pane offers in this thread. */
  showsPane(thread: string): Promise<void>;
  /** All that was written down, and what the person sees at the end in each of these places. */
  transcript(places: readonly { readonly name: string; readonly channel: string }[]): string;
}

/** A machine that does much else at the same time is slow. */
const PATIENCE_MS = 12_000;

/** Where a story is played. */
export interface StageOptions {
  readonly fake: FakeSlack;
  readonly team: FakeWorkspace;
  readonly lang: Lang;
  /** Unique on the stage: people and channels are named after it. */
  readonly name: string;
  /** The help-desk channel of the settings. */
  readonly helpdesk: string;
}

/** Furnishes a stage: two people, a channel of their own, and the help-desk channel. */
export function furnishStage({ fake, team, lang, name, helpdesk }: StageOptions): Stage {
  const telling = TELLINGS[lang];
  const id = name.toUpperCase().replaceAll(/[^A-Z]/g, '');
  const person = team.user(`U${id}`, { locale: telling.locale, name: telling.names.person });
  const other = team.user(`UO${id}`, { locale: telling.locale, name: telling.names.other });
  const channel = team.channel(`C${id}`, { members: [person, other] });
  team.channel(helpdesk, { members: [person, other] });
  const written: string[] = [];
  const names = { [person.id]: telling.names.person, [other.id]: telling.names.other };
  const until = (isSo: () => boolean, what: string): Promise<void> => fake.until(isSo, what, PATIENCE_MS);
  const stage: Stage = {
    fake,
    team,
    telling,
    person,
    other,
    channel,
    helpdesk,
    until,
    notes: (what) => written.push(`» ${what}`),
    async presses(thing, choice) {
      stage.notes(`[${labelOf('body' in thing ? blocksOf(thing.body.blocks) : thing.blocks, choice)}]`);
      await person.clicks(thing, choice);
    },
    async untilOffered(place, choice) {
      const last = (): MessageRow | undefined => person.sees(place).findLast(({ blocks }) => offers(blocks, choice));
      await until(() => last() !== undefined, `${choice} at ${place}`);
      const found = last();
      if (found === undefined) throw new Error(`${choice} was taken away again.`);
      return found;
    },
    async untilSeen(place, words) {
      const isSeen = (): boolean => person.sees(place).some((message) => holds(visibleText(message), words));
      await until(isSeen, `${words} at ${place}`);
    },
    showsView: (view, row) => written.push(`── ${view}`, indent(visibleText(row))),
    async showsPane(thread) {
      const pane = () => team.row.channels.get(person.dm)?.panes.get(thread);
      await until(() => pane()?.title !== '' && pane()?.prompts.length !== 0, 'the furnished pane');
      const prompts = pane()?.prompts ?? [];
      written.push(`── assistant pane: ${pane()?.title}`, ...prompts.map(({ title, message }) => `  [${title}] ${message}`));
    },
    transcript: (places) => {
      const screens = places.map(({ name: place, channel: at }) => {
        const shown = fake.transcript({ team: team.id, channel: at === 'dm' ? person.dm : at, user: person.id }, { names });
        return `── ${place}\n\n${shown.replaceAll('<@okuru>', '@okuru')}`;
      });
      return `${[written.join('\n'), ...screens].filter((part) => part !== '').join('\n\n')}\n`;
    },
  };
  return stage;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** Do these words stand there? */
export function holds(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

function blocksOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value : [];
}

function offers(blocks: readonly Fields[], choice: string): boolean {
  return JSON.stringify(blocks).includes(`"value":${JSON.stringify(choice)}`);
}

function labelOf(blocks: readonly Fields[], choice: string): string {
  const [, label] =
    blocks
      .flatMap(({ elements }) => (Array.isArray(elements) ? elements : []))
      .filter((element: unknown): element is Fields => typeof element === 'object' && element !== null)
      .filter(({ value, action_id }) => value === choice || action_id === choice)
      .map(({ text }) => /"text":"([^"]*)"/.exec(JSON.stringify(text)))[0] ?? [];
  return label ?? choice;
}
