import type { Delivery } from '../state/records.ts';
import { authorize } from './authorize.ts';
import { type Self, tellAll } from './stage.ts';

/** How somebody installs the app. */
export interface InstallWalk {
  /** Where the app's own server is reached: `http://127.0.0.1:5870`. Addresses it gives for itself are walked to there. */
  readonly at: string;
  readonly path?: string;
  /** Presses "Cancel" on the authorization page. */
  readonly denies?: boolean;
  /** Comes back with a state nobody gave. */
  readonly forges?: boolean;
  /** Comes back in another browser: without the cookies. */
  readonly losesCookies?: boolean;
}

/** How the walk ended. */
export interface InstallResult {
  /** Of the last page. */
  readonly status: number;
  readonly body: string;
  /** Where the app led to for consent. */
  readonly authorizeUrl: string | null;
}

/** Walks from the app's install page over the authorization page and back: docs.slack.dev/authentication/installing-with-oauth. */
export async function install(self: Self, walk: InstallWalk): Promise<InstallResult> {
  const { at, path = '/slack/install' } = walk;
  const first = await fetch(new URL(path, at), { redirect: 'manual' });
  const page = await first.text();
  const authorizeUrl =
    first.headers.get('location') ?? /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? null;
  if (authorizeUrl === null || !URL.canParse(authorizeUrl)) {
    return { status: first.status, body: page, authorizeUrl };
  }
  const grantor = { team: self.workspace.id, user: self.user.id, denies: walk.denies === true, registered: `${at}/slack/oauth_redirect` };
  const { location, problem } = authorize(self.world, new URL(authorizeUrl).searchParams, grantor);
  if (location === null) {
    return { status: 400, body: problem ?? '', authorizeUrl };
  }
  const back = new URL(location);
  if (walk.forges === true) {
    back.searchParams.set('state', 'nobody-gave-this');
  }
  const cookies =
    walk.losesCookies === true
      ? ''
      : first.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; ');
  const last = await fetch(new URL(`${back.pathname}${back.search}`, at), {
    redirect: 'manual',
    headers: cookies === '' ? {} : { Cookie: cookies },
  });
  return { status: last.status, body: await last.text(), authorizeUrl };
}

/** Removes the app: docs.slack.dev/reference/events/app_uninstalled and tokens_revoked, in either order. */
export async function uninstall(self: Self): Promise<readonly Delivery[]> {
  const { workspace } = self;
  revokeAll(self, 'account_inactive');
  workspace.installed = false;
  const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUser] } };
  return tellAll(self, [{ type: 'app_uninstalled' }, revoked]);
}

/** Revokes the app's tokens without removing it. */
export async function revokeTokens(self: Self): Promise<readonly Delivery[]> {
  revokeAll(self, 'token_revoked');
  return tellAll(self, [{ type: 'tokens_revoked', tokens: { oauth: [], bot: [self.workspace.botUser] } }]);
}

function revokeAll({ world, workspace }: Self, fault: string): void {
  for (const token of world.tokens.values()) {
    if (token.team === workspace.id) {
      token.fault = fault;
    }
  }
}
