import type { TurnReport } from '../../../src/contracts/turn.ts';
import { buildMessage, buildText } from '../../helpers/messages.ts';
import type { Script } from '../../helpers/scripted-desk.ts';
import { openTerminalHouse, type TerminalHouse } from '../../helpers/terminal-stage.ts';

const SILENT: Script = { answer: async () => undefined };

const REPORT: TurnReport = {
  closed: true,
  fix: { client: 'outlook-2007', username: 'email', auth: true, security: 'starttls', port: 587, host: 'smtp.nifty.com' },
  verdict: { basis: ['stated', 'recorded'], confidence: 0.93, cause: 'op25b' },
  causes: [{ probability: 0.93, id: 'op25b' }],
  facts: { can_receive: true, isp: null },
  asked: 'client',
};

/** Feeds all of the input, ends it, and gives what was written, a string a line. */
async function play(
  script: Script,
  ...input: readonly (string | Buffer)[]
): Promise<{ readonly house: TerminalHouse; readonly lines: string[] }> {
  const house = await openTerminalHouse({ script, form: 'jsonl' });
  for (const piece of input) house.input.write(piece);
  house.input.end();
  await house.channel.ended;
  return { house, lines: house.written().split('\n').slice(0, -1) };
}

function kindsOf(lines: readonly string[]): string[] {
  return lines.map((line) => JSON.parse(line).type);
}

function textOf(line: string | undefined): string {
  return JSON.parse(line ?? '{}').text;
}

