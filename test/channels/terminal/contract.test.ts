import { describeChannel } from '../../contracts/channel.ts';
import type { Script } from '../../helpers/scripted-desk.ts';
import { openTerminalHouse } from '../../helpers/terminal-stage.ts';

interface Line {
  readonly type: string;
  readonly id: string;
  readonly text: string;
  readonly choices?: readonly { readonly label: string }[];
}

describeChannel('okuru chat --jsonl', async (script: Script) => {
  const house = await openTerminalHouse({ script, form: 'jsonl' });
  let turns = 0;
  const put = async (line: object): Promise<void> => {
    turns += 1;
    house.input.write(`${JSON.stringify(line)}\n`);
    await house.until((written) => written.split('"type":"turn"').length > turns);
  };
  return {
    ...house,
    editsInPlace: true,
    write: (text) => put({ text }),
    choose: (id) => put({ choose: id }),
    repeat: null,
    echoOwn: null,
    async shown() {
      const messages = new Map<string, string>();
      for (const line of readLines(house.written())) {
        const labels = (line.choices ?? []).map(({ label }) => label);
        if (line.type !== 'turn') messages.set(line.id, [line.text, ...labels].join('\n'));
      }
      return [...messages.values()];
    },
    close: () => house.channel.stop(),
  };
});

function readLines(written: string): Line[] {
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describeChannel('okuru chat in a pipe', async (script: Script) => {
  const house = await openTerminalHouse({
    script: { ...script, answer: async (envelope, talk) => (envelope.event.kind === 'start' ? undefined : script.answer(envelope, talk)) },
    form: 'chat',
  });
  const { desk } = house;
  const typed = (): typeof desk.envelopes => desk.envelopes.filter(({ event }) => event.kind !== 'start');
  const put = async (text: string): Promise<void> => {
    const before = typed().length;
    house.input.write(`${text}\n`);
    while (typed().length === before) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    channel: house.channel,
    desk: {
      ...desk,
      get envelopes() {
        return typed();
      },
    },
    editsInPlace: false,
    write: put,
    // The second button of the suite's question.
    choose: () => put('2'),
    repeat: null,
    echoOwn: null,
    shown: async () => house.written().split('\n\n'),
    close: () => house.channel.stop(),
  };
});
