import { type Fields, textAt } from '../json.ts';
import type { CodeRow, TokenRow, WorkspaceRow } from '../state/rows.ts';
import { makeId, type World } from '../state/world.ts';
import { type AppCall, type Call, no } from './method.ts';

/** docs.slack.dev/reference/methods/oauth.v2.access: a code is good once, for ten minutes, with the address it was asked for. */
export function exchangeCode({ world, args, basic }: AppCall): Fields {
  const { app } = world.options;
  const id = basic?.id ?? textAt(args, 'client_id');
  const secret = basic?.secret ?? textAt(args, 'client_secret');
  if (id !== app.clientId) {
    return no('invalid_client_id');
  }
  if (secret !== app.clientSecret) {
    return no('bad_client_secret');
  }
  const code = world.codes.get(textAt(args, 'code'));
  if (code === undefined || world.options.now() > code.expires) {
    return no('invalid_code');
  }
  if (code.used) {
    return no('code_already_used');
  }
  if ((code.redirectUri ?? '') !== textAt(args, 'redirect_uri')) {
    return no('bad_redirect_uri');
  }
  code.used = true;
  const workspace = world.workspaces.get(code.team);
  return workspace === undefined ? no('invalid_code') : grant(world, workspace, code);
}

function grant(world: World, workspace: WorkspaceRow, code: CodeRow): Fields {
  const token = install(world, workspace, code.scopes);
  return {
    ok: true,
    access_token: token.value,
    token_type: 'bot',
    scope: [...token.scopes].join(','),
    bot_user_id: workspace.botUser,
    app_id: world.options.app.id,
    team: { name: workspace.name, id: workspace.id },
    enterprise: null,
    authed_user: { id: code.user },
    is_enterprise_install: false,
  };
}

/** Installs the app in a workspace: the token it had already, or a new one. */
export function install(world: World, workspace: WorkspaceRow, scopes: readonly string[]): TokenRow {
  workspace.installed = true;
  const known = [...world.tokens.values()].find((token) => token.team === workspace.id && token.kind === 'bot' && token.fault === null);
  if (known !== undefined && scopes.every((scope) => known.scopes.has(scope))) {
    return known;
  }
  const value = `xoxb-${workspace.id}-${makeId(world, '')}`;
  const token: TokenRow = { value, kind: 'bot', team: workspace.id, scopes: new Set(scopes), fault: null };
  world.tokens.set(value, token);
  return token;
}

/** docs.slack.dev/reference/methods/auth.test */
export function testAuth({ world, workspace }: Call): Fields {
  return {
    ok: true,
    url: `https://${workspace.domain}.slack.com/`,
    team: workspace.name,
    user: 'fake',
    team_id: workspace.id,
    user_id: workspace.botUser,
    bot_id: workspace.botId,
    app_id: world.options.app.id,
    is_enterprise_install: false,
  };
}

/** docs.slack.dev/reference/methods/auth.revoke: the last token gone is the app gone. */
export function revokeAuth({ world, workspace, token, args }: Call): Fields {
  if (args.test === true || args.test === 'true' || args.test === '1') {
    return { ok: true, revoked: false };
  }
  token.fault = 'token_revoked';
  workspace.installed = false;
  world.emit(workspace, { type: 'tokens_revoked', tokens: { oauth: [], bot: [workspace.botUser] } });
  world.emit(workspace, { type: 'app_uninstalled' });
  return { ok: true, revoked: true };
}
