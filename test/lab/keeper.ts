// Keeps a lab: builds it, prints one line of JSON, holds it until its standard input ends, and takes it away.
// Whoever started it may die in any way, even by kill -9: the pipe closes, and the lab goes.
// By hand, in a terminal: `node test/lab/keeper.ts`, Ctrl-D to end (docs/lab.md).
import { buildLab } from './build.ts';
import { labOf } from './lab.ts';
import { whyNoLab } from './requirements.ts';
import { sweepStale, tearDown } from './sweep.ts';

const lab = labOf(process.pid);

async function keepLab(): Promise<void> {
  const obstacle = await whyNoLab();
  if (obstacle !== null) throw new Error(`The lab cannot be built: ${obstacle}.`);
  await sweepStale();
  const leave = waitForLeave();
  try {
    await buildLab(lab);
    console.log(JSON.stringify(lab));
    await leave;
  } finally {
    await tearDown(lab.pid);
  }
}

function waitForLeave(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.stdin
    .on('end', resolve)
    .on('error', () => resolve())
    .resume();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve());
  return promise;
}

// Servers it started still hold its pipes: end in so many words.
keepLab().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
