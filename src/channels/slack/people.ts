import type { Lang } from '../../contracts/lang.ts';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
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
  /** What was known of them, or of everybody in a workspace, is known no more. */
  forget(whose: Who | { readonly team: string }): void;
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

interface Known {
  readonly lang: Promise<Lang | null>;
  /** Undefined until it was told. */
  value: Lang | null | undefined;
  readonly askedAt: number;
  until: number;
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
  const { notes, clock } = options;
  const known = new Map<string, Known>();

  function remember(key: string, lang: Promise<Lang | null>): Known {
    const entry: Known = { lang, value: undefined, askedAt: clock.now(), until: clock.now() + KEPT_MS };
    known.delete(key);
    known.set(key, entry);
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return entry;
  }

  function look(who: Who): Known {
    const key = namePerson(who);
    const found = known.get(key);
    if (found !== undefined && found.until > clock.now()) return found;
    const entry = remember(
      key,
      readLang(who, options).then((lang) => {
        entry.value = lang;
        if (lang === null) entry.until = Math.min(entry.until, clock.now() + UNKNOWN_KEPT_MS);
        return lang;
      }),
    );
    return entry;
  }

  return {
    async langOf(who) {
      const { lang, value, askedAt } = look(who);
      return value !== undefined ? value : within(lang, (options.patienceMs ?? PATIENCE_MS) - (clock.now() - askedAt));
    },
    async choose(who, lang) {
      await notes.write(langKey(who), lang);
      remember(namePerson(who), Promise.resolve(lang));
    },
    forget(whose) {
      const names = 'user' in whose ? [namePerson(whose)] : [...known.keys()].filter((name) => name.startsWith(`${whose.team}/`));
      for (const name of names) known.delete(name);
    },
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
