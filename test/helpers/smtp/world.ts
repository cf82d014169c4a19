import { join } from 'node:path';
import type { LookTools } from '../../../src/bin/probe/tools.ts';
import { loadCatalogue } from '../../../src/catalog/load.ts';
import type { Catalogue } from '../../../src/contracts/catalogue.ts';
import type { Lang } from '../../../src/contracts/lang.ts';
import type { Translator } from '../../../src/contracts/messages.ts';
import type { Vantage } from '../../../src/contracts/probes.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';
import type { Zone } from './name-server.ts';
import { relay, submission, submissions } from './parts.ts';
import { proberFor } from './probe.ts';
import type { Part } from './server.ts';
import type { Stage } from './stage.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The server that the tests of the commands ask about. */
export const HOST = 'smtp.nifty.com';

/** A small Internet: where each server stands, and what plays on its ports. A port without parts refuses. */
export interface World {
  readonly target: Partial<Record<25 | 465 | 587, readonly Part[]>>;
  readonly relays?: readonly Part[];
  readonly submission?: 'alive' | 'dead';
  readonly zone?: Zone;
  readonly vantage?: Vantage;
  readonly lang?: Lang;
}

const CONTROLS = {
  submission: [
    { host: 'control.test', port: 587 },
    { host: 'control.test', port: 465 },
  ],
  relay: [
    { host: 'relay1.test', port: 25 },
    { host: 'relay2.test', port: 25 },
  ],
} as const;

/** Opens the world and gives a command what it works with there. What it prints is kept. */
export async function openWorld(
  stage: Stage,
  { target, relays, submission: state = 'alive', zone = {}, vantage = 'bot', lang = 'en' }: World,
) {
  const names = await stage.nameServer({
    [`A ${HOST}`]: ['127.0.2.1'],
    'A control.test': ['127.0.2.2'],
    'A relay1.test': ['127.0.2.3'],
    'A relay2.test': ['127.0.2.4'],
    ...zone,
  });
  const stand = async (parts: readonly Part[], address: string, port: number) => (await stage.serve(parts, address, port)).port;
  const identity = stage.issue(`DNS:${HOST},DNS:control.test`);
  const alive = state === 'alive';
  // Each port of mail has one stand-in port, the same at every address.
  const at587 = await stand(alive ? submission(identity) : relay(), alive ? '127.0.2.2' : '127.0.2.99', 0);
  const at465 = await stand(alive ? submissions(identity) : relay(), alive ? '127.0.2.2' : '127.0.2.99', 0);
  const at25 = await stand(relay(), '127.0.2.99', 0);
  const ports = { 25: at25, 465: at465, 587: at587 };
  for (const port of [25, 465, 587] as const) {
    const parts = target[port];
    if (parts !== undefined) await stand(parts, '127.0.2.1', ports[port]);
  }
  for (const address of relays === undefined ? [] : ['127.0.2.3', '127.0.2.4']) await stand(relays ?? [], address, at25);
  const out: string[] = [];
  const err: string[] = [];
  const prober = proberFor(ports, { vantage, dns: names.address, caFile: stage.caFile(), controls: CONTROLS });
  const tools: LookTools = { prober, ...readOnce(), lang, print: (line) => out.push(line), complain: (line) => err.push(line) };
  return { tools, out, err, text: () => out.join('\n'), last: () => out.at(-1) ?? '' };
}

let read: { readonly catalogue: Catalogue; readonly translator: Translator } | null = null;

function readOnce() {
  read ??= { catalogue: loadCatalogue(join(ROOT, 'catalog')), translator: loadTranslator(join(ROOT, 'locales')) };
  return read;
}
