import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back what starting left behind. Reading the catalogue and building the reader make some 60 MB of garbage; an idle process
 * allocates nothing, so V8 would keep those pages for as long as it lives. Takes about 0.1 s, once.
 */
export function releaseMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') {
    // Only a last-resort collection gives pages back at once.
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }
}
