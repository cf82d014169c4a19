import { type Config, readConfig } from '../config.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Phrase, Translator } from '../contracts/messages.ts';
import { findingsOf } from '../diagnosis/findings.ts';
import { BotError } from '../errors.ts';
import { openProber, openStore } from '../wire/house.ts';
import { openKnowledge } from '../wire/knowledge.ts';
import { examineDiscord } from './doctor/discord.ts';
import type { Result } from './doctor/result.ts';
import { examineSlack } from './doctor/slack.ts';

interface DoctorOptions {
  readonly translator: Translator;
  readonly lang: Lang;
}

/** `okuru doctor`: checks settings, catalogue, storage, outlet and channels, and says what to do. Exit code 1 when something must be mended. */
export async function runDoctor({ translator, lang }: DoctorOptions): Promise<number> {
  const print = (result: Result): void => {
    const words = result.words.map((phrase) => translator.say(phrase, lang)).join('\n    ');
    process.stdout.write(`${MARKS[result.state]} ${translator.say(result.part, lang)}: ${words}\n`);
  };
  process.stdout.write(`${translator.say({ key: 'cli:doctor.title' }, lang)}\n`);
  const read = checkSettings();
  print(read.result);
  if (read.config === null) {
    return 1;
  }
  const { config } = read;
  const results = [
    checkCatalogue(),
    await checkStorage(config),
    await checkOutlet(config),
    listChannels(config),
    await examineSlack(config),
    await examineDiscord(config),
  ];
  results.forEach(print);
  return results.some(({ state }) => state === 'bad') ? 1 : 0;
}

const MARKS: Readonly<Record<Result['state'], string>> = { ok: '✓', warn: '!', bad: '✗' };

function checkSettings(): { readonly config: Config | null; readonly result: Result } {
  const part: Phrase = { key: 'cli:doctor.settings' };
  try {
    return { config: readConfig(), result: { part, state: 'ok', words: [{ key: 'cli:doctor.settings_ok' }] } };
  } catch (error) {
    if (error instanceof BotError) {
      return { config: null, result: { part, state: 'bad', words: error.advice } };
    }
    throw error;
  }
}

function checkCatalogue(): Result {
  const { isps, providers, clients, errors } = openKnowledge().catalogue;
  const params = { isps: isps.size, providers: providers.size, clients: clients.size, errors: errors.size };
  return { part: { key: 'cli:doctor.catalog' }, state: 'ok', words: [{ key: 'cli:doctor.catalog_ok', params }] };
}

/** Opens the place where cases are kept, as the program would. */
async function checkStorage(config: Config): Promise<Result> {
  const part: Phrase = { key: 'cli:doctor.storage' };
  const where = config.databaseUrl === null ? config.dataFolder : 'PostgreSQL';
  try {
    const store = await openStore(config);
    await store.pending(null);
    await store.close();
    return { part, state: 'ok', words: [{ key: 'cli:doctor.storage_ok', params: { where } }] };
  } catch (error) {
    const words: readonly Phrase[] = error instanceof BotError ? error.advice : [{ key: 'cli:doctor.storage_bad', params: { where } }];
    return { part, state: 'bad', words };
  }
}

/** No way out is a note, not a fault: the bot works on what is stated and recorded (design §1 rule 9). */
async function checkOutlet(config: Config): Promise<Result> {
  const prober = openProber(config, openKnowledge(), 'bot');
  const observations = await prober.look({
    run: 'doctor',
    host: null,
    domain: null,
    ports: [],
    oldTls: false,
    controls: 'outlet',
    person: 'doctor',
    workplace: 'doctor',
  });
  await prober.close();
  const isOpen = findingsOf(observations).some(({ id }) => id === 'outlet_ok');
  const words: readonly Phrase[] = [{ key: isOpen ? 'cli:doctor.egress_ok' : 'cli:doctor.egress_bad' }];
  return { part: { key: 'cli:doctor.egress' }, state: isOpen ? 'ok' : 'warn', words };
}

function listChannels({ host, port }: Config): Result {
  const words: readonly Phrase[] = [{ key: 'cli:doctor.channels_web', params: { host, port: String(port) } }];
  return { part: { key: 'cli:doctor.channels' }, state: 'ok', words };
}
