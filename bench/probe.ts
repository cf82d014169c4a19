import type { ProbePort } from '../src/contracts/probes.ts';
import { createAuthority, type Identity } from '../test/helpers/smtp/certificates.ts';
import { pause, relay, submission, submissions } from '../test/helpers/smtp/parts.ts';
import { proberFor, requestFor } from '../test/helpers/smtp/probe.ts';
import { type Part, startServer } from '../test/helpers/smtp/server.ts';

const ROUNDS = 15;

/** How long each server thinks before it says anything: a far relay, a near TLS server, a slow submission server. */
const DELAYS = { 25: 200, 465: 100, 587: 300 } as const;

const PORTS = [25, 465, 587] as const satisfies readonly ProbePort[];

const ELEVEN_MINUTES = 11 * 60_000;

/** A look at three ports against the sum and the maximum of the same looks one by one, in the same run. Aim: ≤ 1.1 × the slowest port. */
export async function benchProbe(print: (line: string) => void): Promise<void> {
  const stage = await openStage();
  await stage.time(PORTS);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ parts: [await stage.time([25]), await stage.time([465]), await stage.time([587])], all: await stage.time(PORTS) });
  }
  await stage.close();
  tell(rounds, print);
}

interface Round {
  /** Milliseconds of each port alone, in the order of `PORTS`. */
  readonly parts: readonly number[];
  /** Of all three in one look. */
  readonly all: number;
}

interface Stage {
  /** Milliseconds of one look that nothing is remembered of. */
  time(ports: readonly ProbePort[]): Promise<number>;
  close(): Promise<void>;
}

async function openStage(): Promise<Stage> {
  const authority = createAuthority();
  const servers = await Promise.all(partsOf(authority.issue('IP:127.0.0.1')).map((parts) => startServer(parts)));
  const standIns = Object.fromEntries(PORTS.map((port, index) => [port, servers[index]?.port ?? 0]));
  // Looks are remembered for ten minutes: the clock goes on by eleven before each.
  const clock = { time: 0, now: () => clock.time };
  const limits = { allowances: { person: PLENTY, workplace: PLENTY, total: PLENTY } };
  const prober = proberFor(standIns, { caFile: authority.caFile, clock, limits });
  return {
    async time(ports) {
      clock.time += ELEVEN_MINUTES;
      const began = performance.now();
      const observations = await prober.look(requestFor('127.0.0.1', { ports }));
      const ms = performance.now() - began;
      if (observations.some(({ failure }) => failure !== null)) throw new Error(`A look failed: ${JSON.stringify(observations)}`);
      return ms;
    },
    async close() {
      await prober.close();
      await Promise.all(servers.map((server) => server.close()));
      authority.close();
    },
  };
}

/** In the order of `PORTS`. The TLS server thinks inside TLS: before, it would lose what it does not read. */
function partsOf(identity: Identity): readonly (readonly Part[])[] {
  const [first, ...rest] = submissions(identity);
  return [
    [pause(DELAYS[25]), ...relay()],
    [...(first === undefined ? [] : [first]), pause(DELAYS[465]), ...rest],
    [pause(DELAYS[587]), ...submission(identity)],
  ];
}

function tell(rounds: readonly Round[], print: (line: string) => void): void {
  const single = PORTS.map((port, index) => `${port}: ${median(rounds.map((round) => round.parts[index] ?? 0)).toFixed(0)} ms`);
  const all = median(rounds.map((round) => round.all));
  const slowest = median(rounds.map((round) => Math.max(...round.parts)));
  const sum = median(rounds.map((round) => round.parts.reduce((total, part) => total + part, 0)));
  print(
    `probe: one port at a time, median of ${ROUNDS} (servers that wait ${PORTS.map((port) => DELAYS[port]).join(', ')} ms): ${single.join(', ')}`,
  );
  print(
    `probe: three ports at once ${all.toFixed(0)} ms = ${(all / slowest).toFixed(2)} × the slowest port (aim ≤ 1.10), ${(all / sum).toFixed(2)} × their sum`,
  );
}

const PLENTY = { burst: 1_000_000, perMinute: 0 };

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

if (import.meta.main) await benchProbe((line) => process.stdout.write(`${line}\n`));
