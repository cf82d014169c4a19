import type { Courier } from '../delivery/courier.ts';
import type { Parcel } from '../delivery/parcel.ts';
import type { Fields } from '../json.ts';
import type { Delivery } from '../state/records.ts';
import type { ChannelRow, UserRow, WorkspaceRow } from '../state/rows.ts';
import { channelOf, dmOf, makeTs, type World } from '../state/world.ts';

/** A person and the world around. */
export interface Self {
  readonly world: World;
  readonly courier: Courier;
  readonly workspace: WorkspaceRow;
  readonly user: UserRow;
}

/** A channel by its id; `dm` is the person's direct messages with the app. */
export function placeOf({ workspace, user }: Self, id: string): ChannelRow {
  return id === 'dm' ? dmOf(workspace, user) : channelOf(workspace, id);
}

/** Tells the app of events, in order; resolves when all are acknowledged or given up. */
export async function tellAll({ courier, workspace }: Self, events: readonly Fields[]): Promise<readonly Delivery[]> {
  const told = events.map((event) => courier.tell(workspace, event)).filter((delivery) => delivery !== null);
  return Promise.all(told);
}

/** What payloads say of the app, the workspace and the person. */
export function whoFields({ world, workspace, user }: Self): Fields {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: workspace.id },
    api_app_id: world.options.app.id,
    token: world.options.app.verificationToken,
    team: { id: workspace.id, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A channel as payloads of interactions name it. */
export function channelFields(channel: ChannelRow): Fields {
  const name = channel.kind === 'im' ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name;
  return { id: channel.id, name };
}

/** An interaction, on its way. */
export function pack({ workspace }: Self, body: Fields, more: Pick<Parcel, 'kind' | 'onAck'>): Parcel {
  return { ...more, type: String(body.type ?? body.command), team: workspace.id, body };
}

/** A fresh timestamp of an action. */
export function actionTs({ world }: Self): string {
  return makeTs(world);
}
