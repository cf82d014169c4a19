import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Desk } from '../contracts/ports.ts';

/** Numbers about the program itself and its turns; no ids, no words. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** The same desk, its turns counted by channel, kind of event and result, and timed until they are on disk. */
export function countTurns<D extends Desk>(desk: D, registry: Registry): D {
  const turns = new Counter({
    name: 'okuru_turns_total',
    help: 'Turns taken',
    labelNames: ['channel', 'event', 'result'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'okuru_turn_seconds',
    help: 'Seconds from an event to its effects on disk',
    labelNames: ['channel'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  return {
    ...desk,
    async receive(envelope) {
      const { channel, event } = envelope;
      const end = seconds.startTimer({ channel });
      const result = await desk.receive(envelope);
      end();
      turns.inc({ channel, event: event.kind, result });
      return result;
    },
  };
}
