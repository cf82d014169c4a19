import type { Catalogue } from '../../contracts/catalogue.ts';
import type { Lang } from '../../contracts/lang.ts';
import { fold } from './fold.ts';
import { KIND, MOST_NAMES, STAND_IN } from './lexicon.ts';
import type { NameSpan } from './mentions.ts';
import type { Flat } from './normalise.ts';
import type { HostSpan } from './spans.ts';
import { isReceivingHost, isSendingHost } from './spans.ts';

/** A name or mail domain in the text and all it may mean. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly isp: string | null;
  readonly provider: string | null;
  readonly client: string | null;
  /** Domain of an address or of a bare domain. */
  readonly domain: string | null;
  /** The words as normalised. */
  readonly form: string;
  /** Meanings it has without telling words around it, as KIND bits: none for an everyday word. */
  readonly plain: number;
}

/** The text with one character for each name and host: what role patterns are matched on. */
export interface StandIns {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly hosts: readonly string[];
  mention(character: string | undefined): Mention | null;
  host(character: string | undefined): string | null;
}

/** Chooses among rows that share a name: the one called so, at home in the language of the text. */
export function pickRow(
  ids: readonly string[],
  form: string,
  { catalogue, lang }: Pick<NamingOptions, 'catalogue' | 'lang'>,
): string | null {
  if (ids.length < 2) return ids[0] ?? null;
  const isJapanese = (id: string) =>
    catalogue.isps.get(id)?.country === 'JP' || (catalogue.providers.get(id)?.domains.some((domain) => domain.endsWith('.jp')) ?? false);
  const folded = fold(form);
  const atHome = ids.filter((id) => isJapanese(id) === (lang === 'ja'));
  const fitting = atHome.length > 0 ? atHome : ids;
  return fitting.find((id) => fold(id) === folded) ?? fitting.find((id) => fold(id).startsWith(folded)) ?? fitting[0] ?? null;
}

/** A host that may name a mailbox rather than a server: an address, `@domain`, or the very domain of a known provider. */
export function mentionOfHost(span: HostSpan, text: string, catalogue: Catalogue): Mention | null {
  // `*.dion.ne.jp` is a provider's, and people name it dion.ne.jp.
  const row = catalogue.providerOfDomain(span.host) ?? catalogue.providerOfDomain(`any.${span.host}`);
  if (
    span.kind === 'host' &&
    (isSendingHost(span.host) || isReceivingHost(span.host) || row === null || catalogue.registrableDomain(span.host) === null)
  )
    return null;
  return {
    start: span.start,
    end: span.end,
    isp: null,
    provider: row?.id ?? null,
    client: null,
    domain: span.host,
    form: span.host,
    plain: span.kind !== 'host' || standsAlone(span, text) ? KIND.provider : 0,
  };
}

/** Characters beside a domain in which its sentence ends or does not. */
const NEAR = 6;

/** "NURO, nifty.com, Outlook": a domain with nothing said about it, as one answers "what stands after the @?". */
function standsAlone({ start, end }: HostSpan, text: string): boolean {
  const before = `${start < NEAR ? '\n' : ''}${text.slice(Math.max(0, start - NEAR), start)}`;
  const after = `${text.slice(end, end + NEAR)}${end + NEAR < text.length ? '' : '\n'}`;
  return /[、。,;\n]\s*$/.test(before) && /^\s*(?:です)?\s*[、。,;\n]/.test(after);
}

/** KIND bits of all meanings of a mention. Every line may be said to be a mailbox's provider too. */
export function kindsOf(mention: Mention): number {
  const provider = mention.provider !== null || mention.domain !== null || mention.isp !== null;
  return (mention.isp === null ? 0 : KIND.isp) | (provider ? KIND.provider : 0) | (mention.client === null ? 0 : KIND.client);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly character: string;
}

/** Puts stand-ins into the text. */
export function standIn(text: string, mentions: readonly Mention[], hosts: readonly HostSpan[]): StandIns {
  const known = mentions.slice(0, MOST_NAMES);
  const servers = hosts.slice(0, MOST_NAMES);
  const pieces: Piece[] = [
    ...known.map((mention, index) => ({
      start: mention.start,
      end: mention.end,
      character: String.fromCharCode(STAND_IN.name + kindsOf(mention) * MOST_NAMES + index),
    })),
    ...servers.map((host, index) => ({ start: host.start, end: host.end, character: String.fromCharCode(STAND_IN.host + index) })),
  ].sort((left, right) => left.start - right.start);
  return {
    text: replace(text, pieces),
    mentions: known,
    hosts: servers.map((span) => span.host),
    mention: (character) => known[indexOf(character, STAND_IN.name)] ?? null,
    host: (character) => servers[indexOf(character, STAND_IN.host)]?.host ?? null,
  };
}

