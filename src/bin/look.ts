import { join } from 'node:path';
import { loadCatalogue } from '../catalog/load.ts';
import { readConfig } from '../config.ts';
import type { Lang } from '../contracts/lang.ts';
import type { Translator } from '../contracts/messages.ts';
import type { Vantage } from '../contracts/probes.ts';
import { createProber } from '../probes/prober.ts';
import { ROOT } from '../wire/knowledge.ts';
import { checkCommand } from './check.ts';
import type { LookTools } from './probe/tools.ts';
import { probeCommand } from './probe.ts';

interface Words {
  readonly translator: Translator;
  readonly lang: Lang;
}

/** `okuru probe TARGET [--json] [--from HOST]`, bound to this machine. Gives the exit code. */
export function runProbe(
  options: Words & { readonly target: string; readonly json: boolean; readonly from: string | null },
): Promise<number> {
  return withTools('bot', options, (tools) => probeCommand(options.target, options, tools));
}

/** `okuru check [HOST] [--json]`, bound to this machine, which stands on the person's line. Gives the exit code. */
export function runCheck(options: Words & { readonly host: string | null; readonly json: boolean }): Promise<number> {
  return withTools('line', options, (tools) => checkCommand(options.host ?? undefined, options, tools));
}

async function withTools(vantage: Vantage, { translator, lang }: Words, run: (tools: LookTools) => Promise<number>): Promise<number> {
  // Catalogue and prober alone: no desk, no storage. A look needs neither.
  const catalogue = loadCatalogue(join(ROOT, 'catalog'));
  const { dns, probeAllow, tlsCa } = readConfig();
  const clock = { now: () => Date.now() };
  const prober = createProber({ vantage, dns, allow: probeAllow, caFile: tlsCa, controls: catalogue.controls, clock });
  try {
    return await run({
      prober,
      catalogue,
      translator,
      lang,
      print: (line) => process.stdout.write(`${line}\n`),
      complain: (line) => process.stderr.write(`${line}\n`),
    });
  } finally {
    await prober.close();
  }
}
