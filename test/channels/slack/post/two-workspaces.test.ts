import { buildPost, directOf, furnish, openPostStage, type PostStage } from './stage.ts';

describe('two workspaces', () => {
  let stage: PostStage;

  beforeEach(async () => {
    stage = await openPostStage({ oauth: true });
  });

  afterEach(async () => {
    const { refused } = stage.fake;
    await stage.close();
    expect(refused).toEqual([]);
  });

  function post(team: string, seq: number): ReturnType<typeof buildPost> {
    return buildPost({ conversation: directOf('U1', team), person: `${team}/U1`, seq, text: `for ${team}` });
  }

  it('never mix tokens or words, whatever they do at once', async () => {
    const { fake, poster, texts, workspace } = stage;
    const other = furnish(fake.workspace('T2'));
    await stage.storeInstallation(workspace);
    await stage.storeInstallation(other);
    fake.faults.rate('chat.postMessage', 0.3, { kind: 'rate_limited', retryAfter: 0 });
    const posts = Array.from({ length: 80 }, (_, seq) => post(seq % 2 === 0 ? 'T1' : 'T2', seq));
    const references = await Promise.all(posts.map((each) => poster.send(each)));
    await Promise.all(posts.map((each, index) => poster.edit({ ...each, seq: each.seq + 1_000 }, references[index] ?? null)));

    expect(new Set(texts('DT1U1', workspace))).toEqual(new Set(['for T1']));
    expect(new Set(texts('DT2U1', other))).toEqual(new Set(['for T2']));
    expect(new Set(fake.calls.map(({ token }) => token))).toEqual(new Set([workspace.botToken, other.botToken]));
    for (const { token, args } of fake.calls) {
      expect(JSON.stringify(args)).not.toContain(token === workspace.botToken ? 'T2' : 'T1');
    }
  });

  it('go on where the other one’s token is revoked', async () => {
    const { fake, poster, texts, workspace } = stage;
    const other = furnish(fake.workspace('T2'));
    await stage.storeInstallation(workspace);
    await stage.storeInstallation(other);
    fake.faults.next('*', { kind: 'error', error: 'token_revoked' }, { times: 9, when: ({ team }) => team === 'T2' });
    await expect(poster.send(post('T2', 1))).rejects.toMatchObject({ permanent: true });
    await poster.send(post('T1', 1));

    expect(texts('DT1U1')).toEqual(['for T1']);
  });

  it('a workspace without installation is sent nothing, not even by the token of another', async () => {
    const { fake, poster, workspace } = stage;
    await stage.storeInstallation(workspace);
    await expect(poster.send(post('T2', 1))).rejects.toMatchObject({ permanent: true });

    expect(fake.calls).toEqual([]);
  });
});

describe('a token that Slack refuses', () => {
  let stage: PostStage;

  afterEach(async () => {
    await stage.close();
  });

  it.each(['token_revoked', 'account_inactive'])('of an installation is forgotten, and the post is given up (%s)', async (error) => {
    stage = await openPostStage({ oauth: true });
    const { fake, poster, notes, logger, workspace } = stage;
    await stage.storeInstallation(workspace);
    fake.faults.next('chat.postMessage', { kind: 'error', error });
    await expect(poster.send(buildPost())).rejects.toMatchObject({ permanent: true });
    const before = fake.calls.length;
    await expect(poster.send(buildPost({ seq: 2 }))).rejects.toMatchObject({ permanent: true });

    expect(await notes.read('slack/T1/installation')).toBeNull();
    expect(fake.calls).toHaveLength(before);
    expect(logger.of('warn')).toContain('Slack installation refused, tokens deleted');
  });

  it('of an installation is exchanged for the one a new installation brought, by whichever process', async () => {
    stage = await openPostStage({ oauth: true });
    const { fake, poster, texts, workspace, workspaces } = stage;
    const { id, botId, botUser } = workspace;
    await stage.storeInstallation({ id, botId, botUser, botToken: 'xoxb-old' });
    await workspaces.clientOf('T1');
    await stage.storeInstallation(workspace, 'elsewhere');
    await poster.send(buildPost());

    expect(texts('DT1U1')).toEqual(['line 1']);
    expect(fake.calls.map(({ token }) => token)).toEqual(['xoxb-old', workspace.botToken, workspace.botToken]);
  });

  it('of an installation is kept where the refusal may be for the address that calls', async () => {
    stage = await openPostStage({ oauth: true });
    const { fake, poster, texts, workspace } = stage;
    await stage.storeInstallation(workspace);
    fake.faults.next('*', { kind: 'error', error: 'invalid_auth' }, { times: 2 });
    await expect(poster.send(buildPost())).rejects.not.toHaveProperty('permanent');
    fake.faults.clear();
    await poster.send(buildPost({ again: true }));

    expect(texts('DT1U1')).toEqual(['line 1']);
  });

  it('of the settings keeps the posts until it is mended, and says so once', async () => {
    stage = await openPostStage();
    const { fake, poster, texts, logger } = stage;
    fake.faults.next('*', { kind: 'error', error: 'invalid_auth' }, { times: 6, when: ({ method }) => method !== 'auth.test' });
    for (let index = 0; index < 3; index += 1) {
      await expect(poster.send(buildPost({ again: index > 0 }))).rejects.not.toHaveProperty('permanent');
    }
    fake.faults.clear();
    await poster.send(buildPost({ again: true }));

    expect(texts('DT1U1')).toEqual(['line 1']);
    expect(logger.of('error')).toEqual(['Slack refuses the token, posts wait until that is mended']);
  });
});
