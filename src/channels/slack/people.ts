import type { Lang } from '../../contracts/lang.ts';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
import { createRemembered, type Remembered } from '../shared/remembered.ts';
import { namePerson } from './place.ts';

/** A person of a workspace. */
export interface Who {
  readonly team: string;
  readonly user: string;
}

/** What the bot knows of the people it talks with: their language. */
export interface People {
  /** The language they chose, else that of their profile; null where it is not known (soon enough). Never rejects. */
  langOf(who: Who): Promise<Lang | null>;
  /** They chose a language. Kept. */
  choose(who: Who, lang: Lang): Promise<void>;
  /** What is remembered of them is not any more; `all` where a workspace is left. */
  forget(who: Who | 'all'): void;
}

/** What people are made of. */
export interface PeopleOptions {
  readonly notes: Notebook;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The locale of a profile, as Slack's `users.info` tells it: `ja-JP`. */
  askLocale(who: Who): Promise<string | null>;
  /** Milliseconds an event may be held up by this; 800 unless told otherwise. */
  readonly patienceMs?: number;
}

/** Slack gives three seconds for an acknowledgement (docs.slack.dev, "Responding to events"): the language may take a part of them. */
const PATIENCE_MS = 800;
/** A profile's language changes rarely. */
const KEPT_MS = 6 * 3_600_000;
/** What could not be told is asked again soon. */
const UNKNOWN_KEPT_MS = 5 * 60_000;
const MOST = 10_000;

/** Asks Slack once for each person, and remembers the answer for hours. */
export function createPeople(options: PeopleOptions): People {
  const { notes, patienceMs = PATIENCE_MS } = options;
  let memory = createMemory(options);
  return {
    async langOf(who) {
      const name = namePerson(who);
      const { known, unknown } = memory;
      const kept = known.get(name);
      if (kept !== undefined && kept !== null) return kept;
      if (unknown.get(name) !== undefined) return null;
      if (kept === null) known.drop(name);
      const found = await within(
        known.getOr(name, () => readLang(who, options)),
        patienceMs,
      );
      if (found === null) unknown.set(name, true);
      return found;
    },
    async choose(who, lang) {
      await notes.write(langKey(who), lang);
      // An answer of Slack's still on its way must not take its place.
      memory.known.drop(namePerson(who));
      memory.known.set(namePerson(who), lang);
    },
    forget(who) {
      if (who === 'all') {
        memory = createMemory(options);
        return;
      }
      memory.known.drop(namePerson(who));
      memory.unknown.drop(namePerson(who));
    },
  };
}

interface Memory {
  readonly known: Remembered<Lang | null>;
  /** Who is neither asked for nor waited for again yet. */
  readonly unknown: Remembered<true>;
}

function createMemory({ clock }: PeopleOptions): Memory {
  return {
    known: createRemembered({ forMs: KEPT_MS, atMost: MOST, clock }),
    unknown: createRemembered({ forMs: UNKNOWN_KEPT_MS, atMost: MOST, clock }),
  };
}

async function readLang(who: Who, { notes, askLocale, logger }: PeopleOptions): Promise<Lang | null> {
  try {
    const chosen = await notes.read(langKey(who));
    if (chosen === 'ja' || chosen === 'en') return chosen;
    const locale = await askLocale(who);
    if (locale === null || locale === '') return null;
    return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  } catch (error) {
    logger.debug({ error, team: who.team }, 'Slack person’s language not known');
    return null;
  }
}

function langKey({ team, user }: Who): string {
  return `slack/${team}/${user}/lang`;
}

/** The value, or null after so many milliseconds; what took too long is there for the next event. */
async function within(value: Promise<Lang | null>, ms: number): Promise<Lang | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(0, ms));
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
