import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const nullable = z.string().nullable();
const localised = z.object({ en: z.string(), ja: z.string() });
const socket = z.enum(['tls', 'starttls', 'plain']).nullable();
const origin = z.object({ url: nullable, date: nullable, kind: z.string() });

const isp = z.object({
  id: z.string(),
  names: localised,
  aliases: z.array(z.string()),
  country: z.string(),
  kind: z.enum(['fixed', 'cable', 'mobile', 'cloud']),
  line_brands: z.array(z.string()),
  blocks_outbound_25: z.enum(['all_dynamic', 'all', 'default_can_be_lifted', 'no', 'unknown']),
  exceptions: nullable,
  scope_note: nullable,
  own_smtp: z.object({ host: z.string() }).nullable(),
  since: nullable,
  source_url: nullable,
  source_date: nullable,
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
  note: nullable,
});

const server = z.object({ host: z.string(), port: z.number().nullable(), socket, auth: z.array(z.string()), username_form: nullable });

const provider = z.object({
  id: z.string(),
  names: z.object({ en: z.string(), ja: z.string().optional() }),
  domains: z.array(z.string()),
  incoming: z.array(server.extend({ type: z.string(), src: z.string() })),
  outgoing: z.array(server.extend({ src: z.string() })),
  status: z.enum(['ok', 'preparation', 'broken']),
  sources: z.array(z.object({ name: z.string(), path: z.string(), commit_or_date: z.string(), licence: nullable })),
  notes: z.array(z.string()).optional(),
});

const japaneseServer = server.extend({ source: origin, confidence: z.enum(['high', 'medium', 'low']), note: z.string().optional() });

const japaneseProvider = z.object({
  id: z.string(),
  names: localised,
  aliases: z.array(z.string()),
  domains: z.array(z.string()),
  incoming: z.array(japaneseServer.extend({ type: z.string() })),
  outgoing: z.array(japaneseServer).nullable(),
  host_pattern: z.object({ source: origin }).nullable(),
  pop_before_smtp: z.object({ ended: nullable, note: z.string().optional(), source: origin }).nullable(),
  retired: z.object({ hosts: z.array(z.string()), source: origin }).nullable(),
  notes: z.array(z.string()),
  status: z.enum(['ok', 'preparation', 'broken']),
  missing: z.array(z.string()).optional(),
  extra_sources: z.array(origin).optional(),
  domains_basis: z.string(),
});

const authPolicy = z.object({
  id: z.string(),
  domains: z.array(z.string()),
  plain_account_password: nullable,
  oauth2: nullable,
  app_password: nullable,
  enable_smtp_or_imap_toggle: nullable,
  toggle_path: z.object({ en: nullable, ja: nullable }),
  admin_setting: nullable,
  timeline: z.array(z.object({ date: nullable, what: z.string(), source_url: nullable })),
  notes: z.array(z.string()),
  sources: z.array(z.string()),
});

const client = z.object({
  id: z.string(),
  names: localised,
  platform: z.string(),
  versions: z.array(z.string()),
  quirks: z.array(z.object({ id: z.string(), source_url: nullable })),
  sources: z.array(z.string()),
  confidence: z.enum(['high', 'medium', 'low']),
});

/** One row of each table. */
export type IspFacts = z.infer<typeof isp>;
export type ProviderFacts = z.infer<typeof provider>;
export type JapaneseProviderFacts = z.infer<typeof japaneseProvider>;
export type PolicyFacts = z.infer<typeof authPolicy>;
export type ClientFacts = z.infer<typeof client>;

/** The tables the catalogue starts from. Fields marked as recall are not even named here, so they can't slip in. */
export interface Facts {
  readonly isps: readonly IspFacts[];
  readonly providers: readonly ProviderFacts[];
  readonly japanese: readonly JapaneseProviderFacts[];
  readonly policies: readonly PolicyFacts[];
  readonly clients: readonly ClientFacts[];
}

function readTable<T extends z.ZodType>(folder: string, name: string, row: T): z.output<T>[] {
  return z.array(row).parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** Reads a folder of facts; throws where a table has another shape than expected. */
export function readFacts(folder: string): Facts {
  return {
    isps: readTable(folder, 'isps.json', isp),
    providers: readTable(folder, 'mail-providers.json', provider),
    japanese: readTable(folder, 'mail-providers-ja.json', japaneseProvider),
    policies: readTable(folder, 'auth-policy.json', authPolicy),
    clients: readTable(folder, 'client-steps.json', client),
  };
}
