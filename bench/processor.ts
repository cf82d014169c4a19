import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Processor time a process has taken, in milliseconds; null where the system does not tell. proc(5): user and system time are the 14th and 15th field, in
 * hundredths of a second; the second is a name in brackets.
 */
export function readProcessorMs({ pid }: ChildProcess): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) {
    return null;
  }
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
