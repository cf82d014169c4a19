import type { SessionInfo } from 'discord.js';
import { createSessions } from '../../../../src/channels/discord/doors/sessions.ts';
import { createFakeLogger } from '../../../helpers/fake-logger.ts';
import { createFakeNotes, type FakeNotes } from '../fake-notes.ts';

describe('Sessions of the gateway', () => {
  let notes: FakeNotes;

  beforeEach(() => {
    notes = createFakeNotes();
  });

  const open = () => createSessions({ notes, logger: createFakeLogger() });
  const session = (sequence: number): SessionInfo => ({
    resumeURL: 'ws://127.0.0.1/',
    sequence,
    sessionId: 'S',
    shardCount: 1,
    shardId: 0,
  });

  it('are known to the process that comes after', async () => {
    const before = open();
    before.note('0.1', session(7));
    await before.settle();

    await expect(open().read('0.1')).resolves.toEqual(session(7));
    await expect(open().read('0.9')).resolves.toBeNull();
  });

  it('are not further than what is on disk', async () => {
    const sessions = open();
    let keep = (): void => undefined;
    sessions.follow(
      new Promise((resolve) => {
        keep = resolve;
      }),
    );
    sessions.note('0.1', session(8));
    const settled = sessions.settle();
    await new Promise((resolve) => setImmediate(resolve));
    const early = [...notes.pages];
    keep();
    await settled;

    expect(early).toEqual([]);
    expect(notes.pages.size).toBe(1);
  });

  it('that are over are taken up by nobody', async () => {
    const sessions = open();
    sessions.note('0.1', session(7));
    await sessions.settle();
    sessions.note('0.1', null);

    await expect(sessions.read('0.1')).resolves.toBeNull();
    await sessions.settle();
    expect([...notes.pages]).toEqual([]);
  });

  it('that can’t be read are none', async () => {
    await notes.write('discord/gateway/0.1', '{"sequence":"x"}');

    await expect(open().read('0.1')).resolves.toBeNull();
  });
});
