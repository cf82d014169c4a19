import { type Fields, fieldsAt, isFields, textAt } from '../json.ts';
import { type Reply, reply } from '../respond.ts';
import type { ViewRow } from '../state/rows.ts';
import { refuse, type World, workspaceOf } from '../state/world.ts';
import { optionGroup, plainOption } from '../validate/composition.ts';
import { readOptions } from '../validate/message.ts';
import { allOf, exactlyOne, type Flaw, listOf, shapeOf, wordFlaw } from '../validate/schema.ts';
import { checkView } from '../validate/view.ts';
import { replaceView, stackView } from '../web-api/views.ts';
import type { Ack } from './parcel.ts';

/** What was acknowledged, for the record of refusals. */
export interface Acked {
  readonly world: World;
  readonly team: string;
  readonly what: string;
}

function refuseAck({ world, team, what }: Acked, ack: Ack, messages: readonly string[]): void {
  refuse(world, { method: `ack:${what}`, error: 'invalid_ack', messages, team, payload: ack });
}

/** Clicks and shortcuts are acknowledged without words: docs.slack.dev/interactivity/handling-user-interaction, "Acknowledgment response". */
export function takeEmptyAck(acked: Acked, ack: Ack): void {
  if (ack.kind !== 'empty') {
    refuseAck(acked, ack, ['the acknowledgement must be empty']);
  }
}

/** A command may be answered at once: docs.slack.dev/interactivity/implementing-slash-commands, "Responding to commands". */
export function takeCommandAck(acked: Acked, place: Reply, ack: Ack): void {
  if (ack.kind === 'empty') {
    return;
  }
  if (ack.kind === 'broken' || (ack.kind === 'json' && !isFields(ack.value))) {
    refuseAck(acked, ack, ['the acknowledgement is not readable']);
    return;
  }
  const value: Fields = ack.kind === 'text' ? { text: ack.text } : isFields(ack.value) ? ack.value : {};
  const problem = reply(place, value);
  if (problem !== null) {
    refuseAck(acked, ack, [problem.error, ...problem.messages]);
  }
}

const suggestions = allOf(
  shapeOf({}, { options: listOf(plainOption, 100, 0), option_groups: listOf(optionGroup, 100, 0) }),
  exactlyOne('options', 'option_groups'),
);

/** The options a select offers for what was typed: docs.slack.dev/reference/block-kit/block-elements/select-menu-element. */
export function takeOptions(acked: Acked, ack: Ack): readonly Fields[] {
  const value = ack.kind === 'json' ? ack.value : {};
  const flaws: Flaw[] = [];
  suggestions(value, '', flaws);
  if (flaws.length > 0) {
    refuseAck(acked, ack, flaws.map(wordFlaw));
    return [];
  }
  return readOptions(value) ?? [];
}

/** What became of a submitted view. */
export type Submitted =
  | { readonly state: 'closed' | 'updated' | 'pushed' }
  /** By block id, as shown under the boxes. */
  | { readonly state: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** docs.slack.dev/surfaces/modals, "Updating and pushing views", "Displaying errors". */
export function takeSubmitAck(acked: Acked, row: ViewRow, ack: Ack): Submitted {
  const { world } = acked;
  if (ack.kind === 'empty') {
    closeView(world, row, false);
    return { state: 'closed' };
  }
  const value = ack.kind === 'json' && isFields(ack.value) ? ack.value : {};
  switch (value.response_action) {
    case 'clear':
      closeView(world, row, true);
      return { state: 'closed' };
    case 'errors':
      return takeErrors(acked, row, ack);
    case 'update':
    case 'push':
      return takeView(acked, row, { ack, view: value.view, push: value.response_action === 'push' });
    default:
      refuseAck(acked, ack, ['response_action must be errors, update, push or clear']);
      return { state: 'closed' };
  }
}

function takeErrors(acked: Acked, row: ViewRow, ack: Ack): Submitted {
  const errors = ack.kind === 'json' && isFields(ack.value) ? fieldsAt(ack.value, 'errors') : {};
  const inputs = new Set(blocksOf(row).flatMap((block) => (block.type === 'input' ? [textAt(block, 'block_id')] : [])));
  const wrong = Object.entries(errors).filter(([block, words]) => !inputs.has(block) || typeof words !== 'string' || words === '');
  if (wrong.length > 0 || Object.keys(errors).length === 0) {
    refuseAck(acked, ack, ['errors must name input blocks of the view, each with words', ...wrong.map(([block]) => block)]);
  }
  return { state: 'errors', errors: Object.fromEntries(Object.entries(errors).map(([block, words]) => [block, String(words)])) };
}

function takeView(
  acked: Acked,
  row: ViewRow,
  { ack, view, push }: { readonly ack: Ack; readonly view: unknown; readonly push: boolean },
): Submitted {
  const flaws = checkView(view, 'modal').map(wordFlaw);
  if (flaws.length > 0 || !isFields(view)) {
    refuseAck(acked, ack, flaws);
    return { state: 'closed' };
  }
  if (!push) {
    replaceView(acked.world, row, view);
    return { state: 'updated' };
  }
  stackView({ world: acked.world, workspace: workspaceOf(acked.world, row.team) }, { user: row.user, body: view, push });
  return { state: 'pushed' };
}

/** Takes a view away, or all that lie on each other. */
export function closeView(world: World, row: ViewRow, all: boolean): void {
  const { modals } = workspaceOf(world, row.team);
  const stack = modals.get(row.user) ?? [];
  for (const view of stack.filter((each) => all || each.id === row.id)) {
    view.open = false;
  }
  modals.set(
    row.user,
    stack.filter(({ open }) => open),
  );
}

/** The blocks of a view. */
export function blocksOf(row: ViewRow): readonly Fields[] {
  return Array.isArray(row.body.blocks) ? row.body.blocks.filter(isFields) : [];
}
