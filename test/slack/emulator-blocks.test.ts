import { type FakeSlack, type FakeWorkspace, type Fields, startFakeSlack } from './emulator/index.ts';
import { BLOCK_CASES } from './emulator/testing/block-cases.ts';
import { callApi } from './emulator/testing/call.ts';
import { inputOf, marked, plain, times } from './emulator/testing/payloads.ts';

let fake: FakeSlack;
let workspace: FakeWorkspace;
let channel: string;

beforeAll(async () => {
  fake = await startFakeSlack({ echoOwnMessages: false });
  workspace = fake.workspace('T1');
  channel = workspace.user('U1').dm;
});

afterAll(() => fake.stop());

function post(args: Fields): Promise<Fields> {
  return callApi(fake, workspace.botToken, { method: 'chat.postMessage', args: { channel, ...args } });
}

function publish(view: Fields): Promise<Fields> {
  return callApi(fake, workspace.botToken, { method: 'views.publish', args: { user_id: 'U1', view } });
}

async function open(view: Fields): Promise<Fields> {
  return callApi(fake, workspace.botToken, { method: 'views.open', args: { trigger_id: 'none', view } });
}

function pointers(answer: Fields): string {
  return Array.isArray(answer.errors) ? answer.errors.join('\n') : '';
}

describe('blocks of a message', () => {
  test.each(BLOCK_CASES)('keep the rule: $rule', async ({ keeps, breaks, at }) => {
    const kept = await post({ text: 'x', blocks: keeps });
    const broken = await post({ text: 'x', blocks: breaks });

    expect(kept).toMatchObject({ ok: true });
    expect(broken).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(pointers(broken)).toContain(`[json-pointer:${at}]`);
  });

  test('of two tables the second is refused', async () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };

    expect(await post({ text: 'x', blocks: [table, table] })).toMatchObject({ ok: false, error: 'invalid_attachments' });
    expect(await post({ text: 'x', blocks: [table] })).toMatchObject({ ok: true });
  });

  test('which together say too much are refused', async () => {
    const blocks = times(4, () => ({ type: 'section', text: marked('x'.repeat(2_900)) }));

    expect(await post({ text: 'x', blocks })).toMatchObject({ ok: false, error: 'msg_blocks_too_long' });
    expect(await post({ text: 'x', blocks: blocks.slice(1) })).toMatchObject({ ok: true });
  });

  test('must be a list of objects', async () => {
    expect(await post({ text: 'x', blocks: '{not json' })).toMatchObject({ ok: false, error: 'invalid_blocks_format' });
    expect(await post({ text: 'x', blocks: JSON.stringify([{ type: 'divider' }]) })).toMatchObject({ ok: true });
  });

  test('every refusal is kept with its method and its places', async () => {
    fake.clearRecords();

    await post({ text: 'x', blocks: [{ type: 'section' }] });

    expect(fake.refused).toMatchObject([{ method: 'chat.postMessage', error: 'invalid_blocks', team: 'T1' }]);
    expect(fake.refused[0]?.messages[0]).toContain('[json-pointer:/blocks/0]');
  });
});

describe('the text of a message', () => {
  test('must be there where nothing else is', async () => {
    expect(await post({})).toMatchObject({ ok: false, error: 'no_text' });
    expect(await post({ text: 'x' })).toMatchObject({ ok: true });
  });

  test('is cut at 40,000 characters when posted and refused above 4,000 when changed', async () => {
    const posted = await post({ text: 'x'.repeat(40_001) });
    const changed = (text: string): Promise<Fields> =>
      callApi(fake, workspace.botToken, { method: 'chat.update', args: { channel, ts: posted.ts, text } });

    expect(posted).toMatchObject({ ok: true, message: { text: 'x'.repeat(40_000) } });
    expect(await changed('x'.repeat(4_001))).toMatchObject({ ok: false, error: 'msg_too_long' });
    expect(await changed('x'.repeat(4_000))).toMatchObject({ ok: true });
  });
});

describe('views', () => {
  const modal = { type: 'modal', title: plain('x'.repeat(24)), submit: plain('Go'), blocks: [inputOf({ type: 'plain_text_input' })] };

  test.each<[string, Fields, string]>([
    ['a title of more than 24', { ...modal, title: plain('x'.repeat(25)) }, '/view/title/text'],
    ['submit of more than 24', { ...modal, submit: plain('x'.repeat(25)) }, '/view/submit/text'],
    ['close of more than 24', { ...modal, close: plain('x'.repeat(25)) }, '/view/close/text'],
    ['private_metadata of more than 3000', { ...modal, private_metadata: 'x'.repeat(3_001) }, '/view/private_metadata'],
    ['callback_id of more than 255', { ...modal, callback_id: 'x'.repeat(256) }, '/view/callback_id'],
    ['more than 100 blocks', { ...modal, blocks: times(101, () => ({ type: 'divider' })) }, '/view/blocks'],
    ['no blocks', { ...modal, blocks: [] }, '/view/blocks'],
    ['input blocks without submit', { ...modal, submit: undefined }, '/view'],
    ['a table', { ...modal, blocks: [{ type: 'table', rows: [[plain('a')]] }] }, '/view/blocks/0/type'],
    ['another type', { ...modal, type: 'home' }, '/view/type'],
    ['an unknown member', { ...modal, colour: 'red' }, '/view'],
  ])('a modal with %s is refused', async (_name, view, at) => {
    const answer = await open(view);

    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(pointers(answer)).toContain(`[json-pointer:${at}]`);
  });

  test('a modal that keeps the rules is only refused for its trigger', async () => {
    expect(await open(modal)).toMatchObject({ ok: false, error: 'invalid_trigger_id' });
    expect(await open({ ...modal, private_metadata: 'x'.repeat(3_000), blocks: times(100, () => ({ type: 'divider' })) })).toMatchObject({
      error: 'invalid_trigger_id',
    });
  });

  test('a home tab has no title and no submit', async () => {
    const blocks = [{ type: 'section', text: marked('a') }];

    expect(await publish({ type: 'home', blocks })).toMatchObject({ ok: true });
    expect(await publish({ type: 'home', blocks, submit: plain('Go') })).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(await publish({ type: 'home', blocks, title: plain('a') })).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });
});
