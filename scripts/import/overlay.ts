import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { host, looseDate, source } from '../../src/catalog/schema/common.ts';
import { mailProviderRow } from '../../src/catalog/schema/mail-provider.ts';
import type { IspRow, MailProviderRow } from '../../src/contracts/catalogue.ts';
import { clientOverlay } from './mail-clients.ts';

const FOLDER = join(import.meta.dirname, 'overlays');

const list = z.array(z.string());
const withSource = z.strictObject({ source }).nullable();

// Lists are added to what the facts say; every other value takes the place of theirs.
const ispOverlay = z.strictObject({
  aliases: list.optional(),
  lineBrands: list.optional(),
  domains: list.optional(),
  notes: list.optional(),
  mailProvider: z.string().nullable().optional(),
});

const providerOverlay = z.strictObject({
  aliases: list.optional(),
  domains: list.optional(),
  domainSources: z.array(source).optional(),
  notes: list.optional(),
  outgoing: mailProviderRow.shape.outgoing.optional(),
  outgoingPatterns: mailProviderRow.shape.outgoingPatterns.optional(),
  popBeforeSmtpEnded: z.strictObject({ date: looseDate, source }).optional(),
  retired: z.strictObject({ date: looseDate.nullable(), source }).optional(),
  retiredHosts: z.array(z.strictObject({ host, source })).optional(),
  foreignFilter: withSource.optional(),
  ownNetworkOnly: withSource.optional(),
  status: z.enum(['ok', 'preparation', 'broken', 'unknown']).optional(),
});

/** One brand, known as a line and as a mail provider alike: its names go to every row. */
const brand = z.strictObject({ isps: list, providers: list, aliases: list });

export type ClientOverlays = Readonly<Record<string, z.infer<typeof clientOverlay>>>;

/** What people added to the imported rows by hand. */
export interface Overlays {
  readonly isps: Readonly<Record<string, z.infer<typeof ispOverlay>>>;
  readonly providers: Readonly<Record<string, z.infer<typeof providerOverlay>>>;
  readonly clients: ClientOverlays;
  readonly brands: readonly z.infer<typeof brand>[];
}

function readOverlay<T extends z.ZodType>(name: string, shape: T): z.output<T> {
  return shape.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
}

/** Reads `overlays/`; throws where a file has another shape than expected. */
export function readOverlays(): Overlays {
  return {
    isps: readOverlay('isps.json', z.record(z.string(), ispOverlay)),
    providers: readOverlay('mail-providers.json', z.record(z.string(), providerOverlay)),
    clients: readOverlay('mail-clients.json', z.record(z.string(), clientOverlay)),
    brands: readOverlay('brands.json', z.array(brand)),
  };
}

function joinLists<T>(first: readonly T[], second: readonly T[]): T[] {
  return [...new Map([...first, ...second].map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** Lays an overlay over a row: lists grow, values are replaced. */
function lay<Row extends object>(row: Row, overlay: object): Row {
  const entries = Object.entries(overlay).map(([key, value]) => {
    const held: unknown = Reflect.get(row, key);
    const grows = Array.isArray(held) && Array.isArray(value) && !key.startsWith('outgoing');
    return [key, grows ? joinLists(held, value) : value];
  });
  return Object.assign({}, row, Object.fromEntries(entries));
}

function brandAliases(overlays: Overlays, kind: 'isps' | 'providers', id: string): string[] {
  return overlays.brands.filter((one) => one[kind].includes(id)).flatMap(({ aliases }) => aliases);
}

/** Aliases without repeats and without the names themselves. */
function withAliases<Row extends IspRow | MailProviderRow>(row: Row, more: readonly string[]): Row {
  const aliases = joinLists(row.aliases, more).filter((alias) => alias !== row.names.ja && alias !== row.names.en);
  return { ...row, aliases };
}

/** An access line with what was added by hand. */
export function layIsp(row: IspRow, overlays: Overlays): IspRow {
  return withAliases(lay(row, overlays.isps[row.id] ?? {}), brandAliases(overlays, 'isps', row.id));
}

/** A provider with what was added by hand. */
export function layProvider(row: MailProviderRow, overlays: Overlays): MailProviderRow {
  return withAliases(lay(row, overlays.providers[row.id] ?? {}), brandAliases(overlays, 'providers', row.id));
}

/** Throws where an overlay names a row that no table brings: a typing slip would be lost silently otherwise. */
export function checkOverlays(
  overlays: Overlays,
  ids: { readonly isps: ReadonlySet<string>; readonly providers: ReadonlySet<string> },
): void {
  const isps = [...Object.keys(overlays.isps), ...overlays.brands.flatMap((one) => one.isps)].filter((id) => !ids.isps.has(id));
  const providers = [...Object.keys(overlays.providers), ...overlays.brands.flatMap((one) => one.providers)].filter(
    (id) => !ids.providers.has(id),
  );
  if (isps.length + providers.length > 0)
    throw new Error(`overlays name rows that the facts don't have: ${[...isps, ...providers].join(', ')}`);
}
