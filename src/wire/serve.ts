import { setTimeout as sleep } from 'node:timers/promises';
import { createWebChannel } from '../channels/web/channel.ts';
import { type Config, readConfig } from '../config.ts';
import type { Logger } from '../contracts/ports.ts';
import { BotError } from '../errors.ts';
import { createLogger } from '../log.ts';
import { createBoard } from './board.ts';
import { CLOCK } from './clock.ts';
import { openDiscord } from './discord.ts';
import { openHouse, openStore, random } from './house.ts';
import { type HttpServer, serveHttp } from './http.ts';
import { openTranslator } from './knowledge.ts';
import { countTurns, createMetrics } from './metrics.ts';
import { releaseMemory } from './release-memory.ts';
import { openSlack } from './slack.ts';
import { startChannel } from './start-channel.ts';
import { operatorLang, tellTrouble } from './tell.ts';
import type { Wired } from './wired.ts';

/** A service that does not answer holds up what others left in their outboxes for no longer than this. Milliseconds. */
const START_WAIT = 3_000;

const translator = openTranslator();
const lang = operatorLang(process.env);

/** Starts every channel that has settings, and the web chat. */
async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const store = await openStore(config);
  const rooms = { config, logger, translator, notes: store.notes, operatorLang: lang };
  const wired = [openWeb(config, logger), ...(await openSlack(rooms)), ...(await openDiscord(rooms))];
  const channels = wired.map(({ channel }) => channel);
  const board = createBoard(channels, { translator, lang });
  const house = openHouse({ config, logger, translator, channels, store });
  const metrics = createMetrics();
  const routers = wired.flatMap(({ router }) => router ?? []);
  const http = await serve(config, { routers, metrics, behindProxy: config.publicUrl !== null, health: board.states });
  const desk = countTurns(house.desk, metrics);
  const stopping = new AbortController();
  stopOnSignal(async () => {
    stopping.abort();
    await Promise.all(channels.map((channel) => channel.stop()));
    await http.close();
    await house.close();
  });
  const started = channels.map((channel) => startChannel(channel, { desk, logger, stopping: stopping.signal, tell: board.tell }));
  await Promise.race([Promise.all(started), sleep(START_WAIT)]);
  await house.desk.resume();
  process.stdout.write(`${translator.say({ key: 'cli:start.ready', params: { url: config.publicUrl ?? http.url } }, lang)}\n`);
  releaseMemory();
}

function openWeb(config: Config, logger: Logger): Wired {
  const web = createWebChannel({ translator, clock: CLOCK, logger, random, lang: config.lang, publicUrl: config.publicUrl });
  return { channel: web, router: web.router };
}

async function serve({ port, host }: Config, rest: Omit<Parameters<typeof serveHttp>[0], 'port' | 'host'>): Promise<HttpServer> {
  try {
    return await serveHttp({ port, host, ...rest });
  } catch (cause) {
    throw new BotError('port', [{ key: 'cli:start.no_port', params: { host, port: String(port) } }], { cause });
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (): void => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        tellTrouble(error, translator, lang);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

main().catch((error: unknown) => {
  tellTrouble(error, translator, lang);
  process.exitCode = 1;
  // A half-open start may hold the port or the database.
  process.exit();
});
