import type { Finding } from '../contracts/diagnosis.ts';
import type { Phrase } from '../contracts/messages.ts';
import type { Observation, ProbePort } from '../contracts/probes.ts';
import { findingsOf } from '../diagnosis/findings.ts';
import { isAgentName, lookFromAgent, type RunCommand, runCommand, throughAgent } from '../probes/agent.ts';
import { type Ending, endProbe } from './probe/ending.ts';
import { printJson, printReport } from './probe/report.ts';
import { readTarget, type Target } from './probe/target.ts';
import { EXIT, type LookTools, words } from './probe/tools.ts';

/** What `okuru probe` was asked beside its target. */
export interface ProbeCommandOptions {
  readonly json: boolean;
  /** A host reached by ssh that takes the look in our place; null to look from here. */
  readonly from: string | null;
  /** Look at TLS versions too. */
  readonly oldTls?: boolean;
  /** How a command of this machine is run; tests stand in for ssh. */
  readonly run?: RunCommand;
}

/** 25 too: that it answers elsewhere is half of the proof that a line blocks it (design §1 rule 2). */
const PORTS: readonly ProbePort[] = [25, 465, 587];

/** `okuru probe TARGET`: one look at a server or a mail domain, with the outlet's controls. Gives the exit code (see `EXIT`). */
export async function probeCommand(text: string, options: ProbeCommandOptions, tools: LookTools): Promise<number> {
  const target = readTarget(text, tools.catalogue);
  if (target === null) return refuse(tools, { key: 'probe:trouble.bad_target', params: { target: text } });
  if (options.from === null) return lookFromHere(target, options, tools);
  return lookFromThere(target, { ...options, from: options.from }, tools);
}

async function lookFromHere(target: Target, options: ProbeCommandOptions, tools: LookTools): Promise<number> {
  if (!options.json) tools.complain(words(tools, { key: 'probe:looking', params: { target: target.shown } }));
  const observations = await tools.prober.look({
    run: 'probe',
    host: target.host,
    domain: target.domain,
    ports: PORTS,
    oldTls: options.oldTls ?? false,
    controls: 'outlet',
    person: 'operator',
    workplace: 'operator',
  });
  const title: Phrase = { key: 'probe:title.bot', params: { target: target.shown } };
  return show({ title, observations, findings: findingsOf(observations), target }, options, tools);
}

/** The look is taken by the Okuru of another machine. Its findings are made of what it saw as its own place, and then told as an agent's. */
async function lookFromThere(target: Target, options: ProbeCommandOptions & { readonly from: string }, tools: LookTools): Promise<number> {
  const { from, run = runCommand } = options;
  if (!isAgentName(from)) return refuse(tools, { key: 'probe:trouble.bad_from', params: { from } });
  if (!options.json) tools.complain(words(tools, { key: 'probe:looking_from', params: { target: target.shown, from } }));
  const answer = await lookFromAgent(from, target.shown, run);
  if (!answer.ok) return refuse(tools, { key: `probe:trouble.${answer.trouble}`, params: { from } });
  const findings = findingsOf(answer.observations).map((finding) => ({ ...finding, from: finding.from.map(throughAgent) }));
  const observations = answer.observations.map((one) => ({ ...one, id: throughAgent(one.id), vantage: 'agent' as const }));
  const title: Phrase = { key: 'probe:title.agent', params: { target: target.shown, from } };
  return show({ title, observations, findings, target }, options, tools);
}

interface Result {
  readonly title: Phrase;
  readonly observations: readonly Observation[];
  readonly findings: readonly Finding[];
  readonly target: Target;
}

function show({ title, observations, findings, target }: Result, { json }: ProbeCommandOptions, tools: LookTools): number {
  const end = endOf(observations, findings, target);
  if (json) printJson({ observations, findings }, tools);
  else printReport({ title, observations, findings, end: end.phrase, paste: null }, tools);
  return end.exit;
}

/** A domain that names no server is neither alive nor dead. */
function endOf(observations: readonly Observation[], findings: readonly Finding[], { shown, host }: Target): Ending {
  const lookedAt = observations.find(({ probe, control }) => !control && probe !== 'dns')?.host ?? host;
  const end = endProbe(findings, { host: lookedAt ?? shown, observations });
  const isNameless = lookedAt === null && end.phrase.key === 'probe:end.probe.unclear';
  return isNameless ? { phrase: { key: 'probe:end.probe.no_server', params: { host: shown } }, exit: EXIT.unproven } : end;
}

function refuse(tools: LookTools, phrase: Phrase): number {
  tools.complain(words(tools, phrase));
  return EXIT.unusable;
}
