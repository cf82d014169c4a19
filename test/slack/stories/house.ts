import type { Lang } from '../../../src/contracts/lang.ts';
import { readManifest, type SlackProgram, settingsFor, startSlackProgram, type WayIn } from '../../helpers/slack-program.ts';
import { type FakeSlack, type FakeWorkspace, startFakeSlack } from '../emulator/index.ts';
import { furnishStage, type Stage } from './stage.ts';

/** The program beside a Slack with one workspace. */
export interface House {
  readonly fake: FakeSlack;
  readonly team: FakeWorkspace;
  readonly program: SlackProgram;
  /** Two people, a channel and a help-desk channel of their own, named after the story. */
  meet(name: string, lang?: Lang): Stage;
  /** What must be empty after every story: refusals, errors, complaints. */
  troubles(): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

/** One for each story that `meet` begins. */
const HELPDESKS: readonly string[] = Array.from({ length: 50 }, (_, index) => `CHELP${index + 1}`);

/** Starts both, the program with the settings an operator would give it. */
export async function openHouse(transport: WayIn, helpdesks: readonly string[] = HELPDESKS): Promise<House> {
  const fake = await startFakeSlack({ app: readManifest() });
  const team = fake.workspace('T1');
  const program = await startSlackProgram({
    ...settingsFor(fake, transport, team.botToken),
    HELPDESK_SLACK_CHANNEL: helpdesks.join(','),
  });
  await program.untilHealth(200, { slack: 'up' });
  if (transport === 'http') fake.deliverTo({ url: new URL('/slack/events', program.url).href });
  const free = [...helpdesks];
  return {
    fake,
    team,
    program,
    meet(name, lang = 'ja') {
      const helpdesk = free.shift();
      if (helpdesk === undefined) throw new Error('There are more stories than help-desk channels.');
      return furnishStage({ fake, team, lang, name, helpdesk });
    },
    async troubles() {
      await fake.until(() => fake.pending === 0, 'all to be acknowledged', 12_000);
      return [...fake.refused, ...fake.errors, ...program.complaints, ...fake.deliveries.filter(({ acked }) => !acked)];
    },
    async close() {
      await program.stop();
      await fake.stop();
    },
  };
}
