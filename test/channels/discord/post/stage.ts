import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIInteractionResponse } from 'discord.js';
import { createFirstAnswer } from '../../../../src/channels/discord/first-answer.ts';
import { createOriginals } from '../../../../src/channels/discord/originals.ts';
import { createPoster, type Poster, type PosterOptions } from '../../../../src/channels/discord/post/poster.ts';
import { createRest } from '../../../../src/channels/discord/rest.ts';
import { createSlots, type OpenedSlot, type SlotRack } from '../../../../src/channels/discord/slots.ts';
import { createTokens, type InteractionToken, type Tokens } from '../../../../src/channels/discord/tokens.ts';
import type { Message } from '../../../../src/contracts/messages.ts';
import type { Clock, Notebook, Post } from '../../../../src/contracts/ports.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { openSqliteStore } from '../../../../src/sessions/sqlite.ts';
import {
  type CallRecord,
  type FakeDiscord,
  type FakeDiscordSettings,
  type FakeGuild,
  type MessageRow,
  type Person,
  startFakeDiscord,
  visibleText,
} from '../../../discord/emulator/index.ts';
import { createFakeLogger, type FakeLogger } from '../../../helpers/fake-logger.ts';
import { buildText } from '../../../helpers/messages.ts';

/** A command somebody ran: its token, and where it was run. */
export interface Ran {
  readonly conversation: string;
  readonly token: InteractionToken;
  /** Answers it with `… is thinking`, only the person sees it; or with words. */
  defer(): Promise<void>;
  say(text: string): Promise<void>;
  /** Leaves the answer to the next message of the conversation. */
  leave(how?: 'ephemeral'): OpenedSlot;
}

/** A poster before an emulated Discord: the server G with U1 and U2 and its channel C1. The app hears of nothing but commands: only the way out is looked at. */
export interface PostStage {
  readonly fake: FakeDiscord;
  readonly logger: FakeLogger;
  readonly notes: Notebook;
  readonly poster: Poster;
  readonly tokens: Tokens;
  readonly guild: FakeGuild;
  readonly u1: Person;
  readonly u2: Person;
  readonly c1: string;
  /** Time of the bot: `Date.now()` and what is added here. */
  readonly time: { ahead: number };
  /** Another process with the same Discord and the same notes. */
  restart(options?: Partial<PosterOptions>): Poster;
  /** A command in a channel, by U1; the conversation is their private one there. */
  runs(channel: string, conversation?: string): Promise<Ran>;
  /** U1's conversation in the direct messages. */
  readonly direct: string;
  /** U1 writes in C1; the name of their conversation there, and the message. */
  writesInC1(): Promise<{ readonly conversation: string; readonly message: MessageRow }>;
  calls(name: string): readonly CallRecord[];
  /** What U1 sees the bot say in a channel, oldest first. */
  seen(channel: string): readonly MessageRow[];
  texts(channel: string): readonly string[];
  post(parts?: PostParts): Post;
  until(isSo: () => boolean): Promise<void>;
  close(): Promise<void>;
}

type PostParts = Partial<Omit<Post, 'message'>> & { readonly message?: Message; readonly text?: string };

export interface PostStageOptions {
  readonly discord?: FakeDiscordSettings;
  readonly poster?: Partial<PosterOptions>;
}

const TRANSLATOR = loadTranslator(join(import.meta.dirname, '../../../../locales'));

/** So short that a test need not wait. */
const FAST = { pauses: [], liveEveryMs: 20 } as const;

/** A text too long for one of Discord's messages: so many sentences, each another one. */
export function longText(word: string, sentences = 600): string {
  return Array.from({ length: sentences }, (_, index) => `${word}の${index}番目の文はここまでです。`).join('\n');
}

interface Held {
  readonly id: string;
  readonly token: string;
  readonly channel: string;
  readonly reply: (body: APIInteractionResponse) => void;
}

