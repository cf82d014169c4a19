/** A way the REST API misbehaves. `committed`: the work was done, only the answer is lost. */
export type Fault =
  | { readonly kind: 'rate_limited'; readonly retryAfter: number; readonly scope?: 'user' | 'global' | 'shared' }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503; readonly committed?: boolean }
  | { readonly kind: 'reset'; readonly committed?: boolean }
  | { readonly kind: 'hang'; readonly committed?: boolean }
  | { readonly kind: 'html' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: number; readonly message?: string };

/** The call a fault may be for. */
export interface FaultyCall {
  /** `createMessage`, `callback` …: see `rest/routes.ts`. */
  readonly name: string;
  readonly path: string;
  readonly body: unknown;
}

interface Rule {
  readonly name: string;
  readonly fault: Fault;
  readonly rate: number;
  readonly when: (call: FaultyCall) => boolean;
  left: number;
}

/** Faults on demand. A name may be `*` for every call. */
export interface Faults {
  /** The next `times` calls of a name meet the fault. */
  next(name: string, fault: Fault, more?: { readonly times?: number; readonly when?: (call: FaultyCall) => boolean }): void;
  /** Each call of a name meets the fault with this probability, until `clear`. */
  rate(name: string, probability: number, fault: Fault): void;
  clear(): void;
  /** The fault a call meets; null for none. */
  pick(call: FaultyCall): Fault | null;
  /** What chance decides everywhere in the emulator: 0 to 1, the same for the same seed. */
  random(): number;
  /** How many faults were injected, by kind. */
  readonly injected: Map<string, number>;
  readonly deliveries: DeliveryFaults;
}

/** How events and interactions misbehave on their way to the app: each probability is per delivery. */
export interface DeliveryFaults {
  /** The same event, or the same interaction, twice at once. */
  duplicate: number;
  /** Held back up to `delayMs`, so that others overtake it. */
  delay: number;
  delayMs: number;
}

/** No faults yet. */
export function createFaults(seed: number): Faults {
  let rules: Rule[] = [];
  const random = createChance(seed);
  const injected = new Map<string, number>();
  return {
    next: (name, fault, more = {}) => {
      rules.push({ name, fault, rate: 1, when: more.when ?? (() => true), left: more.times ?? 1 });
    },
    rate: (name, probability, fault) => {
      rules.push({ name, fault, rate: probability, when: () => true, left: Number.POSITIVE_INFINITY });
    },
    clear: () => {
      rules = [];
    },
    pick: (call) => {
      const rule = rules.find((each) => (each.name === '*' || each.name === call.name) && each.when(call) && random() < each.rate);
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
    deliveries: { duplicate: 0, delay: 0, delayMs: 20 },
  };
}

/** Numbers from 0 to 1 that depend on the seed alone (xorshift32, G. Marsaglia 2003). */
function createChance(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}
