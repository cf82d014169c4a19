import { createTokens, type InteractionToken, TOKEN_MS, type Tokens } from '../../../src/channels/discord/tokens.ts';
import { createFakeLogger } from '../../helpers/fake-logger.ts';
import { createFakeNotes, type FakeNotes } from './fake-notes.ts';

const CONVERSATION = 'discord:C1/U1:private';

describe('Tokens of interactions', () => {
  let notes: FakeNotes;
  let now: number;
  const made: Tokens[] = [];

  function create(): Tokens {
    const tokens = createTokens({ notes, clock: { now: () => now }, logger: createFakeLogger() });
    made.push(tokens);
    return tokens;
  }

  function token(interaction: string): InteractionToken {
    return { interaction, token: `secret of ${interaction}`, at: now, capped: false };
  }

  beforeEach(() => {
    notes = createFakeNotes();
    now = 1_000_000;
    jest.useFakeTimers();
  });

  afterEach(() => {
    for (const tokens of made) tokens.stop();
    jest.useRealTimers();
  });

  it('are told, the newest first', async () => {
    const tokens = create();
    await tokens.learn(CONVERSATION, token('I1'));
    await tokens.learn(CONVERSATION, token('I2'));

    expect((await tokens.of(CONVERSATION)).map(({ interaction }) => interaction)).toEqual(['I2', 'I1']);
    expect(await tokens.of('discord:C2/U1:private')).toEqual([]);
    expect(tokens.newestOf('U1')?.interaction).toBe('I2');
    expect(tokens.newestOf('U2')).toBeNull();
  });

  it('are on disk when they are learnt, all of those that come at once', async () => {
    const tokens = create();
    await Promise.all(['I1', 'I2', 'I3'].map((interaction) => tokens.learn(CONVERSATION, token(interaction))));

    expect((await create().of(CONVERSATION)).map(({ interaction }) => interaction)).toEqual(['I3', 'I2', 'I1']);
  });

  it('are of one interaction once', async () => {
    const tokens = create();
    await tokens.learn(CONVERSATION, token('I1'));
    await tokens.learn(CONVERSATION, token('I1'));

    expect(await tokens.of(CONVERSATION)).toHaveLength(1);
  });

  it('are good for less than fifteen minutes', async () => {
    const tokens = create();
    await tokens.learn(CONVERSATION, token('I1'));
    now += 60_000;
    await tokens.learn(CONVERSATION, token('I2'));
    now += TOKEN_MS - 60_000;

    expect((await tokens.of(CONVERSATION)).map(({ interaction }) => interaction)).toEqual(['I2']);
    expect(TOKEN_MS).toBeLessThan(15 * 60_000);
  });

  it('are erased when they are of no use any more', async () => {
    const tokens = create();
    await tokens.learn(CONVERSATION, token('I1'));
    expect(notes.pages.size).toBe(1);
    await jest.advanceTimersByTimeAsync(TOKEN_MS);

    expect(notes.pages.size).toBe(0);
  });

  it('stand under their person’s name, so that they are forgotten with them', async () => {
    await create().learn(CONVERSATION, token('I1'));
    await notes.erase('discord/U1/');

    expect(await create().of(CONVERSATION)).toEqual([]);
  });

  it('are not told once Discord has refused them', async () => {
    const tokens = create();
    await tokens.learn(CONVERSATION, token('I1'));
    tokens.drop('I1');

    expect(await tokens.of(CONVERSATION)).toEqual([]);
    expect(tokens.newestOf('U1')).toBeNull();
  });

  it('are none where the note cannot be read', async () => {
    await notes.write(`discord/U1/token/${CONVERSATION}`, 'no JSON');

    expect(await create().of(CONVERSATION)).toEqual([]);
  });
});
