import { createWebChannel } from '../channels/web/channel.ts';
import { type Config, readConfig } from '../config.ts';
import type { Channel, Logger } from '../contracts/ports.ts';
import { BotError } from '../errors.ts';
import { createLogger } from '../log.ts';
import { CLOCK } from './clock.ts';
import { openHouse, random } from './house.ts';
import { type HttpServer, serveHttp } from './http.ts';
import { openTranslator } from './knowledge.ts';
import { countTurns, createMetrics } from './metrics.ts';
import { releaseMemory } from './release-memory.ts';
import { operatorLang, tellTrouble } from './tell.ts';

type State = 'up' | 'starting' | 'down';

const translator = openTranslator();
const lang = operatorLang(process.env);

/** Starts every channel that has settings, and the web chat. */
async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const web = createWebChannel({ translator, clock: CLOCK, logger, random, lang: config.lang, publicUrl: config.publicUrl });
  const channels: readonly Channel[] = [web];
  const house = await openHouse({ config, logger, translator, channels, memory: false });
  const states = new Map<string, State>(channels.map(({ name }) => [name, 'starting']));
  const metrics = createMetrics();
  const http = await serve(config, {
    routers: [web.router],
    metrics,
    behindProxy: config.publicUrl !== null,
    health: () => Object.fromEntries(states),
  });
  const desk = countTurns(house.desk, metrics);
  await Promise.all(channels.map((channel) => startChannel(channel, () => channel.start(desk), states, logger)));
  await house.desk.resume();
  stopOnSignal(async () => {
    await Promise.all(channels.map((channel) => channel.stop()));
    await http.close();
    await house.close();
  });
  process.stdout.write(`${translator.say({ key: 'cli:start.ready', params: { url: config.publicUrl ?? http.url } }, lang)}\n`);
  releaseMemory();
}

/** One channel that can't start is told in one line and does not take the others down. */
async function startChannel({ name }: Channel, start: () => Promise<void>, states: Map<string, State>, logger: Logger): Promise<void> {
  try {
    await start();
    states.set(name, 'up');
  } catch (error) {
    states.set(name, 'down');
    logger.error({ channel: name, error }, 'channel did not start');
  }
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
