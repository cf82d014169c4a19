import type { Source } from '../../src/contracts/catalogue.ts';

/** The day the facts were read into the catalogue. */
export const CHECKED = '2026-11-24';

const REPOSITORIES: Readonly<Record<string, { readonly base: string; readonly licence: string }>> = {
  'Thunderbird ISPDB': {
    base: 'https://github.com/thunderbird/autoconfig/blob/c6ad79659b5fc321d1593ec4c277815b83e5dec5',
    licence: 'MPL-2.0',
  },
  'chatmail/deltachat provider-db': {
    base: 'https://github.com/chatmail/provider-db/blob/ad097ee40579c884e7757de2d3bb0a51f481a32a',
    licence: 'MPL-2.0',
  },
  'nodemailer well-known': { base: 'https://github.com/nodemailer/nodemailer/blob/2f667f4272cb', licence: 'MIT' },
};

/** The date at the head of a phrase such as `2006-07-03 (archive copy)`; null where there is none. */
export function readDate(phrase: string | null): string | null {
  return phrase?.match(/\d{4}(-\d{2}){0,2}/)?.[0] ?? null;
}

/** A page as a source. Pages of the two public databases carry their licence with them. */
export function sourceOf(url: string, date: string | null): Source {
  const known = Object.values(REPOSITORIES).find(({ base }) => url.startsWith(base));
  return { url: encodeURI(decodeURI(url)), date: readDate(date), checked: CHECKED, licence: known?.licence ?? null };
}

/** A file of a public repository as a source; the commit fixes what was read. */
export function repositorySource(entry: { readonly name: string; readonly path: string; readonly commit_or_date: string }): Source {
  const repository = REPOSITORIES[entry.name];
  if (repository === undefined) return sourceOf(entry.path, entry.commit_or_date);
  const date = entry.commit_or_date.match(/\((.+)\)/)?.[1] ?? null;
  return { ...sourceOf(`${repository.base}/${entry.path}`, date), licence: repository.licence };
}

/** Sources without repeats, in the order they came. */
export function uniqueSources(list: readonly Source[]): Source[] {
  return [...new Map(list.map((entry) => [entry.url, entry])).values()];
}
