import type { Observation } from '../../../contracts/probes.ts';
import { curl } from './curl.ts';
import { type PastedTool, toObservation } from './make.ts';
import { netcat } from './netcat.ts';
import { readCheck } from './okuru-check.ts';
import { openssl } from './openssl.ts';
import { readPasteLine } from './paste-line.ts';
import { telnet } from './telnet.ts';
import { testNetConnection } from './test-netconnection.ts';

/** Every tool whose output is read. Add one by adding a file and a line here. */
export const TOOLS: readonly PastedTool[] = [testNetConnection, telnet, netcat, openssl, curl];

const MOST_LOOKS = 40;

/** Looks from a pasted report of `okuru check`, in words or JSON; its other words are the report's, not the person's. Empty where there is none. */
export function readReport(original: string, now: number): readonly Observation[] {
  const looks = [...readPasteLine(original, now), ...readCheck(original)];
  return looks.slice(0, MOST_LOOKS);
}

/** Looks from the person's own line, from the output of a tool they pasted. */
export function readPasted(text: string, now: number): readonly Observation[] {
  const looks = new Map<string, Observation>();
  for (const tool of TOOLS) {
    for (const look of tool.read(text).slice(0, MOST_LOOKS)) {
      const observation = toObservation(look, now);
      if (!looks.has(observation.id)) looks.set(observation.id, observation);
    }
  }
  return [...looks.values()];
}
