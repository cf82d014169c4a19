import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import type { Clock, Logger, Notebook } from '../../contracts/ports.ts';
import { createRemembered } from '../shared/remembered.ts';
import type { SlackSettings } from './options.ts';
import { createVault, type Vault } from './secrets.ts';

/** What is known of an installation. */
export type FoundInstallation =
  | { readonly kind: 'found'; readonly installation: Installation }
  | { readonly kind: 'none' }
  /** It is there and can't be read: the key of the settings is another one than it was, or the record was changed. */
  | { readonly kind: 'locked'; readonly because: 'other_key' | 'damaged' };

/** Installed workspaces and organisations, tokens encrypted. Bolt's store, and what we ask of it. */
export interface Installations extends InstallationStore {
  /** The installation of a workspace: its own, else that of the organisation it was last seen in. */
  find(team: string): Promise<FoundInstallation>;
  /** Remembers that an installation of the whole organisation holds for this workspace too. */
  joinEnterprise(team: string, enterprise: string): Promise<void>;
  /** Believes nothing read before: another process may have stored a new installation. */
  refresh(team: string): void;
  /** Deletes the tokens of a workspace, or of the organisation that serves it. */
  remove(team: string): Promise<void>;
  deleteInstallation(query: InstallationQuery<boolean>): Promise<void>;
}

export interface InstallationsOptions {
  readonly settings: SlackSettings;
  readonly notes: Notebook;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Another process may have stored or deleted an installation: what was read is believed for a minute. */
const BELIEVED_MS = 60_000;

interface Shelf {
  readonly notes: Notebook;
  readonly vault: Vault;
  read(id: string): Promise<FoundInstallation>;
  enterpriseOf(team: string): Promise<string | null>;
  forget(id: string): void;
}

/** Makes the store; null where the settings are those of one workspace only. */
export function createInstallations(options: InstallationsOptions): Installations | null {
  const { clientId, clientSecret, encryptionKey } = options.settings;
  if (clientId === null || clientSecret === null) {
    return null;
  }
  const shelf = openShelf(createVault(encryptionKey ?? clientSecret), options);
  return {
    find: (team) => find(team, shelf),
    storeInstallation: (installation) => store(installation, shelf),
    fetchInstallation: (query) => fetchForBolt(query, shelf),
    deleteInstallation: (query) => erase(query.isEnterpriseInstall ? query.enterpriseId : query.teamId, shelf),
    async joinEnterprise(team, enterprise) {
      if ((await shelf.enterpriseOf(team)) !== enterprise) {
        await options.notes.write(enterpriseKey(team), enterprise);
        shelf.forget(team);
      }
    },
    refresh: (team) => shelf.forget(team),
    async remove(team) {
      const enterprise = (await shelf.read(team)).kind === 'none' ? await shelf.enterpriseOf(team) : null;
      await erase(enterprise ?? team, shelf);
    },
  };
}

function openShelf(vault: Vault, { notes, clock, logger }: InstallationsOptions): Shelf {
  const found = createRemembered<FoundInstallation>({ forMs: BELIEVED_MS, atMost: 5_000, clock });
  const enterprises = createRemembered<string | null>({ forMs: BELIEVED_MS, atMost: 5_000, clock });
  return {
    notes,
    vault,
    read: (id) => found.getOr(id, async () => unlock(id, await notes.read(installationKey(id)), { vault, logger })),
    enterpriseOf: (team) => enterprises.getOr(team, () => notes.read(enterpriseKey(team))),
    forget(id) {
      found.drop(id);
      enterprises.drop(id);
    },
  };
}

function unlock(
  id: string,
  sealed: string | null,
  { vault, logger }: { readonly vault: Vault; readonly logger: Logger },
): FoundInstallation {
  if (sealed === null) {
    return { kind: 'none' };
  }
  const opened = vault.open(installationKey(id), sealed);
  const installation: unknown = opened.kind === 'open' ? JSON.parse(opened.text) : null;
  if (isInstallation(installation)) {
    return { kind: 'found', installation };
  }
  const because = opened.kind === 'other_key' ? 'other_key' : 'damaged';
  logger.error({ team: id, because }, 'Slack installation cannot be read, restore the encryption key or install again');
  return { kind: 'locked', because };
}

async function find(team: string, shelf: Shelf): Promise<FoundInstallation> {
  const own = await shelf.read(team);
  if (own.kind !== 'none') {
    return own;
  }
  const enterprise = await shelf.enterpriseOf(team);
  return enterprise === null ? own : shelf.read(enterprise);
}

async function store(installation: Installation, shelf: Shelf): Promise<void> {
  const id = installation.isEnterpriseInstall === true ? installation.enterprise?.id : installation.team?.id;
  if (id === undefined) {
    throw new Error('Slack told an installation that names neither a workspace nor an organisation.');
  }
  await shelf.notes.write(installationKey(id), shelf.vault.seal(installationKey(id), JSON.stringify(installation)));
  shelf.forget(id);
}

/** Bolt wants an error where there is no installation; it never reaches a person. */
async function fetchForBolt(query: InstallationQuery<boolean>, shelf: Shelf): Promise<Installation> {
  const id = query.isEnterpriseInstall ? query.enterpriseId : query.teamId;
  const found = id === undefined ? null : await find(id, shelf);
  if (found?.kind !== 'found') {
    throw new Error(`The installation is ${found?.kind ?? 'unnamed'}.`);
  }
  return found.installation;
}

async function erase(id: string | undefined, shelf: Shelf): Promise<void> {
  if (id !== undefined) {
    await shelf.notes.erase(installationKey(id));
    await shelf.notes.erase(enterpriseKey(id));
    shelf.forget(id);
  }
}

function isInstallation(value: unknown): value is Installation {
  return typeof value === 'object' && value !== null && 'user' in value && typeof value.user === 'object';
}

function installationKey(id: string): string {
  return `slack/${id}/installation`;
}

function enterpriseKey(team: string): string {
  return `slack/${team}/enterprise`;
}
