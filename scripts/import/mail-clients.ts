import { z } from 'zod';
import type { MailClientRow, ScreenStep, Source } from '../../src/contracts/catalogue.ts';
import type { Localised } from '../../src/contracts/lang.ts';
import type { ClientFacts } from './facts.ts';
import { sourceOf, uniqueSources } from './source.ts';

const line = z.string();
const word = z.string().nullable();
const read = z.enum(['source', 'recall']);
const trait = z.enum(['cloud', 'old_tls', 'default_25', 'no_oauth', 'no_port_box', 'server_software', 'webmail']);

/** What is written by hand about a program: see `overlays/mail-clients.json`. Steps are `act:日本語|English`. */
export const clientOverlay = z.strictObject({
  names: z.strictObject({ ja: line, en: line }).optional(),
  aliases: z.array(line),
  path: z.array(line),
  fields: z.strictObject({ port: z.array(line), encryption: z.array(line), auth: z.array(line) }),
  words: z.strictObject({ starttls: word, tls: word, none: word, auto: word }),
  test: z.array(line).nullable(),
  finish: z.array(line),
  afterTest: z.array(line),
  traits: z.array(trait),
  /** Where a trait was read. */
  traitSources: z.partialRecord(trait, line).optional(),
  quirks: z.array(line),
  sources: z.array(line).optional(),
  labelsFrom: z.strictObject({ ja: read, en: read }),
});

type ClientOverlay = z.infer<typeof clientOverlay>;

const ACTS = [
  'menu',
  'open',
  'tab',
  'choose',
  'press',
  'tick',
  'untick',
  'select_account',
  'select_server',
  'enter',
  'tap',
  'long_press',
] as const;

function readLabel(label: string): Localised {
  const [ja, en] = label.split('|');
  if (ja === undefined || en === undefined) throw new Error(`mail-clients.json: "${label}" needs both languages, "日本語|English"`);
  return { ja, en };
}

/** `press:変更|Change` → a step of the catalogue. */
export function readStep(text: string): ScreenStep {
  const at = text.indexOf(':');
  const name = at < 0 ? text : text.slice(0, at);
  const act = ACTS.find((one) => one === name);
  if (act === undefined) throw new Error(`mail-clients.json: "${text}" starts with no act of ${ACTS.join(', ')}`);
  return { act, label: at < 0 ? null : readLabel(text.slice(at + 1)) };
}

function readWord(label: string | null): Localised | null {
  return label === null ? null : readLabel(label);
}

function sourcesOf(facts: ClientFacts, overlay: ClientOverlay): Source[] {
  const quirks = facts.quirks.flatMap(({ source_url: url }) => (url === null ? [] : [url]));
  return uniqueSources([...facts.sources, ...quirks, ...(overlay.sources ?? [])].map((url) => sourceOf(url, null)));
}

function traitSourcesOf({ traitSources }: ClientOverlay): Pick<MailClientRow, 'traitSources'> {
  if (traitSources === undefined) return {};
  const entries = Object.entries(traitSources).map(([name, url]) => [name, sourceOf(url, null)]);
  return { traitSources: Object.fromEntries(entries) };
}

/** A program: names, versions and sources from the facts, the screen from the overlay. */
export function toClient(facts: ClientFacts, overlay: ClientOverlay): MailClientRow {
  const { path, fields, words } = overlay;
  return {
    id: facts.id,
    names: overlay.names ?? facts.names,
    aliases: overlay.aliases,
    platform: facts.platform,
    versions: facts.versions,
    path: path.map(readStep),
    fields: { port: fields.port.map(readStep), encryption: fields.encryption.map(readStep), auth: fields.auth.map(readStep) },
    encryptionWords: {
      starttls: readWord(words.starttls),
      tls: readWord(words.tls),
      none: readWord(words.none),
      auto: readWord(words.auto),
    },
    test: overlay.test === null ? null : overlay.test.map(readStep),
    finish: overlay.finish.map(readStep),
    afterTest: overlay.afterTest.map(readStep),
    traits: overlay.traits,
    ...traitSourcesOf(overlay),
    quirks: overlay.quirks,
    sources: sourcesOf(facts, overlay),
    confidence: facts.confidence,
    labelsFrom: overlay.labelsFrom,
  };
}
