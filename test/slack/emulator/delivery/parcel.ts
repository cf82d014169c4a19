import type { Fields } from '../json.ts';
import type { DeliveryKind } from '../state/records.ts';
import type { WorkspaceRow } from '../state/rows.ts';
import { makeId, type World } from '../state/world.ts';

/** What an acknowledgement held. */
export type Ack =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'broken'; readonly text: string };

/** Something to be brought to the app. */
export interface Parcel {
  readonly kind: DeliveryKind;
  readonly type: string;
  readonly team: string;
  readonly body: Fields;
  /** Acts on the acknowledgement, once. */
  readonly onAck: (ack: Ack) => void;
}

/** The envelope of an event: docs.slack.dev/apis/events-api, "Callback field". */
export function packEvent(world: World, workspace: WorkspaceRow, event: Fields): Parcel {
  const { app } = world.options;
  const id = makeId(world, 'Ev');
  const authorization = {
    enterprise_id: null,
    team_id: workspace.id,
    user_id: workspace.botUser,
    is_bot: true,
    is_enterprise_install: false,
  };
  const body = {
    token: app.verificationToken,
    team_id: workspace.id,
    context_team_id: workspace.id,
    context_enterprise_id: null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: id,
    event_time: Math.floor(world.options.now() / 1_000),
    authorizations: [authorization],
    is_ext_shared_channel: false,
    event_context: `4-${id}`,
  };
  return { kind: 'event', type: String(event.type), team: workspace.id, body, onAck: () => undefined };
}

/** The body and its type, as it goes over HTTP: events as JSON, interactions as a form around JSON, commands as a form. */
export function writeBody({ kind, body }: Parcel): { readonly contentType: string; readonly text: string } {
  if (kind === 'event') {
    return { contentType: 'application/json', text: JSON.stringify(body) };
  }
  const form =
    kind === 'slash'
      ? new URLSearchParams(Object.entries(body).map(([name, value]): [string, string] => [name, String(value)]))
      : new URLSearchParams({ payload: JSON.stringify(body) });
  return { contentType: 'application/x-www-form-urlencoded', text: form.toString() };
}
