import { blocksOf, takeEmptyAck, takeOptions } from '../delivery/acks.ts';
import { type Fields, fieldsAt, numberAt, textAt } from '../json.ts';
import { showMessage } from '../state/messages.ts';
import { makeResponseUrl, makeTrigger } from '../state/passes.ts';
import type { Delivery } from '../state/records.ts';
import type { MessageRow, ViewRow } from '../state/rows.ts';
import { channelOf } from '../state/world.ts';
import { showView } from '../web-api/views.ts';
import { chosenFields, findClick, findPicker, keepChoice, type Spotted, stateOf } from './elements.ts';
import { actionTs, channelFields, pack, type Self, whoFields } from './stage.ts';

/** Where something can be clicked. */
export type Clickable = MessageRow | ViewRow;

/** What was offered for a query, and what became of the choice. */
export interface Picked {
  readonly options: readonly Fields[];
  readonly delivery: Delivery;
}

function isView(thing: Clickable): thing is ViewRow {
  return 'body' in thing;
}

function blocksIn(thing: Clickable): readonly Fields[] {
  return isView(thing) ? blocksOf(thing) : thing.blocks;
}

/** Clicks a button, or chooses an option of a menu that has them all. */
export async function click(self: Self, thing: Clickable, choice: string): Promise<Delivery> {
  const spotted = findClick(blocksIn(thing), choice);
  return act(self, thing, spotted);
}

/** Types a query into a select with type-ahead and takes an option: the one with that value or those words, or the first. */
export async function pick(
  self: Self,
  thing: Clickable,
  { query, option, select }: { readonly query: string; readonly option?: string | undefined; readonly select?: string | undefined },
): Promise<Picked> {
  const spotted = findPicker(blocksIn(thing), select ?? null);
  const options = await suggest(self, thing, { spotted, query });
  const wanted = options.find((each) => option === undefined || option === each.value || option === textAt(fieldsAt(each, 'text'), 'text'));
  if (wanted === undefined) {
    throw new Error(
      `"${query}" offers no ${option ?? 'option'}: ${options.map((each) => textAt(fieldsAt(each, 'text'), 'text')).join(' | ')}`,
    );
  }
  return { options, delivery: await act(self, thing, { ...spotted, option: wanted }) };
}

/** What a select with type-ahead offers: docs.slack.dev/reference/interaction-payloads/block_suggestion-payload. */
export async function suggest(
  self: Self,
  thing: Clickable,
  { spotted, query }: { readonly spotted: Spotted; readonly query: string },
): Promise<readonly Fields[]> {
  const { element, block } = spotted;
  // Without it Slack asks after three characters: docs.slack.dev/reference/block-kit/block-elements/select-menu-element.
  const shortest = numberAt(element, 'min_query_length', 3);
  if (query.length < shortest) {
    throw new Error(`"${query}" is too short: the select asks from ${shortest} characters on.`);
  }
  const body = {
    type: 'block_suggestion',
    ...whoFields(self),
    ...containerOf(self, thing),
    action_id: textAt(element, 'action_id'),
    block_id: textAt(block, 'block_id'),
    value: query,
  };
  let options: readonly Fields[] = [];
  const acked = { world: self.world, team: self.workspace.id, what: 'block_suggestion' };
  await self.courier.deliver(pack(self, body, { kind: 'options', onAck: (ack) => (options = takeOptions(acked, ack)) }));
  return options;
}

function containerOf({ world, workspace }: Self, thing: Clickable): Fields {
  if (isView(thing)) {
    return { container: { type: 'view', view_id: thing.id }, view: showViewNow(world, thing) };
  }
  const channel = channelOf(workspace, thing.channel);
  const ephemeral = thing.ephemeralTo !== null;
  const thread = thing.threadTs === null ? {} : { thread_ts: thing.threadTs };
  const container = { type: 'message', message_ts: thing.ts, channel_id: channel.id, is_ephemeral: ephemeral, ...thread };
  return { container, channel: channelFields(channel), ...(ephemeral ? {} : { message: showMessage(workspace, thing) }) };
}

/** A view with what stands in its boxes. */
export function showViewNow(world: Self['world'], view: ViewRow): Fields {
  return { ...showView(world, view), state: stateOf(blocksOf(view), view.chosen) };
}

// docs.slack.dev/reference/interaction-payloads/block_actions-payload
async function act(self: Self, thing: Clickable, spotted: Spotted): Promise<Delivery> {
  const { world, workspace, user } = self;
  if (isView(thing) ? !thing.open : thing.deleted) {
    throw new Error('What is to be clicked is no longer there.');
  }
  const { block, element, option } = spotted;
  if (option !== null) {
    keepChoice(thing.chosen, spotted, chosenFields(element, /^multi_|^checkboxes/.test(textAt(element, 'type')) ? [option] : option));
  }
  const action = {
    action_id: textAt(element, 'action_id'),
    block_id: textAt(block, 'block_id'),
    ...(option === null ? { text: element.text, ...(element.value === undefined ? {} : { value: element.value }) } : {}),
    ...(option === null ? { type: element.type } : chosenFields(element, option)),
    action_ts: actionTs(self),
  };
  const who = { team: workspace.id, user: user.id };
  const answerable = isView(thing) ? {} : { response_url: makeResponseUrl(world, { ...who, channel: thing.channel, message: thing }) };
  const body = {
    type: 'block_actions',
    ...whoFields(self),
    ...containerOf(self, thing),
    state: stateOf(blocksIn(thing), thing.chosen),
    trigger_id: makeTrigger(world, who, isView(thing) ? thing : null),
    ...answerable,
    actions: [action],
  };
  const acked = { world, team: workspace.id, what: 'block_actions' };
  return self.courier.deliver(pack(self, body, { kind: 'interactive', onAck: (ack) => takeEmptyAck(acked, ack) }));
}
