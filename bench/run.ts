// `npm run bench`: every measurement of the project, each against what it is measured against, in one run.
import { benchProbe } from './probe.ts';
import { benchSlack } from './slack.ts';
import { benchStart } from './start.ts';
import { benchTurn } from './turn.ts';

for (const bench of [benchTurn, benchStart, benchProbe, benchSlack]) {
  await bench((line) => console.log(line));
  console.log();
}