describe('okuru chat --jsonl', () => {
  it('says nothing before the first input', async () => {
    const { house, lines } = await play(SILENT);

    expect(lines).toEqual([]);
    expect(house.desk.envelopes).toEqual([]);
  });

  it('writes messages, edits and the turn with exactly the keys of its contract, in their order', async () => {
    const choices = [{ id: 'client:unknown', label: 'わからない', style: 'primary' }] as const;
    const script: Script = {
      report: () => REPORT,
      async answer(_envelope, { say, edit }) {
        await say(buildMessage({ id: 'm1', blocks: [{ kind: 'text', text: '調べます' }], choices }));
        await edit(buildText('m1', '調べました'));
      },
    };

    const { lines } = await play(script, '{"text":"送れません"}\n');

    expect(lines).toEqual([
      '{"type":"message","id":"m1","text":"調べます","choices":[{"id":"client:unknown","label":"わからない"}]}',
      '{"type":"edit","id":"m1","text":"調べました"}',
      '{"type":"turn","asked":"client","facts":{"can_receive":true,"isp":null},"causes":[{"id":"op25b","probability":0.93}],"verdict":{"cause":"op25b","confidence":0.93,"basis":["stated","recorded"]},"fix":{"host":"smtp.nifty.com","port":587,"security":"starttls","auth":true,"username":"email","client":"outlook-2007"},"closed":true}',
    ]);
  });

  it('takes text, choices and languages', async () => {
    const { house } = await play(SILENT, '{"text":" 送れません "}\n{"choose":"isp:nuro"}\n{"lang":"en"}\n');

    expect(house.desk.envelopes.map(({ event }) => event)).toEqual([
      { kind: 'text', text: '送れません' },
      { kind: 'choose', choice: 'isp:nuro' },
      { kind: 'lang', lang: 'en' },
    ]);
    expect(new Set(house.desk.envelopes.map(({ eventId }) => eventId)).size).toBe(3);
  });

  it('takes the next input only when nothing more comes of the last one', async () => {
    const order: string[] = [];
    const script: Script = {
      async answer({ event }, { say }) {
        const text = event.kind === 'text' ? event.text : '';
        order.push(`begin ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        await say(buildText(`m-${text}`, text));
        order.push(`end ${text}`);
      },
    };

    const { lines } = await play(script, '{"text":"a"}\n{"text":"b"}\n{"text":"c"}\n');

    expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
    expect(kindsOf(lines)).toEqual(['message', 'turn', 'message', 'turn', 'message', 'turn']);
  });

  it.each([
    ['no JSON', '{"text":'],
    ['an empty line', ''],
    ['a list', '["text"]'],
    ['null', 'null'],
    ['another key', '{"say":"hello"}'],
    ['two keys', '{"text":"a","lang":"ja"}'],
    ['a number as text', '{"text":5}'],
    ['an unknown language', '{"lang":"fr"}'],
    ['an empty choice', '{"choose":""}'],
    ['a choice that no button has', '{"choose":"no such choice"}'],
    ['an empty text', '{"text":""}'],
    ['a text of spaces and control characters', '{"text":" \\u0000\\u0007\\n　 "}'],
    ['a text of 100,000 letters', JSON.stringify({ text: 'あ'.repeat(100_000) })],
    ['a line longer than any line may be', 'x'.repeat(1_200_000)],
  ])('answers %s in words and with a turn, and goes on', async (_name, line) => {
    const script: Script = { answer: async (_envelope, { say }) => say(buildText('m1', 'はい')) };

    const { house, lines } = await play(script, `${line}\n{"text":"送れません"}\n`);

    expect(kindsOf(lines)).toEqual(['message', 'turn', 'message', 'turn']);
    expect(textOf(lines[0])).toMatch(/。$/);
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      type: 'turn',
      asked: null,
      facts: {},
      causes: [],
      verdict: null,
      fix: null,
      closed: false,
    });
    expect(house.desk.envelopes).toHaveLength(1);
  });

  it('says that a choice is unknown when the conversation had nothing to say to it', async () => {
    const { lines } = await play(SILENT, '{"choose":"isp:nowhere"}\n');

    expect(kindsOf(lines)).toEqual(['message', 'turn']);
    expect(textOf(lines[0])).toContain('選択肢');
  });

  it('speaks the language it was started in until the conversation speaks another', async () => {
    const house = await openTerminalHouse({ script: SILENT, form: 'jsonl', lang: 'en' });
    house.input.end('{"text":""}\n');
    await house.channel.ended;

    expect(textOf(house.written().split('\n')[0])).toMatch(/^There is nothing/);
  });

  it('gives control characters and lone halves of letters to nobody', async () => {
    const { house } = await play(SILENT, '{"text":"a\\u0000b\\u001b[31m\\ud800c\\r\\nd\\te"}\n');

    expect(house.desk.envelopes[0]?.event).toEqual({ kind: 'text', text: 'a b [31m\ufffdc\nd\te' });
  });

  it('writes no line end inside a line, not even the rare ones', async () => {
    const script: Script = { answer: async (_envelope, { say }) => say(buildText('m1', 'a\nb\u2028c\u2029d')) };

    const { lines } = await play(script, '{"text":"x"}\n');

    expect(lines[0]).not.toMatch(/[\u2028\u2029\u0085]/);
    expect(textOf(lines[0])).toBe('a\nb\u2028c\u2029d');
  });

  it('reads letters cut in two between chunks, a byte order mark, Windows line ends and a last line without an end', async () => {
    const bytes = Buffer.from('\ufeff{"text":"送信"}\r\n{"text":"受信"}');

    const { house } = await play(SILENT, bytes.subarray(0, 14), bytes.subarray(14, 20), bytes.subarray(20));

    expect(house.desk.envelopes.map(({ event }) => event)).toEqual([
      { kind: 'text', text: '送信' },
      { kind: 'text', text: '受信' },
    ]);
  });

  it('lives on when the desk can not keep an event, and says so', async () => {
    const house = await openTerminalHouse({ script: SILENT, form: 'jsonl' });
    house.desk.break(true);
    house.input.write('{"text":"a"}\n');
    await house.until((written) => written.includes('"turn"'));
    house.desk.break(false);
    house.input.end('{"text":"b"}\n');
    await house.channel.ended;

    expect(kindsOf(house.written().split('\n').slice(0, -1))).toEqual(['message', 'turn', 'turn']);
    expect(house.desk.envelopes).toHaveLength(1);
  });
});
