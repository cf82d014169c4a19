// `npm run bench`: every measurement of the project, each against what it is measured against, in one run.
import { benchDiscord } from './discord.ts';
import { benchProbe } from './probe.ts';
import { benchSlack } from './slack.ts';
import { benchStart } from './start.ts';
import { benchTurn } from './turn.ts';

for (const bench of [benchTurn, benchStart, benchProbe, benchSlack, benchDiscord]) {
  await bench((line) => console.log(line));
  console.log();
}
