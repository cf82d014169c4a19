import { originKey } from '../../../../src/channels/slack/post/deliver.ts';
import type { Message } from '../../../../src/contracts/messages.ts';
import { buildMessage, buildText } from '../../../helpers/messages.ts';
import { buildPost, longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

const DM1 = 'DT1U1';

describe('changing a message', () => {
  let stage: PostStage;

  async function open(options?: PostStageOptions): Promise<PostStage> {
    stage = await openPostStage(options);
    return stage;
  }

  afterEach(async () => {
    const { refused } = stage.fake;
    await stage.close();
    expect(refused).toEqual([]);
  });

  function edit(seq: number, message: Message, more: { readonly again?: boolean } = {}): ReturnType<typeof buildPost> {
    return buildPost({ seq, message, ...more });
  }

  it('changes words and blocks where they stand, and takes away old buttons', async () => {
    const { poster, messages } = await open();
    const asked = buildMessage({
      id: 'w1',
      blocks: [{ kind: 'text', text: 'どうしますか？' }],
      choices: [{ id: 'a:b', label: 'はい', style: 'plain' }],
    });
    const reference = await poster.send(edit(1, asked));
    await poster.edit(edit(3, buildText('w1', '決まりました')), reference);

    expect(messages(DM1)).toHaveLength(1);
    expect(messages(DM1)[0]?.text).toBe('決まりました');
    expect(JSON.stringify(messages(DM1)[0]?.blocks)).not.toContain('button');
  });

  it('changes what another process posted, by its reference', async () => {
    const { poster, texts } = await open();
    const reference = await poster.send(edit(1, buildText('w1', 'before')));
    await stage.restart().edit(edit(2, buildText('w1', 'after')), reference);

    expect(texts(DM1)).toEqual(['after']);
  });

  it('deletes parts left over, posts parts that came to it, and knows them afterwards', async () => {
    const { poster, texts, messages } = await open();
    const reference = await poster.send(edit(1, buildText('w1', longText('甲'))));
    const many = messages(DM1).length;
    await poster.edit(edit(2, buildText('w1', 'short')), reference);
    const few = texts(DM1);
    await poster.edit(edit(3, buildText('w1', longText('乙'))), reference);
    const again = messages(DM1).length;
    await poster.edit(edit(4, buildText('w1', 'end')), reference);

    expect(many).toBeGreaterThan(1);
    expect([few, again, texts(DM1)]).toEqual([['short'], many, ['end']]);
  });

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'reset', committed: true },
  ] as const)('is tried again until it is done: %j', async (fault) => {
    const { poster, fake, texts } = await open();
    const reference = await poster.send(edit(1, buildText('w1', 'before')));
    fake.faults.next('chat.update', fault);
    await expect(poster.edit(edit(2, buildText('w1', 'after')), reference)).rejects.toThrow();
    await poster.edit(edit(2, buildText('w1', 'after'), { again: true }), reference);

    expect(texts(DM1)).toEqual(['after']);
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found', 'is_archived'])(
    'lets a message be that can’t be changed any more: %s',
    async (error) => {
      const { poster, fake, texts } = await open();
      const reference = await poster.send(edit(1, buildText('w1', 'before')));
      fake.faults.next('chat.update', { kind: 'error', error });
      await poster.edit(edit(2, buildText('w1', 'after')), reference);

      expect(texts(DM1)).toEqual(['before']);
    },
  );

  it('does nothing for a message that was never posted', async () => {
    const { poster, calls } = await open();
    await poster.edit(edit(2, buildText('w1', 'after')), null);

    expect(calls('chat.update')).toEqual([]);
  });

  it('says anew what only its reader saw', async () => {
    const { poster, texts } = await open();
    await stage.notes.write(originKey({ team: 'T1', user: 'U1' }), 'C1');
    stage.u1.closesDm('cannot_dm_bot');
    const reference = await poster.send(edit(1, buildText('w1', 'before')));
    await poster.edit(edit(2, look('running')), reference);
    await poster.edit(edit(3, buildText('w1', 'after')), reference);

    expect(texts('C1').slice(1)).toEqual(['U1: before', 'U1: after']);
  });

  it('shows of progress the newest about once a second, waits for none, and leaves the last word to the result', async () => {
    const { poster, texts, calls } = await open({ poster: { liveEveryMs: 60_000 } });
    const reference = await poster.send(edit(1, look('waiting')));
    for (let index = 0; index < 20; index += 1) await poster.edit(edit(2, look('running', `${index}`)), reference);
    await stage.until(() => calls('chat.update').length === 1);
    await poster.edit(edit(3, look('done')), reference);

    expect(calls('chat.update')).toHaveLength(2);
    expect(texts(DM1)[0]).toContain('確認できました');
  });

  it('shows progress no more than Slack takes, and is not held up by it', async () => {
    const { poster, fake, calls, texts } = await open({ poster: { liveEveryMs: 5 } });
    const reference = await poster.send(edit(1, look('waiting')));
    fake.faults.next('chat.update', { kind: 'rate_limited', retryAfter: 600 });
    await poster.edit(edit(2, look('running', 'first')), reference);
    await poster.edit(edit(2, look('running', 'second')), reference);
    await stage.until(() => calls('chat.update').length === 2);
    await poster.edit(edit(3, buildText('w1', 'result')), reference);

    expect(texts(DM1)).toEqual(['result']);
  });
});

function look(state: 'waiting' | 'running' | 'done', what = '587番'): Message {
  return buildMessage({ id: 'w1', blocks: [{ kind: 'progress', title: '調べています', items: [{ what, state }] }] });
}
