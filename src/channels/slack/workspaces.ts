import type { AuthorizeResult, AuthorizeSourceData } from '@slack/bolt';
import type { Installation } from '@slack/oauth';
import type { WebClient } from '@slack/web-api';
import type { Clock, Logger } from '../../contracts/ports.ts';
import { permanent } from '../shared/permanent.ts';
import { readSlackError, TOKEN_TROUBLE } from './api.ts';
import type { Installations } from './installations.ts';
import { LeanClient } from './lean-client.ts';
import type { SlackSettings } from './options.ts';

/** The workspaces the bot is in, each with its own token and client. */
export interface Workspaces {
  /** Asks Slack who the token of the settings is. Rejects for good where the token is refused; a network failure is an ordinary one, and it may be called again. */
  start(): Promise<void>;
  /** The client of a workspace. Rejects for good where no installation is (any more), and for now where its token can't be known. */
  clientOf(team: string): Promise<WebClient>;
  /** User id of the bot in a workspace; null where it can't be known. */
  botUserOf(team: string): Promise<string | null>;
  /** For Bolt's `App`. Rejects where the event is of a workspace that is not ours. */
  authorize(source: AuthorizeSourceData<boolean>, body?: unknown): Promise<AuthorizeResult>;
  /** Deletes the tokens of a workspace; true where there were any of its own. The token of the settings stays. */
  forget(team: string): Promise<boolean>;
  /**
   * Slack refuses this token by this error code. `exchanged`: another one is known by now (installed again). `forgotten`: it was an installation's and
   * is revoked, which deletes it. `kept`: it is the settings', or the refusal may pass.
   */
  refuse(team: string, refused: RefusedToken): Promise<'exchanged' | 'forgotten' | 'kept'>;
}

/** A token and the error code it met. */
export interface RefusedToken {
  readonly token: string;
  readonly code: string;
}

