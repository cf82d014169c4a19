import type { Lang } from '../../contracts/lang.ts';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';

/** What the bot knows of the people it talks with: their language. Discord tells it with interactions only, not with messages: it is kept. */
export interface People {
  /** The language they chose, else that of their Discord when last told; null where neither is known. Never rejects. */
  langOf(user: string): Promise<Lang | null>;
  /** An interaction told the language of their Discord (`ja`, `en-US`). Never rejects; what they chose goes first. */
  meet(user: string, locale: string | undefined): Promise<Lang | null>;
  /** They chose a language. Kept. */
  choose(user: string, lang: Lang): Promise<void>;
  /** What is remembered of them is not any more. */
  forget(user: string): void;
}

/** What people are made of. */
export interface PeopleOptions {
  readonly notes: Notebook;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Known {
  readonly chosen: Lang | null;
  readonly told: Lang | null;
}

const REMEMBERED = { forMs: 6 * 3_600_000, atMost: 20_000 } as const;

/** Makes them. */
export function createPeople({ notes, clock, logger }: PeopleOptions): People {
  const known = createRemembered<Known>({ ...REMEMBERED, clock });

  async function recall(user: string): Promise<Known> {
    try {
      return await known.getOr(user, async () => {
        const [chosen, told] = await Promise.all([notes.read(`${personNotes(user)}lang`), notes.read(`${personNotes(user)}locale`)]);
        return { chosen: asLang(chosen), told: asLang(told) };
      });
    } catch (error) {
      logger.debug({ error }, 'Discord person’s language not read');
      return { chosen: null, told: null };
    }
  }

  async function keepTold(user: string, told: Lang): Promise<void> {
    try {
      await notes.write(`${personNotes(user)}locale`, told);
    } catch (error) {
      logger.debug({ error }, 'Discord person’s language not kept');
    }
  }

  return {
    async langOf(user) {
      const { chosen, told } = await recall(user);
      return chosen ?? told;
    },
    async meet(user, locale) {
      const now = langOfLocale(locale);
      const before = await recall(user);
      if (now !== null && now !== before.told) {
        known.set(user, { ...before, told: now });
        void keepTold(user, now);
      }
      return before.chosen ?? now ?? before.told;
    },
    async choose(user, lang) {
      await notes.write(`${personNotes(user)}lang`, lang);
      known.set(user, { told: lang, chosen: lang });
    },
    forget: (user) => known.drop(user),
  };
}

/** How the names of all notes of a person begin. */
export function personNotes(user: string): string {
  return `discord/${user}/`;
}

/** docs.discord.com/developers/reference#locales: Japanese is `ja`. */
function langOfLocale(locale: string | undefined): Lang | null {
  if (locale === undefined || locale === '') return null;
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

function asLang(note: string | null): Lang | null {
  return note === 'ja' || note === 'en' ? note : null;
}
