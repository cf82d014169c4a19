import { Agent } from 'node:http';
import { type Courier, createCourier } from './delivery/courier.ts';
import { type HttpTarget, type Outcome, postSigned } from './delivery/http.ts';
import { createSockets, type Sockets } from './delivery/sockets.ts';
import { createFaults, type Faults } from './faults.ts';
import { completeOptions, type FakeSlackSettings } from './options.ts';
import { createWorkspace, type FakeWorkspace, type WorkspaceOptions } from './people/workspace.ts';
import { screenOf } from './screen/screen.ts';
import { type TranscriptOptions, writeTranscript } from './screen/transcript.ts';
import { openDoor } from './server.ts';
import type { CallRecord, Delivery, Refusal } from './state/records.ts';
import type { MessageRow } from './state/rows.ts';
import { createWorld, type World, workspaceOf } from './state/world.ts';

/** A running emulator. */
export interface FakeSlack {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** What `SLACK_API_URL` is set to: `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string;
  readonly app: World['options']['app'];
  readonly faults: Faults;
  /** The app's Socket Mode connections: drop and refresh them. */
  readonly sockets: Pick<Sockets, 'count' | 'drop' | 'refresh' | 'whenOpen'>;
  /** Everything the app called, with its answer. */
  readonly calls: readonly CallRecord[];
  /** What the app sent that Slack would not take. */
  readonly refused: readonly Refusal[];
  /** Every answer that said no, `refused` among them. */
  readonly errors: readonly Refusal[];
  readonly deliveries: readonly Delivery[];
  /** Deliveries on their way. */
  readonly pending: number;
  /** A workspace: the one of that id, or a new one. */
  workspace(id: string, options?: WorkspaceOptions): FakeWorkspace;
  /** From now on events go to this address, signed; null: to the app's sockets. */
  deliverTo(target: { readonly url: string; readonly signingSecret?: string } | null): void;
  /** Asks the address whether it is the app's, as Slack does when it is set. */
  verifiesUrl(): Promise<boolean>;
  /** What a person sees in a channel of a workspace, oldest first. */
  screen(place: ScreenPlace): readonly MessageRow[];
  /** The same, as text for golden transcripts. */
  transcript(place: ScreenPlace, options?: TranscriptOptions): string;
  /** Resolves once something holds; looks after every change. Fails after `timeoutMs`, naming what was waited for. */
  until(holds: () => boolean, what: string, timeoutMs?: number): Promise<void>;
  /** Forgets calls, deliveries, errors and refusals so far. */
  clearRecords(): void;
  stop(): Promise<void>;
}

/** A channel, seen by somebody. */
export interface ScreenPlace {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
}

/** Starts a Slack on a loopback port. It is empty: make workspaces, people and channels. */
export async function startFakeSlack(settings: FakeSlackSettings = {}): Promise<FakeSlack> {
  const options = completeOptions(settings);
  const world = createWorld(options);
  const faults = createFaults(options.seed);
  const { app } = options;
  world.tokens.set(app.appToken, { value: app.appToken, kind: 'app', team: '', scopes: new Set(['connections:write']), fault: null });
  const sockets = createSockets(world);
  const courier = createCourier(world, faults, sockets);
  world.emit = (workspace, event) => void courier.tell(workspace, event);
  const server = await openDoor({ world, faults, sockets });
  const stop = async (): Promise<void> => {
    courier.stop();
    await sockets.stop();
    server.closeAllConnections();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
  };
  return assemble({ world, faults, sockets, courier }, stop);
}

interface Parts {
  readonly world: World;
  readonly faults: Faults;
  readonly sockets: Sockets;
  readonly courier: Courier;
}

function assemble({ world, faults, sockets, courier }: Parts, stop: () => Promise<void>): FakeSlack {
  const workspaces = new Map<string, FakeWorkspace>();
  return {
    url: world.baseUrl,
    apiUrl: `${world.baseUrl}/api/`,
    app: world.options.app,
    faults,
    sockets,
    calls: world.calls,
    refused: world.refused,
    errors: world.errors,
    deliveries: world.deliveries,
    get pending() {
      return courier.pending;
    },
    workspace: (id, own = {}) => {
      const workspace = workspaces.get(id) ?? createWorkspace(world, courier, { id, options: own });
      workspaces.set(id, workspace);
      return workspace;
    },
    deliverTo: (target) => {
      courier.target = target === null ? null : { signingSecret: world.options.app.signingSecret, ...target };
    },
    verifiesUrl: async () => courier.target !== null && echoesChallenge(await challenge(world, courier.target)),
    screen: ({ team, channel, user }) => screenOf(workspaceOf(world, team), channel, user),
    transcript: ({ team, channel, user }, how) => writeTranscript(workspaceOf(world, team), { channel, user }, how),
    until: (holds, what, timeoutMs = 10_000) => waitUntil(world, { holds, what, timeoutMs }),
    clearRecords: () => {
      for (const list of [world.calls, world.deliveries, world.errors, world.refused]) {
        list.length = 0;
      }
    },
    stop,
  };
}

const CHALLENGE = 'challenge-of-the-fake';

// docs.slack.dev/reference/events/url_verification
async function challenge(world: World, target: HttpTarget): Promise<Outcome> {
  const text = JSON.stringify({ token: world.options.app.verificationToken, challenge: CHALLENGE, type: 'url_verification' });
  const agent = new Agent();
  const { ackTimeoutMs: timeoutMs } = world.options;
  return postSigned({ target, agent, contentType: 'application/json', text, headers: {}, timeoutMs });
}

function echoesChallenge(outcome: Outcome): boolean {
  if (!outcome.ok) {
    return false;
  }
  return outcome.ack.kind === 'empty' ? false : JSON.stringify(outcome.ack).includes(CHALLENGE);
}

function waitUntil(
  world: World,
  { holds, what, timeoutMs }: { readonly holds: () => boolean; readonly what: string; readonly timeoutMs: number },
): Promise<void> {
  if (holds()) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (holds()) {
        finish();
        resolve();
      }
    };
    const timer = setTimeout(() => {
      finish();
      const refused = world.refused.map(({ method, error, messages }) => `${method}: ${error} ${messages.join(', ')}`).join('\n');
      reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}.${refused === '' ? '' : `\nRefused so far:\n${refused}`}`));
    }, timeoutMs);
    const finish = (): void => {
      clearTimeout(timer);
      world.watchers.delete(look);
    };
    world.watchers.add(look);
  });
}
