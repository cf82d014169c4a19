import type { Catalogue, ErrorRow, IspRow, MailClientRow, MailProviderRow, OutgoingServer, ScreenStep } from '../../contracts/catalogue.ts';
import type { Lang } from '../../contracts/lang.ts';
import type { Phrase } from '../../contracts/messages.ts';
import { type Lines, listed, NONE } from './lines.ts';

function serverPhrase(server: OutgoingServer): Phrase {
  const username = server.username === 'local-part' ? 'local_part' : (server.username ?? 'unknown');
  const params = {
    host: server.host,
    port: server.port,
    security: { key: `cli:catalog.show.security.${server.security}` },
    username: { key: `cli:catalog.show.username.${username}` },
    confidence: { key: `cli:catalog.show.confidence.${server.confidence}` },
  } as const;
  if (server.flags.length === 0) return { key: 'cli:catalog.show.server', params };
  const flags = server.flags.map((flag): Phrase => ({ key: `cli:catalog.show.flag.${flag}` }));
  return { key: 'cli:catalog.show.server_flags', params: { ...params, flags } };
}

/** An access line, value by value with its source. */
export function showIsp(row: IspRow, lines: Lines): void {
  lines.say({ key: 'cli:catalog.show.title', params: { kind: { key: 'cli:catalog.show.kind.isp' }, name: row.names, id: row.id } });
  if (row.aliases.length > 0) lines.row('aliases', listed(row.aliases));
  if (row.lineBrands.length > 0) lines.row('line_brands', listed(row.lineBrands));
  lines.row('country', row.country);
  lines.row('outbound25', { key: `cli:catalog.show.policy25.${row.outbound25.policy}` });
  if (row.outbound25.policy !== 'unknown') lines.sources(row.outbound25.sources);
  if (row.outbound25.since !== null) lines.row('since', row.outbound25.since);
  lines.row('own_server', row.ownSmtpHost ?? NONE);
  lines.row('mail_provider', row.mailProvider ?? NONE);
  if (row.domains.length > 0) lines.row('domains', listed(row.domains));
  for (const note of row.notes) lines.row('notes', note);
}

function showServers(row: MailProviderRow, lines: Lines): void {
  if (row.outgoing.length === 0 && row.outgoingPatterns.length === 0) lines.row('outgoing', NONE);
  for (const server of row.outgoing) {
    lines.row('outgoing', serverPhrase(server));
    lines.sources(server.sources);
  }
  for (const server of row.outgoingPatterns) {
    lines.row('pattern', serverPhrase(server));
    lines.sources(server.sources);
  }
  for (const { type, host, port, security, sources } of row.incoming) {
    const params = { type: type.toUpperCase(), host, port, security: { key: `cli:catalog.show.security.${security}` } } as const;
    lines.row('incoming', { key: 'cli:catalog.show.incoming', params });
    lines.sources(sources);
  }
}

function showConduct(row: MailProviderRow, lines: Lines): void {
  if (row.policy !== null) {
    const { plainPassword: plain, oauth2: oauth, appPassword: app, smtpSwitch: smtp } = row.policy;
    lines.row('policy', { key: 'cli:catalog.show.policy', params: { plain, oauth, app, smtp } });
    lines.sources(row.policy.sources);
  }
  const dated = [
    ['pop_before_smtp', row.popBeforeSmtpEnded],
    ['retired', row.retired],
  ] as const;
  for (const [field, value] of dated) {
    if (value === null) continue;
    lines.row(field, value.date ?? { key: 'cli:catalog.show.undated' });
    lines.sources([value.source]);
  }
  for (const { host, source } of row.retiredHosts) {
    lines.row('retired_host', host);
    lines.sources([source]);
  }
  const marks = [
    ['foreign_filter', row.foreignFilter],
    ['own_network_only', row.ownNetworkOnly],
  ] as const;
  for (const [field, value] of marks) {
    if (value === null) continue;
    lines.row(field, { key: 'cli:catalog.show.yes' });
    lines.sources([value.source]);
  }
}

/** A mail provider, value by value with its source. */
export function showProvider(row: MailProviderRow, lines: Lines): void {
  lines.say({
    key: 'cli:catalog.show.title',
    params: { kind: { key: 'cli:catalog.show.kind.mail_provider' }, name: row.names, id: row.id },
  });
  if (row.aliases.length > 0) lines.row('aliases', listed(row.aliases));
  if (row.domains.length > 0) {
    lines.row('domains', listed(row.domains));
    lines.sources(row.domainSources);
  }
  showServers(row, lines);
  showConduct(row, lines);
  lines.row('status', row.status);
  for (const note of row.notes) lines.row('notes', note);
}

function stepsText(steps: readonly ScreenStep[], lang: Lang): string {
  return steps.map(({ act, label }) => (label === null ? act : `${act} [${label[lang]}]`)).join(' > ');
}

/** A mail program: its click paths in the words of both screens. */
export function showClient(row: MailClientRow, lines: Lines): void {
  lines.say({ key: 'cli:catalog.show.title', params: { kind: { key: 'cli:catalog.show.kind.client' }, name: row.names, id: row.id } });
  if (row.aliases.length > 0) lines.row('aliases', listed(row.aliases));
  lines.row('platform', row.platform);
  const parts = [
    ['path', row.path],
    ['port', row.fields.port],
    ['encryption', row.fields.encryption],
    ['auth', row.fields.auth],
    ['test', row.test ?? []],
  ] as const;
  for (const [field, steps] of parts) {
    if (steps.length === 0) continue;
    lines.row(field, stepsText(steps, 'ja'));
    lines.row(field, stepsText(steps, 'en'));
  }
  if (row.traits.length > 0) lines.row('traits', listed(row.traits));
  if (row.quirks.length > 0) lines.row('quirks', listed(row.quirks));
  if (row.path.length > 0 && (row.labelsFrom.ja === 'recall' || row.labelsFrom.en === 'recall'))
    lines.say({ key: 'cli:catalog.show.from_memory' });
  lines.sources(row.sources);
}

/** An error code or text. */
export function showError(row: ErrorRow, lines: Lines): void {
  lines.say({ key: 'cli:catalog.show.title', params: { kind: { key: 'cli:catalog.show.kind.error' }, name: row.code, id: row.id } });
  lines.row('stage', row.stage);
  if (row.signs.length > 0) lines.row('signs', listed(row.signs));
  for (const pattern of row.patterns) lines.row('patterns', pattern);
  lines.sources(row.sources);
}

/** Shows every row of that id, whatever its kind; false where there is none. */
export function showAll(catalogue: Catalogue, id: string, lines: Lines): boolean {
  const isp = catalogue.isps.get(id);
  const provider = catalogue.providers.get(id);
  const client = catalogue.clients.get(id);
  const error = catalogue.errors.get(id);
  if (isp !== undefined) showIsp(isp, lines);
  if (provider !== undefined) showProvider(provider, lines);
  if (client !== undefined) showClient(client, lines);
  if (error !== undefined) showError(error, lines);
  return isp !== undefined || provider !== undefined || client !== undefined || error !== undefined;
}
