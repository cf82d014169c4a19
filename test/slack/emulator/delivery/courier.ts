import { Agent } from 'node:http';
import type { Faults } from '../faults.ts';
import { type Fields, withoutGaps } from '../json.ts';
import { isHeard } from '../state/events.ts';
import type { Attempt, Delivery } from '../state/records.ts';
import type { WorkspaceRow } from '../state/rows.ts';
import { makeId, noteChange, type World } from '../state/world.ts';
import { type HttpTarget, type Outcome, postSigned } from './http.ts';
import { type Parcel, packEvent, writeBody } from './parcel.ts';
import type { Sockets } from './sockets.ts';

/** Brings things to the app: over HTTP where an address is set, over its sockets otherwise. */
export interface Courier {
  /** Where signed requests go; null for Socket Mode. */
  target: HttpTarget | null;
  /** Deliveries on their way, waiting to be tried again among them. */
  readonly pending: number;
  /** Resolves when it is acknowledged or given up: nothing is thrown. */
  deliver(parcel: Parcel): Promise<Delivery>;
  /** Tells of an event; null where the app is not subscribed to it or not there. */
  tell(workspace: WorkspaceRow, event: Fields): Promise<Delivery> | null;
  stop(): void;
}

interface Road {
  readonly world: World;
  readonly faults: Faults;
  readonly sockets: Sockets;
  readonly agent: Agent;
  readonly courier: Courier;
  readonly pause: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
}

/** A courier without an address: it waits for sockets. */
export function createCourier(world: World, faults: Faults, sockets: Sockets): Courier {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const naps = new Set<() => void>();
  let stopped = false;
  let pending = 0;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        naps.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      naps.add(wake);
    });
  const courier: Courier = {
    target: null,
    get pending() {
      return pending;
    },
    deliver: async (parcel) => {
      pending += 1;
      const delivery = await carry({ world, faults, sockets, agent, courier, pause, stopped: () => stopped }, parcel);
      pending -= 1;
      noteChange(world);
      return delivery;
    },
    tell: (workspace, event) => (isHeard(world, workspace, event) ? courier.deliver(packEvent(world, workspace, event)) : null),
    stop: () => {
      stopped = true;
      for (const wake of [...naps]) {
        wake();
      }
      agent.destroy();
    },
  };
  return courier;
}

async function carry(road: Road, parcel: Parcel): Promise<Delivery> {
  const { world, faults } = road;
  const { kind, type, team, body } = parcel;
  const delivery: Delivery = {
    id: makeId(world, 'd'),
    kind,
    type,
    team,
    body,
    attempts: [],
    acked: false,
    ackMs: null,
    ackBody: undefined,
  };
  if (world.options.keepRecords) {
    world.deliveries.push(delivery);
  }
  const began = performance.now();
  if (faults.deliveries.delay > 0 && faults.random() < faults.deliveries.delay) {
    await road.pause(faults.random() * faults.deliveries.delayMs);
  }
  const outcome = await tryUntilAcked(road, parcel, delivery);
  if (outcome?.ok === true) {
    delivery.acked = true;
    delivery.ackMs = performance.now() - began;
    delivery.ackBody = outcome.ack.kind === 'empty' ? undefined : outcome.ack;
    parcel.onAck(outcome.ack);
  }
  return delivery;
}

/** Events are tried again, anything else once: docs.slack.dev/apis/events-api, "Retries". The answer is the last try's. */
async function tryUntilAcked(road: Road, parcel: Parcel, delivery: Delivery): Promise<Outcome | null> {
  const waits = parcel.kind === 'event' ? road.world.options.retryAfterMs : [];
  let outcome: Outcome | null = null;
  for (const wait of [null, ...waits]) {
    if (wait !== null) {
      await road.pause(wait);
    }
    if (road.stopped()) {
      break;
    }
    outcome = await tryOnce(road, parcel, delivery);
    if (outcome.ok || outcome.final) {
      break;
    }
  }
  return outcome;
}

async function tryOnce(road: Road, parcel: Parcel, delivery: Delivery): Promise<Outcome> {
  const { world, faults, courier, sockets } = road;
  if (courier.target === null && parcel.kind === 'event') {
    await sockets.whenOpen();
  }
  const before = delivery.attempts.at(-1);
  const attempt: Attempt = { retry: delivery.attempts.length, at: world.options.now(), ms: 0, outcome: 'pending', status: null };
  delivery.attempts.push(attempt);
  const began = performance.now();
  const twice = parcel.kind === 'event' && faults.deliveries.duplicate > 0 && faults.random() < faults.deliveries.duplicate;
  const trip = { attempt, reason: before?.outcome ?? 'http_timeout', twice };
  const honest =
    courier.target === null ? await overSocket(road, parcel, trip) : await overHttp(road, parcel, { ...trip, target: courier.target });
  const lost = parcel.kind === 'event' && honest.ok && faults.deliveries.loseAck > 0 && faults.random() < faults.deliveries.loseAck;
  const outcome: Outcome = lost ? { ok: false, status: null, reason: 'http_timeout', final: false } : honest;
  attempt.ms = performance.now() - began;
  attempt.status = outcome.status;
  attempt.outcome = outcome.ok ? 'acked' : outcome.reason;
  return outcome;
}

interface Trip {
  readonly attempt: Attempt;
  readonly reason: string;
  readonly twice: boolean;
}

// docs.slack.dev/apis/events-api, "Retries": the headers tell how often it was tried and why it failed.
async function overHttp({ world, agent }: Road, parcel: Parcel, trip: Trip & { readonly target: HttpTarget }): Promise<Outcome> {
  const { attempt, reason, twice, target } = trip;
  const told = attempt.retry === 0 ? {} : { 'X-Slack-Retry-Num': String(attempt.retry), 'X-Slack-Retry-Reason': reason };
  const post = { target, agent, ...writeBody(parcel), headers: told, timeoutMs: world.options.ackTimeoutMs };
  if (!twice) {
    return postSigned(post);
  }
  const again = { 'X-Slack-Retry-Num': String(attempt.retry + 1), 'X-Slack-Retry-Reason': 'http_timeout' };
  const [first] = await Promise.all([postSigned(post), postSigned({ ...post, headers: again })]);
  return first;
}

function overSocket({ world, sockets }: Road, parcel: Parcel, { attempt, reason, twice }: Trip): Promise<Outcome> {
  const event = parcel.kind === 'event';
  const envelope = withoutGaps({
    envelope_id: makeId(world, 'envelope-'),
    payload: parcel.body,
    type: event ? 'events_api' : parcel.kind === 'slash' ? 'slash_commands' : 'interactive',
    accepts_response_payload: !event,
    retry_attempt: event ? attempt.retry : undefined,
    retry_reason: event ? (attempt.retry === 0 ? '' : reason) : undefined,
  });
  return sockets.send({ envelope, twice });
}
