import { type Fields, isFields, parseJson, textAt } from '../json.ts';
import { nameBlocks } from '../state/messages.ts';
import { takeTrigger } from '../state/passes.ts';
import type { ViewRow, WorkspaceRow } from '../state/rows.ts';
import { makeId, noteChange, type World } from '../state/world.ts';
import { wordFlaw } from '../validate/schema.ts';
import { checkView } from '../validate/view.ts';
import { type Call, no } from './method.ts';

/** At most three views lie on each other: docs.slack.dev/surfaces/modals. */
const DEEPEST = 3;

/** docs.slack.dev/reference/methods/views.open and views.push. */
export function openView(call: Call, push: boolean): Fields {
  const { world, workspace, args } = call;
  const view = readView(args);
  const flaws = checkView(view, 'modal').map(wordFlaw);
  if (flaws.length > 0 || !isFields(view)) {
    return no('invalid_arguments', flaws);
  }
  const trigger = takeTrigger(world, textAt(args, 'trigger_id'));
  if (typeof trigger === 'string') {
    return no(trigger);
  }
  if (trigger.team !== workspace.id) {
    return no('invalid_trigger_id');
  }
  const stack = workspace.modals.get(trigger.user) ?? [];
  if (push && (trigger.view === null || !stack.some(({ id }) => id === trigger.view))) {
    return no('not_found');
  }
  if (push && stack.length >= DEEPEST) {
    return no('push_limit_reached');
  }
  const row = stackView({ world, workspace }, { user: trigger.user, body: view, push });
  return { ok: true, view: showView(world, row) };
}

/** Shows a modal to a person: on top of the others, or instead of them. */
export function stackView(
  { world, workspace }: { readonly world: World; readonly workspace: WorkspaceRow },
  { user, body, push }: { readonly user: string; readonly body: Fields; readonly push: boolean },
): ViewRow {
  const stack = push ? (workspace.modals.get(user) ?? []) : [];
  const below = stack.at(-1);
  const row = makeView(world, { team: workspace.id, user, body, previous: below?.id ?? null, root: below?.root ?? null });
  workspace.modals.set(user, [...stack, row]);
  noteChange(world);
  return row;
}

function makeView(
  world: World,
  made: {
    readonly team: string;
    readonly user: string;
    readonly body: Fields;
    readonly previous: string | null;
    readonly root: string | null;
  },
): ViewRow {
  const id = makeId(world, 'V');
  const { team, user, previous, root } = made;
  const row: ViewRow = {
    id,
    team,
    user,
    body: named(world, made.body),
    hash: makeId(world, 'hash.'),
    previous,
    root: root ?? id,
    open: true,
    chosen: new Map(),
  };
  world.views.set(id, row);
  return row;
}

/** docs.slack.dev/reference/methods/views.update: by id or external id; a stale hash is refused. */
export function updateView(call: Call): Fields {
  const { world, workspace, args } = call;
  const view = readView(args);
  const flaws = checkView(view, 'modal').map(wordFlaw);
  if (flaws.length > 0 || !isFields(view)) {
    return no('invalid_arguments', flaws);
  }
  const external = textAt(args, 'external_id');
  const row =
    external === ''
      ? world.views.get(textAt(args, 'view_id'))
      : [...world.views.values()].find(({ team, body }) => team === workspace.id && body.external_id === external);
  if (row === undefined || !row.open || row.team !== workspace.id) {
    return no('not_found');
  }
  if (args.hash !== undefined && args.hash !== row.hash) {
    return no('hash_conflict');
  }
  replaceView(world, row, view);
  return { ok: true, view: showView(world, row) };
}

/** Puts other content into a view that is open. */
export function replaceView(world: World, row: ViewRow, body: Fields): void {
  row.body = named(world, body);
  row.hash = makeId(world, 'hash.');
  noteChange(world);
}

/** docs.slack.dev/reference/methods/views.publish: the person's home tab. */
export function publishView({ world, workspace, args }: Call): Fields {
  const view = readView(args);
  const flaws = checkView(view, 'home').map(wordFlaw);
  if (flaws.length > 0 || !isFields(view)) {
    return no('invalid_arguments', flaws);
  }
  const user = textAt(args, 'user_id');
  if (!workspace.users.has(user)) {
    return no('user_not_found');
  }
  const known = workspace.homes.get(user);
  if (args.hash !== undefined && args.hash !== known?.hash) {
    return no('hash_conflict');
  }
  const row = known ?? makeView(world, { team: workspace.id, user, body: view, previous: null, root: null });
  workspace.homes.set(user, row);
  replaceView(world, row, view);
  return { ok: true, view: showView(world, row) };
}

/** A view as the Web API and the payloads show it: docs.slack.dev/reference/interaction-payloads/view-interactions-payload. */
export function showView(world: World, row: ViewRow): Fields {
  const workspace = world.workspaces.get(row.team);
  return {
    id: row.id,
    team_id: row.team,
    private_metadata: '',
    callback_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    external_id: '',
    ...row.body,
    state: { values: Object.fromEntries([...row.chosen].map(([block, actions]) => [block, Object.fromEntries(actions)])) },
    hash: row.hash,
    previous_view_id: row.previous,
    root_view_id: row.root,
    app_id: world.options.app.id,
    app_installed_team_id: row.team,
    bot_id: workspace?.botId ?? null,
  };
}

function named(world: World, body: Fields): Fields {
  return { ...body, blocks: Array.isArray(body.blocks) ? nameBlocks(world, body.blocks.filter(isFields)) : [] };
}

function readView({ view }: Fields): unknown {
  return typeof view === 'string' ? parseJson(view) : view;
}
