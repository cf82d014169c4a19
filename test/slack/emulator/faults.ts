import type { Fields } from './json.ts';

/** A way the Web API misbehaves. `committed`: the work was done, only the answer is lost. */
export type Fault =
  | { readonly kind: 'rate_limited'; readonly retryAfter: number | null }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503; readonly committed?: boolean }
  | { readonly kind: 'reset'; readonly committed?: boolean }
  | { readonly kind: 'hang'; readonly committed?: boolean }
  | { readonly kind: 'html' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'error'; readonly error: string };

/** The call a fault may be for. `method` is `response_url` for answers by address. */
export interface FaultyCall {
  readonly method: string;
  readonly team: string | null;
  readonly args: Fields;
}

interface Rule {
  readonly method: string;
  readonly fault: Fault;
  readonly rate: number;
  readonly when: (call: FaultyCall) => boolean;
  left: number;
}

/** Faults on demand. A method may be `*` for every method. */
export interface Faults {
  /** The next `times` calls of a method meet the fault. */
  next(method: string, fault: Fault, more?: { readonly times?: number; readonly when?: (call: FaultyCall) => boolean }): void;
  /** Each call of a method meets the fault with this probability, until `clear`. */
  rate(method: string, probability: number, fault: Fault): void;
  clear(): void;
  /** The fault a call meets; null for none. */
  pick(call: FaultyCall): Fault | null;
  /** What chance decides everywhere in the emulator: 0 to 1, the same for the same seed. */
  random(): number;
  /** How many faults were injected, by kind. */
  readonly injected: Map<string, number>;
  readonly deliveries: DeliveryFaults;
}

/** How deliveries misbehave: each probability is per delivery. */
export interface DeliveryFaults {
  /** The same event, or the same envelope, twice at once. */
  duplicate: number;
  /** Held back up to `delayMs`, so that others overtake it. */
  delay: number;
  delayMs: number;
  /** The acknowledgement is lost on its way: the event comes again. */
  loseAck: number;
}

/** No faults yet. */
export function createFaults(seed: number): Faults {
  let rules: Rule[] = [];
  const random = createRandom(seed);
  const injected = new Map<string, number>();
  return {
    next: (method, fault, more = {}) => {
      rules.push({ method, fault, rate: 1, when: more.when ?? (() => true), left: more.times ?? 1 });
    },
    rate: (method, probability, fault) => {
      rules.push({ method, fault, rate: probability, when: () => true, left: Number.POSITIVE_INFINITY });
    },
    clear: () => {
      rules = [];
    },
    pick: (call) => {
      if (rules.length === 0) {
        return null;
      }
      const rule = rules.find((each) => (each.method === '*' || each.method === call.method) && each.when(call) && random() < each.rate);
      if (rule === undefined) {
        return null;
      }
      rule.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      injected.set(rule.fault.kind, (injected.get(rule.fault.kind) ?? 0) + 1);
      return rule.fault;
    },
    random,
    injected,
    deliveries: { duplicate: 0, delay: 0, delayMs: 20, loseAck: 0 },
  };
}

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
