import type { MessageRow, ResponseUrlRow, TriggerRow, ViewRow } from './rows.ts';
import { makeId, type World } from './world.ts';

/** 30 minutes: docs.slack.dev/interactivity/handling-user-interaction, "Message responses". */
const RESPONSE_URL_MS = 30 * 60_000;

/** Five answers at most: the same page. */
export const RESPONSE_URL_USES = 5;

/** Lets the app open a modal for a person, soon and once. */
export function makeTrigger(world: World, who: { readonly team: string; readonly user: string }, view: ViewRow | null = null): string {
  const id = `${makeId(world, '')}.${who.team}.${who.user}`;
  const expires = world.options.now() + world.options.triggerMs;
  world.triggers.set(id, { id, ...who, expires, view: view?.id ?? null, used: false });
  return id;
}

/** Takes a trigger, or says why it can't be taken: docs.slack.dev/reference/methods/views.open, "Errors". */
export function takeTrigger(world: World, id: string): TriggerRow | string {
  const trigger = world.triggers.get(id);
  if (trigger === undefined) {
    return 'invalid_trigger_id';
  }
  if (trigger.used) {
    return 'exchanged_trigger_id';
  }
  if (world.options.now() > trigger.expires) {
    return 'expired_trigger_id';
  }
  trigger.used = true;
  return trigger;
}

/** Where an answer by `response_url` goes. */
export interface ResponsePlace {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly message: MessageRow | null;
}

/** An address the app may answer at. */
export function makeResponseUrl(world: World, place: ResponsePlace): string {
  const id = makeId(world, 'R');
  world.responseUrls.set(id, { id, ...place, expires: world.options.now() + RESPONSE_URL_MS, uses: 0 });
  return `${world.baseUrl}/actions/${place.team}/${id}`;
}

/** Takes one use of a response address, or says why there is none. */
export function takeResponseUrl(world: World, id: string): ResponseUrlRow | string {
  const row = world.responseUrls.get(id);
  if (row === undefined || world.options.now() > row.expires) {
    return 'expired_url';
  }
  if (row.uses >= RESPONSE_URL_USES) {
    return 'used_url';
  }
  row.uses += 1;
  return row;
}
