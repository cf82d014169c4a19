import type { Translator } from '../../../contracts/messages.ts';
import type { Clock, Logger, Notebook, Post } from '../../../contracts/ports.ts';
import { isUnderWay } from '../../shared/is-under-way.ts';
import { createLiveEdits, type LiveEdits } from '../../shared/live-edits.ts';
import { createRemembered, type Remembered } from '../../shared/remembered.ts';
import type { Workspaces } from '../workspaces.ts';
import { type Caller, createCaller } from './caller.ts';
import { type DeliverTools, deliverPost } from './deliver.ts';
import { createDirects } from './directs.ts';
import { applyEdit } from './edits.ts';
import { createFinder } from './finder.ts';
import { createPane, type Pane } from './pane.ts';
import type { Progress } from './parts.ts';
import { type Reference, readReference, writeReference } from './reference.ts';
import { createWhisperer, type Whisper } from './whisper.ts';

/** The way out: posts and changes messages, each once. */
export interface Poster {
  /** As `Channel.send`: resolves with `<channel>|<ts>[,<ts>…]`, or `<channel>|eph` where only the person sees it. */
  send(post: Post): Promise<string>;
  /** As `Channel.edit`. Live progress is shown by and by, and not waited for. */
  edit(post: Post, reference: string | null): Promise<void>;
  /** An event told the channel of a person's direct messages. */
  learnDm(team: string, user: string, channel: string): void;
  /** A word only this person sees; true where Slack took it. Never rejects. */
  whisper(whisper: Whisper): Promise<boolean>;
  /** Ends all waiting: what was not posted rejects. */
  stop(): Promise<void>;
}

/** What a poster is made of. */
export interface PosterOptions {
  readonly workspaces: Workspaces;
  readonly notes: Notebook;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between 0 and 1; `Math.random` unless told otherwise. */
  readonly random?: () => number;
  /** Milliseconds between two changes of a message that shows progress. */
  readonly liveEveryMs?: number;
  /** Milliseconds to wait for Slack in all, where it says "later". */
  readonly patienceMs?: number;
}

/** Slack takes about one message a second in a channel; changes are counted more generously, and a person reads no faster. */
const LIVE_EVERY_MS = 1_000;
const REMEMBERED = { forMs: 3_600_000, atMost: 5_000 } as const;

interface Desk {
  readonly tools: DeliverTools;
  readonly lives: LiveEdits;
  readonly pane: Pane;
  /** Posts and changes under way, by name: who calls again joins them. */
  readonly underWay: Map<string, Promise<Reference>>;
  /** How far posts and changes came that are not done. */
  readonly begun: Remembered<Progress>;
  /** Where messages posted lately are. */
  readonly posted: Remembered<Reference>;
  /** What became of a message whose number of parts was changed, by the reference it was posted with. */
  readonly grown: Remembered<Reference>;
}

/** Makes a poster. */
export function createPoster(options: PosterOptions): Poster {
  const caller = createCaller({ ...options, random: options.random ?? Math.random });
  const desk = furnish(caller, options);
  return {
    send: async (post) => writeReference(await send(post, desk)),
    edit: (post, reference) => edit(post, reference, desk),
    learnDm: (team, user, channel) => desk.tools.directs.learn({ team, user }, channel),
    whisper: desk.tools.whisperer.whisper,
    async stop() {
      caller.stop();
      desk.lives.stop();
    },
  };
}

function furnish(caller: Caller, { notes, translator, clock, logger, liveEveryMs }: PosterOptions): Desk {
  return {
    tools: {
      caller,
      notes,
      translator,
      logger,
      finder: createFinder({ caller, clock, logger }),
      directs: createDirects({ caller, clock }),
      whisperer: createWhisperer({ caller, clock, logger }),
    },
    lives: createLiveEdits(liveEveryMs ?? LIVE_EVERY_MS),
    pane: createPane({ caller, translator, logger }),
    underWay: new Map(),
    begun: createRemembered({ ...REMEMBERED, clock }),
    posted: createRemembered({ ...REMEMBERED, clock }),
    grown: createRemembered({ ...REMEMBERED, clock }),
  };
}

/** Posted lately: told again. Under way: joined. Else posted. */
async function send(post: Post, desk: Desk): Promise<Reference> {
  const name = nameLine(post);
  return desk.posted.get(name) ?? join(name, desk, () => postOnce(name, post, desk));
}

async function postOnce(name: string, post: Post, desk: Desk): Promise<Reference> {
  const reference = await deliverPost(post, beginning(name, post, desk), desk.tools);
  desk.begun.drop(name);
  desk.posted.set(name, reference);
  desk.posted.set(nameMessage(post), reference);
  desk.pane.follow(post, 'posted');
  return reference;
}

async function edit(post: Post, reference: string | null, desk: Desk): Promise<void> {
  const first = readReference(reference) ?? desk.posted.get(nameMessage(post));
  if (first === undefined) {
    return;
  }
  const message = nameMessage(post);
  if (isUnderWay(post.message)) {
    desk.lives.offer(message, () => showLive(post, first, desk));
    return;
  }
  await desk.lives.settle(message);
  await join(nameLine(post), desk, () => changeOnce(post, first, desk));
}

async function changeOnce(post: Post, first: Reference, desk: Desk): Promise<Reference> {
  if (first.parts === null) {
    // Nothing can change what only its reader saw: it is said anew.
    return postOnce(nameLine(post), post, desk);
  }
  const changed = await change(post, first, desk);
  desk.pane.follow(post, 'changed');
  return changed;
}

async function showLive(post: Post, first: Reference, desk: Desk): Promise<void> {
  try {
    if (first.parts !== null) {
      await change(post, first, desk, 0);
      desk.pane.follow(post, 'changed');
    }
  } catch (error) {
    desk.tools.logger.debug({ error }, 'Slack progress not shown');
  }
}

async function change(post: Post, first: Reference, desk: Desk, patienceMs?: number): Promise<Reference> {
  const { channel, parts } = desk.grown.get(writeReference(first)) ?? first;
  const progress = beginning(nameLine(post), post, desk);
  const edit = { post, channel, posted: parts ?? [], progress, ...(patienceMs === undefined ? {} : { patienceMs }) };
  const changed = await applyEdit(edit, desk.tools);
  desk.begun.drop(nameLine(post));
  if (changed.parts?.length !== parts?.length) {
    desk.grown.set(writeReference(first), changed);
  }
  return changed;
}

/** What this process began goes on where it was; what another one may have begun is looked for. */
function beginning(name: string, { again }: Post, { begun }: Desk): Progress {
  const progress = begun.get(name) ?? { done: new Map(), doubt: again ? 'left' : 'none', lookedIn: new Set() };
  begun.set(name, progress);
  return progress;
}

function join(name: string, { underWay }: Desk, act: () => Promise<Reference>): Promise<Reference> {
  const joined = underWay.get(name);
  if (joined !== undefined) {
    return joined;
  }
  const acting = act().finally(() => underWay.delete(name));
  underWay.set(name, acting);
  return acting;
}

/** Numbers of lines are never used again, ids of messages may be, after a conversation was forgotten. */
function nameLine({ conversation, seq, message }: Post): string {
  return `${conversation}#${seq}/${message.id}`;
}

function nameMessage({ conversation, message }: Post): string {
  return `${conversation}/${message.id}`;
}
