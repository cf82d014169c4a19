import type { StreamEvent } from '../../../src/channels/web/stream-event.ts';
import { describeChannel } from '../../contracts/channel.ts';
import { createPageClient } from '../../helpers/page-client.ts';
import { openWebHouse } from '../../helpers/web-house.ts';

describeChannel('the web page’s API', async (script) => {
  const house = await openWebHouse(script);
  const client = createPageClient(house.url);
  await client.visit();
  const stream = await client.listen();
  let last: Parameters<typeof client.post> | null = null;
  const put = async (...post: Parameters<typeof client.post>): Promise<void> => {
    last = post;
    const { status } = await client.post(...post);
    if (status !== 202) throw new Error(`the post was answered ${status}`);
  };
  let acts = 0;
  const act = (event: Parameters<typeof client.post>[0]): Promise<void> => {
    acts += 1;
    return put(event, `act-${acts}`);
  };
  return {
    ...house,
    editsInPlace: true,
    write: (text) => act({ kind: 'text', text }),
    choose: (choice) => act({ kind: 'choose', choice }),
    repeat: async () => {
      if (last !== null) await put(...last);
    },
    echoOwn: null,
    async shown() {
      // A line that surely comes after all that was sent before.
      const mark = `mark-${stream.events.length}`;
      const conversation = house.desk.envelopes[0]?.conversation ?? '';
      await house.channel.send({
        conversation,
        person: '',
        seq: 9_999,
        message: { id: mark, lang: 'ja', blocks: [], choices: [], picker: null },
        again: false,
      });
      await stream.until((event) => event.kind === 'bot' && event.message.id === mark);
      return readMessages(stream.events);
    },
    close: () => house.close(),
  };
});

/** What a page shows of the events: each message once, where it first stood, as it was last. */
function readMessages(events: readonly StreamEvent[]): string[] {
  const messages = new Map<string, string>();
  for (const event of events) {
    if (event.kind === 'bot') messages.set(event.message.id, listStrings([event.message.blocks, event.message.choices]).join('\n'));
  }
  return [...messages.values()];
}

function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listStrings) : [];
}
