import { buildMessage, buildText } from '../../helpers/messages.ts';
import type { Script } from '../../helpers/scripted-desk.ts';
import { openTerminalHouse, type TerminalHouse } from '../../helpers/terminal-stage.ts';

const QUESTION = buildMessage({
  id: 'm1',
  blocks: [{ kind: 'text', text: '回線はどちらですか？' }],
  choices: [
    { id: 'isp:nuro', label: 'NURO 光', style: 'plain' },
    { id: 'isp:unknown', label: 'わからない', style: 'plain' },
  ],
  picker: { question: 'isp', directory: 'isp', placeholder: '名前で探す' },
});

const ASKING: Script = {
  rows: { isp: [{ id: 'biglobe', label: 'BIGLOBE' }] },
  answer: async ({ event }, { say }) => (event.kind === 'start' ? say(QUESTION) : say(buildText(`m-${Math.random()}`, '受け取りました'))),
};

async function pipe(script: Script, text: string): Promise<TerminalHouse> {
  const house = await openTerminalHouse({ script, form: 'chat' });
  house.input.end(text);
  await house.channel.ended;
  return house;
}

describe('okuru chat in a pipe', () => {
  it('greets, then shows the choices with their numbers', async () => {
    const house = await pipe(ASKING, '');

    expect(house.desk.envelopes.map(({ event }) => event)).toEqual([{ kind: 'start' }]);
    expect(house.written()).toContain('回線はどちらですか？\n\n  [1] NURO 光\n  [2] わからない\n');
  });

  it.each([
    ['a number', '2', { kind: 'choose', choice: 'isp:unknown' }],
    ['a full-width number', '１', { kind: 'choose', choice: 'isp:nuro' }],
    ['the words of a choice', 'ｎｕｒｏ 光', { kind: 'choose', choice: 'isp:nuro' }],
    ['a name of the directory', 'biglobe', { kind: 'choose', choice: 'isp:biglobe' }],
    ['a number no choice has', '587', { kind: 'text', text: '587' }],
    ['free words', 'たぶん OCN です', { kind: 'text', text: 'たぶん OCN です' }],
  ])('takes %s as an answer', async (_name, typed, event) => {
    const house = await pipe(ASKING, `${typed}\n`);

    expect(house.desk.envelopes[1]?.event).toEqual(event);
  });

  it('takes a number as words once the question is answered', async () => {
    const house = await pipe(ASKING, '1\n1\n');

    expect(house.desk.envelopes.map(({ event }) => event).slice(1)).toEqual([
      { kind: 'choose', choice: 'isp:nuro' },
      { kind: 'text', text: '1' },
    ]);
  });

  it('skips empty lines and says when a line is too long', async () => {
    const house = await pipe(ASKING, `\n \n${'あ'.repeat(100_000)}\n`);

    expect(house.desk.envelopes).toHaveLength(1);
    expect(house.written()).toContain('文章が長すぎて');
  });

  it('writes a look once at its end, not at each of its steps', async () => {
    const look = (state: 'running' | 'done') =>
      buildMessage({ id: 'm1', blocks: [{ kind: 'progress', title: '確認', items: [{ what: '587番', state }] }] });
    const house = await pipe(
      {
        async answer(_envelope, { say, edit }) {
          await say(look('running'));
          await edit(look('running'));
          await edit(look('done'));
        },
      },
      '',
    );

    expect(house.written().match(/587番.*/g)).toEqual(['587番  調べています', '587番  確認できました']);
    expect(house.written()).not.toContain('\x1b');
  });
});

describe('okuru chat at a keyboard', () => {
  const size = { columns: 60, rows: 30 };

  it('changes a look in place while it stands last', async () => {
    const look = (state: 'running' | 'done') =>
      buildMessage({ id: 'm1', blocks: [{ kind: 'progress', title: '確認', items: [{ what: '587番', state }] }] });
    const house = await openTerminalHouse({
      size,
      form: 'chat',
      script: {
        async answer(_envelope, { say, edit }) {
          await say(look('running'));
          await edit(look('done'));
        },
      },
    });
    await house.until((written) => written.includes('確認できました'));
    await house.channel.stop();

    // Up over the look (title, item, empty line), then everything below is drawn anew.
    expect(house.written()).toContain('\x1b[3A\r\x1b[J確認\n  ✓ 587番');
  });

  it('answers with what is typed, and joins the lines of a paste to one text', async () => {
    const house = await openTerminalHouse({ size, form: 'chat', script: ASKING });
    await house.until((written) => written.includes('[2]'));
    house.input.write('550 5.7.1 refused\rby the server\r');
    await house.until((written) => written.includes('受け取りました'));
    await house.channel.stop();
    await house.channel.ended;

    expect(house.desk.envelopes[1]?.event).toEqual({ kind: 'text', text: '550 5.7.1 refused\nby the server' });
  });

  it('completes names of the directory at the Tab key', async () => {
    const house = await openTerminalHouse({ size, form: 'chat', script: ASKING });
    await house.until((written) => written.includes('[2]'));
    // Readline completes at a key pressed, not at one pasted.
    for (const key of 'big\t') house.input.write(key);
    await house.until((written) => written.includes('BIGLOBE'));
    house.input.write('\r');
    await house.until((written) => written.includes('受け取りました'));
    await house.channel.stop();

    expect(house.desk.envelopes[1]?.event).toEqual({ kind: 'choose', choice: 'isp:biglobe' });
  });

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('ends at %s with a goodbye', async (_name, key) => {
    const house = await openTerminalHouse({ size, form: 'chat', script: ASKING });
    await house.until((written) => written.includes('[2]'));
    house.input.write(key);
    await house.channel.ended;

    expect(house.written()).toMatch(/ご利用ありがとうございました。\n\n$/);
  });
});
