import { type Acked, blocksOf, closeView, type Submitted, takeEmptyAck, takeSubmitAck } from '../delivery/acks.ts';
import { type Fields, fieldsAt, flagAt, numberAt, textAt } from '../json.ts';
import { makeTrigger } from '../state/passes.ts';
import type { Delivery } from '../state/records.ts';
import type { ViewRow } from '../state/rows.ts';
import { optionsOf } from '../validate/selects.ts';
import { showViewNow, suggest } from './clicks.ts';
import { chosenFields, keepChoice, type Spotted } from './elements.ts';
import { pack, type Self, whoFields } from './stage.ts';

/** What is put into a box: words, an option's value or words, several of them, or a query of a select with type-ahead. */
export type Filling = string | readonly string[] | { readonly query: string; readonly option?: string };

/** What became of a form. `delivery` is null where Slack itself did not let it go. */
export interface FormResult {
  readonly submitted: Submitted | null;
  readonly delivery: Delivery;
}

/** Fills boxes, each named by block id, action id or label, and submits: docs.slack.dev/reference/interaction-payloads/view-interactions-payload. */
export async function submitView(self: Self, view: ViewRow, values: Readonly<Record<string, Filling>>): Promise<FormResult> {
  const { world, workspace, user } = self;
  for (const [name, filling] of Object.entries(values)) {
    await fill(self, view, { name, filling });
  }
  requireFilled(view);
  const body = {
    type: 'view_submission',
    ...whoFields(self),
    trigger_id: makeTrigger(world, { team: workspace.id, user: user.id }, view),
    view: showViewNow(world, view),
    response_urls: [],
  };
  let submitted: Submitted | null = null;
  const acked: Acked = { world, team: workspace.id, what: 'view_submission' };
  const onAck = (ack: Parameters<typeof takeSubmitAck>[2]): void => {
    submitted = takeSubmitAck(acked, view, ack);
  };
  const delivery = await self.courier.deliver(pack(self, body, { kind: 'interactive', onAck }));
  return { submitted, delivery };
}

/** Closes a view. The app hears of it where it asked to. */
export async function dismissView(self: Self, view: ViewRow): Promise<Delivery | null> {
  closeView(self.world, view, false);
  if (!flagAt(view.body, 'notify_on_close')) {
    return null;
  }
  const body = { type: 'view_closed', ...whoFields(self), view: showViewNow(self.world, view), is_cleared: false };
  const acked = { world: self.world, team: self.workspace.id, what: 'view_closed' };
  return self.courier.deliver(pack(self, body, { kind: 'interactive', onAck: (ack) => takeEmptyAck(acked, ack) }));
}

async function fill(self: Self, view: ViewRow, { name, filling }: { readonly name: string; readonly filling: Filling }): Promise<void> {
  const spotted = findInput(view, name);
  const { element } = spotted;
  if (/^(multi_)?external_select$/.test(textAt(element, 'type'))) {
    const asked = typeof filling === 'string' ? { query: filling } : 'query' in filling ? filling : { query: filling[0] ?? '' };
    const options = await suggest(self, view, { spotted, query: asked.query });
    keepChoice(view.chosen, spotted, chosenFields(element, oneOption(options, asked.option ?? null)));
    return;
  }
  const options = optionsOf(element);
  if (options.length === 0) {
    keepChoice(view.chosen, spotted, chosenFields(element, checkTyped(element, String(filling))));
    return;
  }
  const wanted = typeof filling === 'string' ? [filling] : 'query' in filling ? [filling.query] : filling;
  const chosen = wanted.map((each) => oneOption(options, each));
  const many = /^multi_|^checkboxes/.test(textAt(element, 'type'));
  keepChoice(view.chosen, spotted, chosenFields(element, many ? chosen : (chosen[0] ?? null)));
}

function findInput(view: ViewRow, name: string): Spotted {
  const inputs = blocksOf(view).filter(({ type }) => type === 'input');
  const block = inputs.find(
    (each) => each.block_id === name || fieldsAt(each, 'element').action_id === name || textAt(fieldsAt(each, 'label'), 'text') === name,
  );
  if (block === undefined) {
    throw new Error(
      `The form has no box "${name}": ${inputs.map((each) => `${textAt(each, 'block_id')} (${textAt(fieldsAt(each, 'label'), 'text')})`).join(', ')}`,
    );
  }
  return { block, element: fieldsAt(block, 'element'), option: null };
}

function oneOption(options: readonly Fields[], wanted: string | null): Fields {
  const found = options.find((each) => wanted === null || each.value === wanted || textAt(fieldsAt(each, 'text'), 'text') === wanted);
  if (found === undefined) {
    throw new Error(
      `No option "${wanted}": ${options.map((each) => `${textAt(each, 'value')} (${textAt(fieldsAt(each, 'text'), 'text')})`).join(', ')}`,
    );
  }
  return found;
}

/** Slack's own boxes keep to what the app asked for before anything is sent. */
function checkTyped(element: Fields, text: string): string {
  const most = numberAt(element, 'max_length', 3_000);
  if (text.length > most) {
    throw new Error(`The box takes ${most} characters, not ${text.length}.`);
  }
  if (element.type === 'email_text_input' && !/^[^@\s]+@[^@\s]+$/.test(text)) {
    throw new Error(`"${text}" is no mail address: Slack's box does not take it.`);
  }
  if (element.type === 'number_input' && !Number.isFinite(Number(text))) {
    throw new Error(`"${text}" is no number: Slack's box does not take it.`);
  }
  return text;
}

function requireFilled(view: ViewRow): void {
  const state = blocksOf(view).filter((block) => block.type === 'input' && !flagAt(block, 'optional'));
  const empty = state.filter((block) => {
    const element = fieldsAt(block, 'element');
    const kept = view.chosen.get(textAt(block, 'block_id'))?.get(textAt(element, 'action_id'));
    const initial = Object.keys(element).some((name) => name.startsWith('initial_'));
    return kept === undefined ? !initial : Object.values(kept).every((value, index) => index === 0 || value === null || value === '');
  });
  if (empty.length > 0) {
    throw new Error(
      `Slack does not send the form: empty are ${empty.map((block) => textAt(fieldsAt(block, 'label'), 'text')).join(', ')}.`,
    );
  }
}
