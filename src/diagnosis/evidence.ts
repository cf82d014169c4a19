import type { Catalogue } from '../contracts/catalogue.ts';
import type { Evidence } from '../contracts/diagnosis.ts';
import type { Facts } from '../contracts/facts.ts';
import type { Observation } from '../contracts/probes.ts';
import type { Basis, Sign, SignId } from '../contracts/signs.ts';
import { familyOf } from './families.ts';
import { findingsOf } from './findings.ts';
import { isMismatched, signsOfFacts } from './signs/of-facts.ts';
import { signsOfFindings } from './signs/of-findings.ts';
import { findRows, signsOfRows } from './signs/of-rows.ts';
import { signsOfServer } from './signs/of-server.ts';

/** What is known of a case, before it is weighed. */
export interface Case {
  readonly facts: Facts;
  /** Signs read from the person's words. */
  readonly signs: readonly SignId[];
  readonly observations: readonly Observation[];
  readonly catalogue: Catalogue;
}

const STRENGTH: { readonly [K in Basis]: number } = { measured: 2, recorded: 1, stated: 0 };

function signsOfErrors(facts: Facts, catalogue: Catalogue): readonly Sign[] {
  const codes = facts.error_codes?.value ?? [];
  return codes.flatMap((code) => {
    const row = catalogue.errors.get(code);
    if (row === undefined) return [];
    const stage = row.stage === 'any' ? [] : [`stage.${row.stage}` as const];
    return [...stage, ...row.signs].map((id) => ({ id, basis: 'stated' as const, from: `error/${code}` }));
  });
}

/** The port a failing connection names is the one that fails, whatever the program's own box says: a server's own mail goes to 25. */
function withShownPort(told: readonly Sign[], shown: readonly Sign[]): readonly Sign[] {
  if (!shown.some((sign) => sign.id === 'port.25')) return [...told, ...shown];
  return [...told.filter((sign) => !OTHER_PORTS.includes(sign.id)), ...shown];
}

const OTHER_PORTS: readonly SignId[] = ['port.465', 'port.587', 'port.other', 'security.mismatch_with_port'];

/** Asked what the screen says, and there is nothing to tell: a block is silent, a refusal mostly is not. */
function signsOfSilence(facts: Facts, signs: readonly Sign[]): readonly Sign[] {
  const asked = facts.error_codes !== undefined && (facts.error_codes.value ?? []).length === 0;
  if (!asked || signs.some((sign) => familyOf(sign.id) === 'failure')) return [];
  return [{ id: 'symptom.no_message', basis: 'stated', from: 'error_codes' }];
}

/** One sign an id: the best founded stays, so that nothing counts twice. */
function keepBest(signs: readonly Sign[]): readonly Sign[] {
  const best = new Map<SignId, Sign>();
  for (const sign of signs) {
    const before = best.get(sign.id);
    if (before === undefined || STRENGTH[sign.basis] > STRENGTH[before.basis]) best.set(sign.id, sign);
  }
  return [...best.values()];
}

/** Turns what was said, what is recorded and what was measured into one list of signs, each with what it rests on. */
export function gatherEvidence(input: Case): Evidence {
  const { facts, catalogue, observations } = input;
  const rows = findRows(facts, catalogue);
  const findings = findingsOf(observations);
  const spoken: readonly Sign[] = input.signs.map((id) => ({ id, basis: 'stated', from: 'text' }));
  const recorded = signsOfRows(facts, rows);
  const oldProgram = [...spoken, ...recorded].some((sign) => sign.id === 'client.old_tls');
  const told = withShownPort([...signsOfFacts(facts), ...spoken], signsOfErrors(facts, catalogue));
  const signs = keepBest([
    ...told,
    ...signsOfSilence(facts, told),
    ...recorded,
    ...signsOfServer(facts, rows, catalogue),
    ...signsOfFindings(findings, observations, { mismatched: isMismatched(facts), oldProgram }),
  ]);
  return { facts, signs, findings };
}
