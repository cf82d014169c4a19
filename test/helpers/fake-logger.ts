import type { Logger } from '../../src/contracts/ports.ts';

/** A logger that keeps its lines. */
export interface FakeLogger extends Logger {
  readonly lines: {
    readonly level: 'error' | 'warn' | 'info' | 'debug';
    readonly message: string;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  /** Messages of a level, in order. */
  of(level: 'error' | 'warn'): readonly string[];
}

/** Makes one. */
export function createFakeLogger(): FakeLogger {
  const lines: FakeLogger['lines'] = [];
  return {
    lines,
    of: (level) => lines.filter((line) => line.level === level).map(({ message }) => message),
    error: (fields, message) => void lines.push({ level: 'error', message, fields }),
    warn: (fields, message) => void lines.push({ level: 'warn', message, fields }),
    info: (fields, message) => void lines.push({ level: 'info', message, fields }),
    debug: (fields, message) => void lines.push({ level: 'debug', message, fields }),
  };
}
