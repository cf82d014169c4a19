import { TOKEN_MS } from '../../../../src/channels/discord/tokens.ts';
import type { Message } from '../../../../src/contracts/messages.ts';
import { visibleText } from '../../../discord/emulator/index.ts';
import { buildMessage, buildText } from '../../../helpers/messages.ts';
import { longText, openPostStage, type PostStage, type PostStageOptions } from './stage.ts';

function progress(id: string, state: 'running' | 'done', what = '587番'): Message {
  return buildMessage({ id, blocks: [{ kind: 'progress', title: '確かめています', items: [{ what, state }] }] });
}

describe('Changing a message', () => {
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

  it('is done in place', async () => {
    const { poster, post, u1, texts } = await open();
    const reference = await poster.send(post({ seq: 1 }));
    await poster.edit(post({ seq: 2, message: buildText('w1', 'neu') }), reference);

    expect(texts(u1.dm)).toEqual(['neu']);
  });

  it('is done in place by the token it was written with, also by a new process', async () => {
    const { poster, post, restart, c1, texts } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const { conversation } = ran;
    const reference = await poster.send(post({ conversation, seq: 1 }));
    const newer = await stage.runs(c1);
    await newer.say('はい');
    await poster.edit(post({ conversation, seq: 2, message: buildText('w1', 'neu') }), reference);
    await restart().edit(post({ conversation, seq: 3, message: buildText('w1', 'noch neuer') }), reference);

    expect(texts(c1)).toEqual(['noch neuer', 'はい']);
  });

  it('says anew what only one person saw, when the time for changes is over', async () => {
    const { poster, post, c1, u1, texts, time } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const { conversation } = ran;
    const reference = await poster.send(post({ conversation, seq: 1 }));
    time.ahead = TOKEN_MS;
    await poster.edit(post({ conversation, seq: 2, message: buildText('w1', 'neu') }), reference);

    expect(texts(c1)).toEqual(['line 1']);
    expect(texts(u1.dm)[0]).toContain('neu');
  });

  it('changes an answer in the direct messages also when its token is old', async () => {
    const { poster, post, u1, direct, texts, time } = await open();
    const ran = await stage.runs(u1.dm, direct);
    ran.leave();
    const reference = await poster.send(post({ seq: 1 }));
    time.ahead = TOKEN_MS;
    await poster.edit(post({ seq: 2, message: buildText('w1', 'neu') }), reference);

    expect(texts(u1.dm)).toEqual(['neu']);
  });

  it('lets progress go where nothing can be changed any more', async () => {
    const { poster, post, c1, u1, texts, time } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const { conversation } = ran;
    const reference = await poster.send(post({ conversation, seq: 1, message: progress('w1', 'running') }));
    time.ahead = TOKEN_MS;
    await poster.edit(post({ conversation, seq: 2, message: progress('w1', 'running', '465番') }), reference);
    await poster.edit(post({ conversation, seq: 3, message: buildText('w1', 'neu') }), reference);

    expect(texts(u1.dm)).toEqual([expect.stringContaining('neu')]);
  });

  it('shows the newest state of progress, and the result last', async () => {
    const { poster, post, u1, texts, calls } = await open({ poster: { liveEveryMs: 40 } });
    const reference = await poster.send(post({ seq: 1, message: progress('w1', 'running', '0番') }));
    for (let step = 1; step <= 30; step += 1)
      await poster.edit(post({ seq: 1, message: progress('w1', 'running', `${step}番`) }), reference);
    await poster.edit(post({ seq: 3, message: progress('w1', 'done', '最後') }), reference);

    expect(texts(u1.dm)[0]).toContain('最後');
    expect(calls('editMessage').length).toBeLessThan(4);
  });

  it('does not wait for progress', async () => {
    const { poster, post, fake } = await open();
    const reference = await poster.send(post({ seq: 1, message: progress('w1', 'running') }));
    fake.faults.next('editMessage', { kind: 'hang' });
    await poster.edit(post({ seq: 1, message: progress('w1', 'running', '465番') }), reference);

    expect(stage.calls('editMessage')).toEqual([]);
  });

  it('posts parts that came to it, and deletes those left over', async () => {
    const { poster, post, u1, texts, seen } = await open();
    const reference = await poster.send(post({ seq: 1 }));
    await poster.edit(post({ seq: 2, message: buildText('w1', longText('長')) }), reference);
    const grown = seen(u1.dm).length;
    await poster.edit(post({ seq: 3, message: buildText('w1', 'kurz') }), reference);

    expect(grown).toBeGreaterThan(2);
    expect(texts(u1.dm)).toEqual(['kurz']);
  });

  it('does the same for what only one person sees', async () => {
    const { poster, post, c1, u2, texts } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const { conversation } = ran;
    const reference = await poster.send(post({ conversation, seq: 1 }));
    await poster.edit(post({ conversation, seq: 2, message: buildText('w1', longText('長')) }), reference);
    const grown = texts(c1).length;
    await poster.edit(post({ conversation, seq: 3, message: buildText('w1', 'kurz') }), reference);

    expect(grown).toBeGreaterThan(2);
    expect(texts(c1)).toEqual(['kurz']);
    expect(u2.sees(c1)).toEqual([]);
  });

  it('leaves alone a message that its place lost', async () => {
    const { poster, post, guild, u1, texts, calls } = await open();
    const { conversation, message } = await stage.writesInC1();
    const reference = await poster.send(post({ conversation, seq: 1 }));
    guild.deletes(message.id);
    await poster.edit(post({ conversation, seq: 2, message: buildText('w1', 'neu') }), reference);

    expect(calls('editMessage')).toHaveLength(1);
    expect(texts(u1.dm)).toEqual([]);
  });

  it.each([{ kind: 'status', status: 502, committed: true } as const, { kind: 'reset' } as const])(
    'is tried again where its answer was lost',
    async (fault) => {
      const { poster, post, fake, u1, texts } = await open();
      const reference = await poster.send(post({ seq: 1 }));
      fake.faults.next('editMessage', fault);
      await expect(poster.edit(post({ seq: 2, message: buildText('w1', 'neu') }), reference)).rejects.toThrow();
      await poster.edit(post({ seq: 2, message: buildText('w1', 'neu'), again: true }), reference);

      expect(texts(u1.dm)).toEqual(['neu']);
    },
  );

  it('takes used buttons away, in a channel and where only one person sees them', async () => {
    const { poster, post, c1, u1, u2, seen } = await open();
    const ran = await stage.runs(c1);
    ran.leave();
    const { conversation } = ran;
    const message = buildMessage({
      id: 'w1',
      blocks: [{ kind: 'text', text: 'はいですか' }],
      choices: [{ id: 'q:yes', label: 'はい', style: 'primary' }],
    });
    await poster.send(post({ conversation, message }));
    await poster.send(post({ seq: 2, message }));
    const components = [{ type: 10, content: 'はい、でした' } as const];
    const [own, direct] = [seen(c1)[0], seen(u1.dm)[0]];
    await poster.retire({ conversation, channel: c1, message: own?.id ?? '', components, token: 'of the click' });
    await poster.retire({ conversation: stage.direct, channel: u1.dm, message: direct?.id ?? '', components, token: null });

    expect([...seen(c1), ...seen(u1.dm)].map(visibleText)).toEqual(['はい、でした', 'はい、でした']);
    expect(u2.sees(c1)).toEqual([]);
  });

  it('leaves the buttons of a message that was changed meanwhile', async () => {
    const { poster, post, u1, seen, texts } = await open();
    const reference = await poster.send(post({ seq: 1 }));
    await poster.edit(post({ seq: 2, message: buildText('w1', 'neu') }), reference);
    const components = [{ type: 10, content: 'alt' } as const];
    await poster.retire({ conversation: stage.direct, channel: u1.dm, message: seen(u1.dm)[0]?.id ?? '', components, token: null });

    expect(texts(u1.dm)).toEqual(['neu']);
  });

  it('takes the buttons of a message away where another by the same interaction was changed just now', async () => {
    const { poster, post, c1, texts, seen } = await open();
    const { conversation, say } = await stage.runs(c1);
    await say('hallo');
    const reference = await poster.send(post({ conversation, seq: 1, message: buildText('w1', 'alt') }));
    await poster.send(post({ conversation, seq: 2, message: buildText('w2', 'fragt') }));
    await poster.edit(post({ conversation, seq: 3, message: buildText('w1', 'neu') }), reference);
    const components = [{ type: 10, content: 'gefragt' } as const];
    await poster.retire({ conversation, channel: c1, message: seen(c1).at(-1)?.id ?? '', components, token: 'of the click' });

    expect(texts(c1)).toEqual(['hallo', 'neu', 'gefragt']);
  });

  it('never rejects over used buttons', async () => {
    const { poster, fake, u1 } = await open();
    fake.faults.next('editMessage', { kind: 'reset' });
    const used = { conversation: stage.direct, channel: u1.dm, message: '1', components: [], token: null };

    await expect(poster.retire(used)).resolves.toBeUndefined();
  });
});
