import { Agent } from 'node:http';
import { isFields } from '../../../helpers/json.ts';
import { postSigned } from '../delivery/http.ts';
import { makeId, type World } from '../state/world.ts';
import { getApplication } from './application.ts';
import { badField, type Call, type Reply } from './reply.ts';

/** Whether an address answers as the app's must; a reason where it does not. */
export type Verification = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Asks an address with a good and with a forged signature: docs.discord.com/developers/interactions/overview, "Setting Up an Endpoint". */
export async function verifyEndpoint(world: World, url: string): Promise<Verification> {
  const agent = new Agent();
  const text = JSON.stringify({ id: makeId(world), application_id: world.options.app.id, type: 1, token: 'ping', version: 1 });
  const good = await postSigned(world, { url, agent, text });
  const forged = await postSigned(world, { url, agent, text, forged: true });
  if (!good.ok || !good.json || !isFields(good.body) || good.body.type !== 1) {
    return { ok: false, reason: 'A PING was not answered with a PONG.' };
  }
  if (forged.ok || forged.status !== 401) {
    return { ok: false, reason: 'A forged signature was not answered with 401.' };
  }
  return { ok: true };
}

/** PATCH /applications/@me, as far as the interactions endpoint goes. */
export async function editApplication(call: Call): Promise<Reply> {
  const { world, body } = call;
  const url = isFields(body) ? body.interactions_endpoint_url : undefined;
  if (url === undefined) {
    return getApplication(call);
  }
  if (url === null || url === '') {
    world.endpoint = null;
    return getApplication(call);
  }
  const verified: Verification =
    typeof url === 'string' && URL.canParse(url) ? await verifyEndpoint(world, url) : { ok: false, reason: 'Not a well formed URL.' };
  if (!verified.ok) {
    const words = `The specified interactions endpoint url could not be verified. ${verified.reason}`;
    return badField('interactions_endpoint_url', 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID', words);
  }
  world.endpoint = String(url);
  return getApplication(call);
}
