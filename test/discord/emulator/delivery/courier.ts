import { Agent } from 'node:http';
import type { Fields } from '../../../helpers/json.ts';
import type { Faults } from '../faults.ts';
import { answerInteraction } from '../rest/interactions.ts';
import type { Action, Attempt, Delivery } from '../state/records.ts';
import { INTERACTION, type InteractionRow } from '../state/rows.ts';
import { noteChange, type World } from '../state/world.ts';
import type { Gateway } from './gateway.ts';
import { type Outcome, postSigned } from './http.ts';

/** Brings interactions to the app: to its endpoint where there is one, over the gateway otherwise. */
export interface Courier {
  /** Deliveries on their way. */
  readonly pending: number;
  /** Resolves when it is answered or given up: nothing is thrown. */
  deliver(row: InteractionRow, body: Fields, action: Action): Promise<Delivery>;
  stop(): void;
}

interface Road {
  readonly world: World;
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly agent: Agent;
}

const TYPES = {
  [INTERACTION.command]: 'command',
  [INTERACTION.component]: 'component',
  [INTERACTION.autocomplete]: 'autocomplete',
  [INTERACTION.modal]: 'modal',
} as const;

function typeOf(type: number): Delivery['type'] {
  return type === INTERACTION.component || type === INTERACTION.autocomplete || type === INTERACTION.modal ? TYPES[type] : 'command';
}

/** A courier that has brought nothing yet. */
export function createCourier(world: World, faults: Faults, gateway: Gateway): Courier {
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  const waiting = new Set<() => void>();
  let pending = 0;
  return {
    get pending() {
      return pending;
    },
    deliver: async (row, body, action) => {
      pending += 1;
      const delivery: Delivery = {
        interaction: row.id,
        type: typeOf(row.type),
        user: row.user,
        body,
        attempts: [],
        acked: false,
        ackMs: null,
        answer: null,
      };
      if (world.options.keepRecords) {
        world.deliveries.push(delivery);
      }
      await carry({ world, faults, gateway, agent }, { row, delivery, waiting });
      action.firstAnswerMs ??= delivery.ackMs;
      world.waiting.delete(action);
      pending -= 1;
      noteChange(world);
      return delivery;
    },
    stop: () => {
      for (const giveUp of [...waiting]) giveUp();
      agent.destroy();
    },
  };
}

interface Trip {
  readonly row: InteractionRow;
  readonly delivery: Delivery;
  readonly waiting: Set<() => void>;
}

/** Sends the interaction and waits for its answer: at most as long as Discord does. */
function carry(road: Road, { row, delivery, waiting }: Trip): Promise<void> {
  const { world } = road;
  const began = performance.now();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      waiting.delete(finish);
      resolve();
    };
    const timer = setTimeout(() => {
      settleAttempts(delivery, 'unanswered');
      finish();
    }, world.options.answerMs);
    waiting.add(finish);
    row.settle = (type) => {
      delivery.acked = true;
      delivery.ackMs = performance.now() - began;
      delivery.answer = type;
      settleAttempts(delivery, 'answered');
      finish();
    };
    const failed = (): void => {
      if (delivery.attempts.every(({ outcome }) => outcome !== 'pending' && outcome !== 'accepted')) finish();
    };
    if (world.endpoint === null) {
      overGateway(road, row, delivery);
      failed();
    } else {
      void overHttp(road, row, delivery).then(() => row.answered === null && failed());
    }
  });
}

/** Over the gateway nobody says how a try ended; over HTTP its own answer does. */
function settleAttempts({ attempts }: Delivery, outcome: Attempt['outcome']): void {
  for (const attempt of attempts) {
    attempt.outcome = attempt.over === 'gateway' && attempt.outcome === 'pending' ? outcome : attempt.outcome;
  }
}

/** The dispatch itself may come twice: see the gateway. */
function overGateway({ world, gateway }: Road, row: InteractionRow, delivery: Delivery): void {
  const attempt: Attempt = { over: 'gateway', at: world.options.now(), outcome: 'pending', status: null };
  delivery.attempts.push(attempt);
  const guild = row.guild !== null && world.guilds.has(row.guild) ? row.guild : null;
  const reached = gateway.dispatch({ t: 'INTERACTION_CREATE', guild, intent: 0, dataFor: () => delivery.body });
  if (reached === 0) {
    attempt.outcome = 'not_connected';
  }
}

async function overHttp({ world, faults, agent }: Road, row: InteractionRow, delivery: Delivery): Promise<void> {
  const { deliveries, random } = faults;
  if (deliveries.delay > 0 && random() < deliveries.delay) {
    await new Promise((resolve) => setTimeout(resolve, random() * deliveries.delayMs));
  }
  const url = world.endpoint ?? '';
  const text = JSON.stringify(delivery.body);
  const times = deliveries.duplicate > 0 && random() < deliveries.duplicate ? 2 : 1;
  const tries = Array.from({ length: times }, async () => {
    const attempt: Attempt = { over: 'http', at: world.options.now(), outcome: 'pending', status: null };
    delivery.attempts.push(attempt);
    takeOutcome(world, { row, attempt }, await postSigned(world, { url, agent, text }));
    noteChange(world);
  });
  await Promise.all(tries);
}

/** An answer in the body counts as one over REST; 202 says that one comes there: "Interaction Callback". */
function takeOutcome(world: World, { row, attempt }: { readonly row: InteractionRow; readonly attempt: Attempt }, outcome: Outcome): void {
  attempt.status = outcome.status;
  if (!outcome.ok) {
    attempt.outcome = outcome.reason;
    return;
  }
  if (outcome.status === 202 || outcome.status === 204) {
    attempt.outcome = 'accepted';
    return;
  }
  const reply = outcome.json ? answerInteraction(world, row, outcome.body) : null;
  attempt.outcome = reply?.failure === undefined && reply !== null ? 'answered' : 'refused';
  if (
    reply === null ||
    (reply.failure !== undefined && (reply.failure.broken === true || (reply.failure.code !== 40_060 && reply.failure.code !== 10_062)))
  ) {
    const { code, messages } = reply?.failure ?? { code: 0, messages: ['the answer is no JSON'] };
    const refusal = { name: 'inline', status: reply?.status ?? outcome.status, code, messages, payload: outcome.body };
    world.errors.push(refusal);
    world.refused.push(refusal);
  }
}
