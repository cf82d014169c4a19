import { componentLines, type FakeDiscord, readText, startFakeDiscord, visibleText } from './emulator/index.ts';
import { callApi } from './emulator/testing/call.ts';
import { buttonOf, containerOf, optionOf, rowOf, sectionOf, selectOf, textOf, V2 } from './emulator/testing/payloads.ts';

describe('what a person reads of Markdown', () => {
  test.each<[string, string, string]>([
    ['bold, italic and struck words', '**bold** *slanted* __under__ ~~gone~~ ||hidden||', 'bold slanted under gone hidden'],
    ['headings and small words', '### Title\n-# small', 'Title\nsmall'],
    ['links', '[the page](https://example.jp/a_b) and <https://example.jp>', 'the page and https://example.jp'],
    ['lists', '- one\n1. two', '- one\n1. two'],
    ['what is escaped', '\\*stars\\* snake\\_case 1\\. a\\:b \\@here', '*stars* snake_case 1. a:b @here'],
    ['bold words with a star', '**5 \\* 3**', '5 * 3'],
    ['names with underscores', 'smtp_auth_name', 'smtp_auth_name'],
    ['code', '`**as it is**` and \\`not code\\`', '**as it is** and `not code`'],
    ['blocks of code', '```\nPort: **587**\n```', '```\nPort: **587**\n```'],
  ])('%s', (_what, text, read) => {
    expect(readText(text)).toBe(read);
  });
});

describe('what a person reads of components', () => {
  test.each<[string, Parameters<typeof componentLines>[0], readonly string[]]>([
    ['buttons', rowOf(buttonOf('a', { emoji: { name: '✅' } }), buttonOf('b', { label: 'No', disabled: true })), ['[✅ Yes] [-No-]']],
    ['menus', rowOf(selectOf([optionOf('a'), optionOf('b')], { placeholder: 'Line' })), ['(Line / Option a / Option b)']],
    ['sections', sectionOf(buttonOf('a'), textOf('**One**\nTwo')), ['One', 'Two', '[Yes]']],
    ['pictures', sectionOf({ type: 11, media: { url: 'https://example.jp/a.png' }, description: 'a cat' }), ['Read', '(image: a cat)']],
    ['containers', containerOf(textOf('a'), { type: 14 }, { type: 14, divider: false }, textOf('b')), ['a', '----', 'b']],
  ])('%s', (_what, component, lines) => {
    expect(componentLines(component)).toEqual(lines);
  });
});

describe('a screen', () => {
  let fake: FakeDiscord;

  beforeEach(async () => {
    fake = await startFakeDiscord();
  });

  afterEach(() => fake.stop());

  test('tells of threads, edits and names, and leaves out what Discord says and what is gone', async () => {
    const guild = fake.guild('family');
    const [hanako, taro] = [fake.user('Hanako'), fake.user('Taro')];
    const bot = fake.user('Beeper', { isBot: true });
    guild.joins(hanako, taro, bot);
    const channel = guild.channel('talk');
    const first = await hanako.writes(channel, `stuck, <@${taro.id}>`);
    const gone = await bot.writes(channel, 'beep');
    const thread = await taro.startsThread(first, 'Mail');
    await taro.writes(thread, 'here');
    await hanako.edits(first, `stuck again, <@${taro.id}>`);
    await hanako.deletes(gone);
    const post = await callApi(fake, `POST /channels/${thread}/messages`, { flags: V2, components: [textOf(`<@${hanako.id}> hello`)] });

    expect(post.status).toBe(200);
    expect(fake.transcript({ channel, user: hanako.id }, { names: { [taro.id]: '太郎' } })).toBe(
      'Hanako (edited):\n  stuck again, @太郎\n\n太郎 (thread 1):\n  here\n\nokuru (thread 1):\n  @Hanako hello',
    );
    expect(fake.screen({ channel: thread, user: hanako.id }).map(visibleText)).toHaveLength(2);
  });

  test('that is waited for in vain says what for, and what was refused', async () => {
    const person = fake.user('Hanako', { hasApp: true });
    await callApi(fake, `POST /channels/${person.dm}/messages`, { content: 'x'.repeat(2_001) });

    await expect(fake.until(() => false, 'a miracle', 10)).rejects.toThrow(
      'Waited 10 ms in vain for a miracle.\nRefused so far:\ncreateMessage: 50035 content: Must be 2000 or fewer in length.',
    );
    fake.clearRecords();
    expect([fake.refused, fake.errors, fake.calls]).toEqual([[], [], []]);
  });
});