function indexOf(character: string | undefined, first: number): number {
  const code = character?.charCodeAt(0) ?? 0;
  const sort = code >= STAND_IN.host ? STAND_IN.host : STAND_IN.name;
  return code < STAND_IN.name || sort !== first ? -1 : (code - first) % MOST_NAMES;
}

/** Japanese has no blanks between words: one before or after a name is a typing habit. */
const BLANK_IN_JAPANESE = /(?<=[\u3041-\u30ff\u4e00-\u9fff]) (?=[\ue000-\uefff])|(?<=[\ue000-\uefff]) (?=[\u3041-\u30ff\u4e00-\u9fff])/g;

function replace(text: string, pieces: readonly Piece[]): string {
  let made = '';
  let at = 0;
  for (const piece of pieces) {
    if (piece.start < at) continue;
    made += text.slice(at, piece.start) + piece.character;
    at = piece.end;
  }
  return (made + text.slice(at)).replace(BLANK_IN_JAPANESE, '');
}

/** Meanings a name has only where the words around it say so: Outlook is a program, "my Outlook address" is a mailbox. */
export interface LastResort {
  readonly isp?: string;
  readonly provider?: string;
  readonly client?: string;
}

export interface NamingOptions {
  readonly catalogue: Catalogue;
  readonly lang: Lang;
  /** Names that are everyday words too, in the language of the text. */
  readonly common: ReadonlySet<string>;
  /** Words that some name looks like once its hyphen is gone, and that are no name: cable, C-able. */
  readonly never: ReadonlySet<string>;
  /** Names that count only where the words around them say what they are, however written. */
  readonly toldOnly: ReadonlySet<string>;
  readonly lastResort: ReadonlyMap<string, LastResort>;
}

/** The rows a name means in this text; null where none fits. */
export function mentionOfName(span: NameSpan, flat: Flat, options: NamingOptions): Mention | null {
  const form = flat.text.slice(span.start, span.end);
  if (options.never.has(form)) return null;
  const isp = pickRow(span.entry.isps, form, options);
  const provider = pickRow(span.entry.providers, form, options);
  const client = pickRow(span.entry.clients, form, options);
  const plain = (isp === null ? 0 : KIND.isp) | (provider === null ? 0 : KIND.provider) | (client === null ? 0 : KIND.client);
  const last = options.lastResort.get(form);
  return {
    start: span.start,
    end: span.end,
    isp: isp ?? last?.isp ?? null,
    provider: provider ?? last?.provider ?? null,
    client: client ?? last?.client ?? null,
    domain: null,
    form,
    plain: isEveryday(span, flat, options) ? 0 : plain,
  };
}

function isEveryday(span: NameSpan, flat: Flat, { common, toldOnly }: NamingOptions): boolean {
  const form = flat.text.slice(span.start, span.end);
  return toldOnly.has(form) || (common.has(form) && (isPartOfWord(span, flat) || !isWrittenAsName(span, flat)));
}

/** "Free-Net" and "EE/CS" are no Free and no EE. */
function isPartOfWord({ start, end }: NameSpan, { text }: Flat): boolean {
  return /^[-/&][a-z0-9]/.test(text.slice(end, end + 2)) || /[a-z0-9][-/&]$/.test(text.slice(Math.max(0, start - 2), start));
}

/** "on Sky" is a name, "the sky" is none; at the start of a sentence a capital says nothing. */
function isWrittenAsName(span: NameSpan, flat: Flat): boolean {
  const first = flat.original.charAt(flat.origin(span.start));
  if (first === first.toLowerCase()) return false;
  const written = flat.original.slice(flat.origin(span.start), flat.origin(span.end));
  const before = flat.text.slice(Math.max(0, span.start - 2), span.start).trimEnd();
  return (written.length > 1 && written === written.toUpperCase()) || (before !== '' && !/[.!?\n。"]$/.test(before));
}
