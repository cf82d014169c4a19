import type { Phrase } from '../contracts/messages.ts';
import type { ProbePort } from '../contracts/probes.ts';
import { findingsOf } from '../diagnosis/findings.ts';
import { endCheck } from './probe/ending.ts';
import { writePasteLine } from './probe/paste-line.ts';
import { printJson, printReport } from './probe/report.ts';
import { readTarget } from './probe/target.ts';
import { EXIT, type LookTools, words } from './probe/tools.ts';

/** The matched pair: 25, and both ports that should get through where 25 does not. */
const PORTS: readonly ProbePort[] = [25, 465, 587];

/**
 * `okuru check [HOST]`: the matched pair 25 / 465 / 587 from the person's own line, against independent hosts; without a host, these
 * alone. The prober must stand on the line. Needs no rights that any user of the computer has not. Gives the exit code (see `EXIT`).
 */
export async function checkCommand(text: string | undefined, { json }: { readonly json: boolean }, tools: LookTools): Promise<number> {
  const target = text === undefined ? null : readTarget(text, tools.catalogue);
  if (text !== undefined && target === null) return refuse(tools, { key: 'probe:trouble.bad_target', params: { target: text } });
  if (target !== null && target.host === null) return refuse(tools, { key: 'probe:trouble.no_host', params: { target: target.shown } });
  const host = target?.host ?? null;
  if (!json) tools.complain(words(tools, { key: 'probe:looking_line' }));
  const observations = await tools.prober.look({
    run: 'check',
    host,
    domain: null,
    ports: host === null ? [] : PORTS,
    oldTls: false,
    controls: 'line',
    person: 'operator',
    workplace: 'operator',
  });
  const findings = findingsOf(observations);
  const end = endCheck(findings, { host, observations });
  const title: Phrase = host === null ? { key: 'probe:title.line_only' } : { key: 'probe:title.line', params: { target: host } };
  if (json) printJson({ observations, findings }, tools);
  else printReport({ title, observations, findings, end: end.phrase, paste: writePasteLine(observations) }, tools);
  return end.exit;
}

function refuse(tools: LookTools, phrase: Phrase): number {
  tools.complain(words(tools, phrase));
  return EXIT.unusable;
}
