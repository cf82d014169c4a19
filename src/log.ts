import pino from 'pino';
import type { Logger } from './contracts/ports.ts';

/** Fields that could carry an address or somebody's words, should one slip in. */
const NEVER = ['text', 'address', 'email', 'password', 'token', 'heard', '*.text', '*.address', '*.email', '*.password', '*.token'];

/** Structured logs, a JSON line each, on standard error: standard output belongs to the program's own answers. */
export function createLogger(level: string): Logger {
  const log = pino(
    {
      level,
      redact: { paths: NEVER, censor: '[hidden]' },
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ fd: 2, sync: true }),
  );
  return {
    error: (fields, message) => log.error(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    info: (fields, message) => log.info(fields, message),
    debug: (fields, message) => log.debug(fields, message),
  };
}