/** Opens the stage. */
export async function openPostStage({ discord = {}, poster: posterOptions = {} }: PostStageOptions = {}): Promise<PostStage> {
  const fake = await startFakeDiscord(discord);
  const guild = fake.guild('G');
  const [u1, u2] = [fake.user('U1'), fake.user('U2')];
  guild.joins(u1, u2);
  const c1 = guild.channel('C1');
  const store = openSqliteStore(':memory:');
  const logger = createFakeLogger();
  const time = { ahead: 0 };
  const clock: Clock = { now: () => Date.now() + time.ahead };
  const settings = { token: fake.app.token, applicationId: fake.app.id, apiUrl: fake.apiUrl, helpdeskChannels: [], gateway: false };
  const rest = createRest({ settings, logger });
  const originals = createOriginals({ rest, applicationId: settings.applicationId });
  const open: Poster[] = [];
  const door = await openDoor();
  fake.deliverTo(`http://127.0.0.1:${door.port}/discord/interactions`);
  await rest.put(`/applications/${settings.applicationId}/commands`, {
    body: [{ type: 1, name: 'mailfix', description: 'x', integration_types: [0, 1], contexts: [0, 1, 2] }],
  });

  function process(more: Partial<PosterOptions>): { readonly poster: Poster; readonly tokens: Tokens; readonly slots: SlotRack } {
    const tokens = createTokens({ notes: store.notes, clock, logger });
    const slots = createSlots({ originals, clock });
    const common = { rest: createRest({ settings, logger }), settings, tokens, slots, translator: TRANSLATOR, clock, logger };
    const poster = createPoster({ ...common, ...FAST, ...more });
    open.push(poster);
    return { poster, tokens, slots };
  }

  const first = process(posterOptions);
  const direct = `discord:dm/${u1.id}:main`;

  async function runs(channel: string, conversation = `discord:${channel}/${u1.id}:private`): Promise<Ran> {
    void u1.runsCommand('mailfix', {}, channel).catch(() => undefined);
    const held = await door.next();
    const token = { interaction: held.id, token: held.token, at: clock.now(), capped: false };
    await first.tokens.learn(conversation, token);
    const answer = createFirstAnswer({
      interaction: held.id,
      token: held.token,
      channel: held.channel,
      at: Date.now(),
      async respond(body) {
        held.reply(body);
        return { kind: 'shown', message: await originals.find(held.token) };
      },
    });
    const give = async (body: APIInteractionResponse) => void (await answer.give(body));
    return {
      conversation,
      token,
      defer: () => give({ type: 5, data: { flags: 64 } }),
      say: (text) => give({ type: 4, data: { content: text, flags: 64 } }),
      leave(how) {
        const slot = first.slots.open({
          conversation,
          answer,
          isEphemeral: how === 'ephemeral' || conversation !== direct,
          late: 'thinking',
        });
        slot.kept();
        return slot;
      },
    };
  }

  const seen = (channel: string) => u1.sees(channel).filter(({ fromApp }) => fromApp);
  return {
    fake,
    logger,
    notes: store.notes,
    ...first,
    guild,
    u1,
    u2,
    c1,
    time,
    direct,
    restart: (more = {}) => process(more).poster,
    runs,
    async writesInC1() {
      const message = await u1.writes(c1, '送れません');
      return { conversation: `discord:${c1}/${u1.id}:${message.id}`, message };
    },
    calls: (name) => fake.calls.filter((call) => call.name === name),
    seen,
    texts: (channel) => seen(channel).map(visibleText),
    post({ seq = 1, text = `line ${seq}`, conversation = direct, person = u1.id, again = false, message } = {}) {
      return { seq, conversation, person, again, message: message ?? buildText(`w${seq}`, text) };
    },
    async until(isSo) {
      while (!isSo()) await sleep(5);
    },
    async close() {
      for (const each of open) await each.stop();
      door.server.closeAllConnections();
      door.server.close();
      await fake.stop();
      await store.close();
    },
  };
}

interface Door {
  readonly server: Server;
  readonly port: number;
  /** The next interaction that comes in. */
  next(): Promise<Held>;
}

/** Takes interactions in and holds them until the test answers. */
async function openDoor(): Promise<Door> {
  const came: Held[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const { id, token, channel_id: channel } = JSON.parse(Buffer.concat(parts).toString('utf8'));
      const reply = (body: APIInteractionResponse) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      came.push({ id, token, channel, reply });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    server,
    port: readPort(server.address()),
    async next() {
      for (;;) {
        const held = came.shift();
        if (held !== undefined) return held;
        await sleep(5);
      }
    },
  };
}

function readPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The door has no port.');
  return address.port;
}
