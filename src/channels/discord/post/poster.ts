import type { REST } from 'discord.js';
import type { Translator } from '../../../contracts/messages.ts';
import type { Clock, Logger, Post } from '../../../contracts/ports.ts';
import { isUnderWay } from '../../shared/is-under-way.ts';
import { createLanes } from '../../shared/lanes.ts';
import { createLiveEdits, type LiveEdits } from '../../shared/live-edits.ts';
import { createRemembered, type Remembered } from '../../shared/remembered.ts';
import { createDirects } from '../directs.ts';
import type { DiscordSettings } from '../options.ts';
import type { Slots } from '../slots.ts';
import { createThreads } from '../threads.ts';
import type { Tokens } from '../tokens.ts';
import { createCaller } from './caller.ts';
import { deliverPost } from './deliver.ts';
import { applyEdit } from './edits.ts';
import { createFinder } from './finder.ts';
import { createFollowUps } from './follow-ups.ts';
import { createMoves } from './moves.ts';
import { beginProgress, type Progress } from './progress.ts';
import { type QuietWord, sayQuietly } from './quiet-word.ts';
import { type Part, type Reference, readReference, writeReference } from './reference.ts';
import { retireUsed, type Used } from './retire.ts';
import type { PostTools } from './work.ts';

/** The way out: posts and changes messages, each once. */
export interface Poster {
  /** As `Channel.send`: resolves with `<channel>|<part>[,<part>]` (reference.ts). */
  send(post: Post): Promise<string>;
  /** As `Channel.edit`. Live progress is shown by and by, and not waited for. */
  edit(post: Post, reference: string | null): Promise<void>;
  /** An event told the channel of a person's direct messages. */
  learnDm(user: string, channel: string): void;
  /** Takes the used buttons of a message away, unless it was changed meanwhile. Never rejects. */
  retire(used: Used): Promise<void>;
  /** A quiet word in a channel; true where Discord took it. Never rejects. */
  sayIn(word: QuietWord): Promise<boolean>;
  /** Ends all waiting: what was not posted rejects. What comes later is posted: a channel may start again. */
  stop(): Promise<void>;
}

/** What a poster is made of. */
export interface PosterOptions {
  readonly rest: REST;
  readonly settings: DiscordSettings;
  readonly tokens: Tokens;
  readonly slots: Slots;
  readonly translator: Translator;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds between two changes of a message that shows progress. */
  readonly liveEveryMs?: number;
  /** Milliseconds before each repeat of a call whose answer was lost. */
  readonly pauses?: readonly number[];
}

/** Five changes in five seconds are what a channel takes, as seen from its headers; a person reads no faster. */
const LIVE_EVERY_MS = 1_200;
const REMEMBERED = { forMs: 3_600_000, atMost: 5_000 } as const;
/** A change so short a time before a click's effects is newer than what was clicked. */
const JUST_NOW_MS = 3_000;

interface Desk {
  readonly tools: PostTools;
  readonly lives: LiveEdits;
  /** Changes of one message come one after another: what takes buttons away must not overtake what comes in their place. */
  readonly inTurn: ReturnType<typeof createLanes>;
  /** Posts and changes under way, by name: who calls again joins them. */
  readonly underWay: Map<string, Promise<Reference>>;
  /** How far posts and changes came that are not done. */
  readonly begun: Remembered<Progress>;
  /** Where messages posted lately are. */
  readonly posted: Remembered<Reference>;
  /** What became of a message whose parts are others now, by the reference it was posted with. */
  readonly grown: Remembered<Reference>;
  /** When messages were changed last. */
  readonly changed: Remembered<number>;
}

/** Makes a poster. */
export function createPoster(options: PosterOptions): Poster {
  const desk = furnish(options);
  const { tools } = desk;
  return {
    send: async (post) => writeReference(await send(post, desk)),
    edit: (post, reference) => edit(post, reference, desk),
    learnDm: tools.directs.learn,
    retire: (used) => retire(used, desk),
    sayIn: (word) => sayQuietly(word, tools),
    async stop() {
      tools.caller.stop();
      desk.lives.stop();
      tools.tokens.stop();
    },
  };
}

