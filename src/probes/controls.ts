import type { Observation, ProbePort } from '../contracts/probes.ts';
import { isTimedOut, waitFor } from './floor/deadline.ts';
import type { Errand } from './kit.ts';
import { askForHost } from './names.ts';
import { lookAtPort } from './ports.ts';

interface Control {
  readonly host: string;
  readonly port: ProbePort;
}

/** Which controls a request wants, and the hosts it looks at anyway: these prove nothing about the outlet. */
export interface ControlRequest {
  readonly kind: 'outlet' | 'line';
  readonly except: readonly string[];
}

/** Independent organisations whose port 25 must agree (design §1 rule 2). */
const RELAYS_THAT_AGREE = 2;

/**
 * Looks at hosts known to answer, no more than needed: one each for 465 and 587, the next one where the first fails or stays silent; for a
 * line also port 25 of two independent organisations, of a third where these differ.
 */
export async function lookAtControls(errand: Errand, { kind, except }: ControlRequest): Promise<readonly Observation[]> {
  const isFree = ({ host }: Control) => !except.includes(host);
  const { submission, relay } = errand.kit.controls;
  const looks = [
    lookUntilOneAnswers(
      errand,
      submission.filter(isFree).filter(({ port }) => port === 587),
    ),
    lookUntilOneAnswers(
      errand,
      submission.filter(isFree).filter(({ port }) => port === 465),
    ),
    ...(kind === 'line' ? [lookAtRelays(errand, relay.filter(isFree))] : []),
  ];
  return (await Promise.all(looks)).flat().map((observation) => ({ ...observation, control: true }));
}

/** True when a host was reached: a connection and a greeting, whatever it said. */
export function isReached({ failure, facts }: Observation): boolean {
  return failure === null || (facts?.kind === 'smtp' && facts.greetingCode !== null);
}

async function lookUntilOneAnswers(errand: Errand, [first, second]: readonly Control[]): Promise<readonly Observation[]> {
  if (first === undefined) return [];
  const look = lookAtControl(errand, first);
  if (second === undefined) return look;
  const early = await waitFor<readonly Observation[]>({
    deadline: errand.deadline,
    ms: errand.kit.times.patienceMs,
    start(settle) {
      look.then(settle);
      return () => {};
    },
  });
  if (!isTimedOut(early) && early.some(isReached)) return early;
  return (await Promise.all([look, lookAtControl(errand, second)])).flat();
}

async function lookAtRelays(errand: Errand, relays: readonly Control[]): Promise<readonly Observation[]> {
  const firsts = await Promise.all(relays.slice(0, RELAYS_THAT_AGREE).map((relay) => lookAtControl(errand, relay)));
  const third = relays[RELAYS_THAT_AGREE];
  const reached = firsts.filter((observations) => observations.some(isReached)).length;
  const agree = reached === 0 || reached === firsts.length;
  return agree || third === undefined ? firsts.flat() : [...firsts.flat(), ...(await lookAtControl(errand, third))];
}

function lookAtControl(errand: Errand, { host, port }: Control): Promise<readonly Observation[]> {
  return lookAtPort(errand, { names: askForHost(errand, host), port, perFamily: 1 });
}
