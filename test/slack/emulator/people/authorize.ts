import { makeId, type World } from '../state/world.ts';

/** Where the authorization page leads, or what it complains of. */
export interface Grant {
  readonly location: string | null;
  readonly problem: string | null;
}

/** Who says yes on the authorization page. */
export interface Grantor {
  readonly team: string;
  readonly user: string;
  /** The person presses "Cancel". */
  readonly denies?: boolean;
  /** The address registered with the app, for apps that name none. */
  readonly registered?: string;
}

/** A grant can be exchanged for ten minutes: docs.slack.dev/authentication/installing-with-oauth. */
const CODE_MS = 600_000;

/** The authorization page. Without a grantor, anybody of the first workspace says yes: what a browser sees. */
export function authorize(world: World, query: URLSearchParams, grantor: Grantor | null): Grant {
  const { app } = world.options;
  const redirectUri = query.get('redirect_uri');
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  if (query.get('client_id') !== app.clientId) {
    return { location: null, problem: 'invalid_client_id' };
  }
  if (scopes.length === 0 || scopes.some((scope) => !app.scopes.includes(scope))) {
    return { location: null, problem: `invalid_scope: ${scopes.join(',')}` };
  }
  const back = redirectUri ?? app.redirectUrls[0] ?? grantor?.registered;
  if (back === undefined || (app.redirectUrls.length > 0 && !app.redirectUrls.some((url) => back.startsWith(url)))) {
    return { location: null, problem: `bad_redirect_uri: ${String(back)}` };
  }
  const who = grantor ?? firstPerson(world);
  const location = new URL(back);
  if (who.denies === true) {
    location.searchParams.set('error', 'access_denied');
  } else {
    const value = makeId(world, 'code-');
    const expires = world.options.now() + CODE_MS;
    world.codes.set(value, { value, team: who.team, user: who.user, scopes, redirectUri, expires, used: false });
    location.searchParams.set('code', value);
  }
  location.searchParams.set('state', query.get('state') ?? '');
  return { location: location.href, problem: null };
}

function firstPerson(world: World): Grantor {
  const [workspace] = world.workspaces.values();
  const person = [...(workspace?.users.values() ?? [])].find(({ isBot }) => !isBot);
  if (workspace === undefined || person === undefined) {
    throw new Error('Nobody is there to install the app: make a workspace and a person first.');
  }
  return { team: workspace.id, user: person.id };
}