function furnish(options: PosterOptions): Desk {
  const { settings, tokens, slots, translator, clock, logger, liveEveryMs } = options;
  const caller = createCaller(options);
  return {
    tools: {
      caller,
      tokens,
      slots,
      translator,
      clock,
      logger,
      finder: createFinder({ caller, clock, logger }),
      directs: createDirects({ caller, clock }),
      threads: createThreads({ caller, clock }),
      followUps: createFollowUps({ applicationId: settings.applicationId, caller, clock, tokens }),
      moves: createMoves(clock),
    },
    lives: createLiveEdits(liveEveryMs ?? LIVE_EVERY_MS),
    inTurn: createLanes(),
    underWay: new Map(),
    begun: createRemembered({ ...REMEMBERED, clock }),
    posted: createRemembered({ ...REMEMBERED, clock }),
    grown: createRemembered({ ...REMEMBERED, clock }),
    changed: createRemembered({ ...REMEMBERED, clock }),
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
  return reference;
}

async function edit(post: Post, reference: string | null, desk: Desk): Promise<void> {
  const first = readReference(reference) ?? desk.posted.get(nameMessage(post));
  if (first === undefined) return;
  const message = nameMessage(post);
  if (isUnderWay(post.message)) {
    desk.lives.offer(message, () => showLive(post, first, desk));
    return;
  }
  await desk.lives.settle(message);
  await join(nameLine(post), desk, () => changeOnce(post, first, desk));
}

/** What nothing can change any more, since only its reader saw it and the time for it is over, is said anew. */
async function changeOnce(post: Post, first: Reference, desk: Desk): Promise<Reference> {
  return (await change(post, first, desk)) ?? postOnce(nameLine(post), post, desk);
}

async function showLive(post: Post, first: Reference, desk: Desk): Promise<void> {
  try {
    await change(post, first, desk);
  } catch (error) {
    desk.tools.logger.debug({ error }, 'Discord progress not shown');
  }
}

/** Null where nothing changes it. */
async function change(post: Post, first: Reference, desk: Desk): Promise<Reference | null> {
  const posted = desk.grown.get(writeReference(first)) ?? first;
  const edit = { post, posted, progress: beginning(nameLine(post), post, desk) };
  const names = posted.parts.map(namePart);
  const changed = await desk.inTurn(names.at(-1) ?? '', () => applyEdit(edit, desk.tools));
  if (changed.kind === 'closed') return null;
  for (const name of names) desk.changed.set(name, desk.tools.clock.now());
  desk.begun.drop(nameLine(post));
  if (changed.reference.parts.length !== posted.parts.length) desk.grown.set(writeReference(first), changed.reference);
  return changed.reference;
}

async function retire(used: Used, { tools, changed, inTurn }: Desk): Promise<void> {
  await inTurn(used.message, async () => {
    const last = changed.get(used.message);
    if (last === undefined || tools.clock.now() - last > JUST_NOW_MS) await retireUsed(used, tools);
  });
}

/** What this process began goes on where it was; what another one may have begun is looked for. */
function beginning(name: string, { again }: Post, { begun }: Desk): Progress {
  const progress = begun.get(name) ?? beginProgress(again);
  begun.set(name, progress);
  return progress;
}

function join(name: string, { underWay }: Desk, act: () => Promise<Reference>): Promise<Reference> {
  const joined = underWay.get(name);
  if (joined !== undefined) return joined;
  const acting = act().finally(() => underWay.delete(name));
  underWay.set(name, acting);
  return acting;
}

/** Numbers of lines are never used again, ids of messages may be, after a conversation was forgotten. */
function nameLine({ conversation, seq, message }: Post): string {
  return `${conversation}#${seq}/${message.id}`;
}

function namePart({ message, interaction }: Part): string {
  return message ?? interaction ?? '';
}

function nameMessage({ conversation, message }: Post): string {
  return `${conversation}/${message.id}`;
}
