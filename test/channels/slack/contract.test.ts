import { describeChannel } from '../../contracts/channel.ts';
import { visibleText } from '../../slack/emulator/index.ts';
import { type DoorKind, openSlackHouse } from './house.ts';

describe.each<DoorKind>(['http', 'socket'])('by %s', (door) => {
  describeChannel(`Slack (${door})`, async (script) => {
    const house = await openSlackHouse({ door, script });
    const { hana, slack } = house;
    // Every event is told twice, at once: whatever the suite does, the repeat has to do nothing. The bot's own posts are told as well.
    slack.faults.deliveries.duplicate = 1;
    const settled = (): Promise<void> => slack.until(() => slack.pending === 0, 'everything to be told');
    return {
      ...house,
      editsInPlace: true,
      write: async (text) => void (await hana.writes('dm', text)),
      choose: async (id) => void (await hana.clicks(hana.lastFromBot('dm'), id)),
      repeat: settled,
      echoOwn: settled,
      shown: async () => hana.sees('dm').map(visibleText),
      async close() {
        await settled();
        const { refused } = slack;
        await house.close();
        if (refused.length > 0) throw new Error(`Slack refused: ${JSON.stringify(refused)}`);
      },
    };
  });
});