export interface WorkspacesOptions {
  readonly settings: SlackSettings;
  /** Null where only the token of the settings is used. */
  readonly installations: Installations | null;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Milliseconds a call may take. Slack answers most within half a second; what is later is looked for, not waited for. */
const CALL_MS = 10_000;

/** No token comes back from these. `invalid_auth` may also mean an address that may not call (docs.slack.dev, errors of auth.test): no reason to delete. */
const REVOKED: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked']);

/** Who a token is. `team` is null for one that holds in a whole organisation. */
interface Identity {
  readonly token: string;
  readonly team: string | null;
  readonly enterprise: string | null;
  readonly botId: string | null;
  readonly botUser: string | null;
}

interface Rooms {
  readonly options: WorkspacesOptions;
  readonly clients: Map<string, { readonly token: string; readonly client: WebClient }>;
  /** Who the token of the settings is; null where there is none. */
  own(): Promise<Identity | null>;
}

/** Makes them. Nothing is asked of Slack before `start`, or the first event or post. */
export function createWorkspaces(options: WorkspacesOptions): Workspaces {
  const rooms: Rooms = { options, clients: new Map(), own: createOwn(options) };
  return {
    start: () => start(rooms),
    clientOf: (team) => clientOf(team, rooms),
    botUserOf: async (team) => (await identityOf(team, rooms))?.botUser ?? null,
    authorize: (source, body) => authorize(source, body, rooms),
    forget: (team) => forget(team, rooms),
    refuse: (team, refused) => refuse(team, refused, rooms),
  };
}

/** Asked once, joined while under way, and asked again after a failure. */
function createOwn(options: WorkspacesOptions): Rooms['own'] {
  const { botToken } = options.settings;
  let asked: Promise<Identity> | null = null;
  return async () => {
    if (botToken === null) {
      return null;
    }
    asked ??= identify(botToken, options).catch((error: unknown) => {
      asked = null;
      throw error;
    });
    return asked;
  };
}

async function identify(token: string, options: WorkspacesOptions): Promise<Identity> {
  const { team_id, enterprise_id, is_enterprise_install, bot_id, user_id } = await openClient(token, null, options).auth.test();
  return {
    token,
    team: is_enterprise_install === true ? null : (team_id ?? null),
    enterprise: enterprise_id ?? null,
    botId: bot_id ?? null,
    botUser: user_id ?? null,
  };
}

async function start(rooms: Rooms): Promise<void> {
  try {
    await rooms.own();
  } catch (error) {
    const trouble = readSlackError(error);
    throw trouble.kind === 'platform' && TOKEN_TROUBLE.has(trouble.code)
      ? permanent(`Slack refuses SLACK_BOT_TOKEN: ${trouble.code}`, error)
      : error;
  }
}

async function clientOf(team: string, rooms: Rooms): Promise<WebClient> {
  const identity = await identityOf(team, rooms);
  if (identity === null) {
    throw await explainAbsence(team, rooms);
  }
  const known = rooms.clients.get(team);
  if (known?.token === identity.token) {
    return known.client;
  }
  // An organisation's token must be told which of its workspaces is meant.
  const client = openClient(identity.token, identity.team === null ? team : null, rooms.options);
  rooms.clients.set(team, { token: identity.token, client });
  return client;
}

/** The installation's token, else that of the settings where it is this workspace's; never another's. */
async function identityOf(team: string, rooms: Rooms): Promise<Identity | null> {
  const found = await rooms.options.installations?.find(team);
  if (found?.kind === 'found') {
    return identityIn(found.installation);
  }
  const own = await rooms.own();
  return own !== null && (own.team === null || own.team === team) ? own : null;
}

async function forget(team: string, { clients, options: { installations } }: Rooms): Promise<boolean> {
  clients.delete(team);
  if (installations === null || (await installations.find(team)).kind === 'none') {
    return false;
  }
  await installations.remove(team);
  return true;
}

async function refuse(team: string, { token, code }: RefusedToken, rooms: Rooms): Promise<'exchanged' | 'forgotten' | 'kept'> {
  rooms.options.installations?.refresh(team);
  const identity = await identityOf(team, rooms);
  if (identity !== null && identity.token !== token) {
    return 'exchanged';
  }
  return REVOKED.has(code) && (await forget(team, rooms)) ? 'forgotten' : 'kept';
}

async function explainAbsence(team: string, { options: { installations } }: Rooms): Promise<Error> {
  if (installations === null) {
    return new Error(`SLACK_BOT_TOKEN is not of the workspace ${team}.`);
  }
  const found = await installations.find(team);
  return found.kind === 'locked'
    ? new Error(`The installation in ${team} cannot be read (${found.because}).`)
    : permanent(`The bot is not installed in ${team}.`);
}

function identityIn({ bot, team, enterprise, isEnterpriseInstall }: Installation): Identity | null {
  return bot === undefined
    ? null
    : {
        token: bot.token,
        team: isEnterpriseInstall === true ? null : (team?.id ?? null),
        enterprise: enterprise?.id ?? null,
        botId: bot.id,
        botUser: bot.userId,
      };
}

async function authorize(source: AuthorizeSourceData<boolean>, body: unknown, rooms: Rooms): Promise<AuthorizeResult> {
  const { installations } = rooms.options;
  if (source.isEnterpriseInstall && source.enterpriseId !== undefined && source.teamId !== undefined) {
    await installations?.joinEnterprise(source.teamId, source.enterpriseId);
  }
  const asked = source.teamId ?? source.enterpriseId;
  const found = asked === undefined ? undefined : await installations?.find(asked);
  const identity = found?.kind === 'found' ? identityIn(found.installation) : await rooms.own();
  if (identity === null || !isMeantFor(identity, body)) {
    // A locked installation may be opened again by the operator: Slack is to tell the event again. Nothing helps where there is none.
    const absent = `The bot is not installed in ${asked ?? 'a workspace without a name'}.`;
    throw found?.kind === 'locked' ? new Error(absent) : permanent(absent);
  }
  const team = identity.team ?? source.teamId;
  return {
    botToken: identity.token,
    ...(identity.botId === null ? {} : { botId: identity.botId }),
    ...(identity.botUser === null ? {} : { botUserId: identity.botUser }),
    ...(team === undefined ? {} : { teamId: team }),
    ...(identity.enterprise === null ? {} : { enterpriseId: identity.enterprise }),
  };
}

/** An event names the installation it is sent for (docs.slack.dev/apis/events-api, `authorizations`); a click or command of a shared channel may name the other company's workspace. */
function isMeantFor(identity: Identity, body: unknown): boolean {
  const authorized = readAuthorizedTeam(body);
  return authorized === null || identity.team === null || authorized === identity.team;
}

function readAuthorizedTeam(body: unknown): string | null {
  const list = typeof body === 'object' && body !== null && 'authorizations' in body ? body.authorizations : null;
  const first: unknown = Array.isArray(list) ? list[0] : null;
  const team = typeof first === 'object' && first !== null && 'team_id' in first ? first.team_id : null;
  return typeof team === 'string' ? team : null;
}

function openClient(token: string, team: string | null, { settings }: WorkspacesOptions): WebClient {
  return new LeanClient({ token, team, apiUrl: settings.apiUrl, patienceMs: CALL_MS });
}
