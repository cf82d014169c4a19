import type { Channel } from '../../src/contracts/ports.ts';
import { buildMessage, buildText, EVERY_KIND } from '../helpers/messages.ts';
import type { Script, ScriptedDesk } from '../helpers/scripted-desk.ts';

/** A channel with a person on the other side, on the platform's real or emulated transport. */
export interface ChannelStage {
  readonly channel: Channel;
  readonly desk: ScriptedDesk;
  /** Can the platform change a message in place? */
  readonly editsInPlace: boolean;
  /** The person writes; resolves when the desk has it. */
  write(text: string): Promise<void>;
  /** The person presses the button with this id of the last message. */
  choose(id: string): Promise<void>;
  /** The platform tells the last act once more; null where it never does. */
  repeat: (() => Promise<void>) | null;
  /** The platform tells the bot about its own last message; null where it never does. */
  echoOwn: (() => Promise<void>) | null;
  /** What the person sees now, a text for each message on the screen, oldest first. */
  shown(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const SILENT: Script = { answer: async () => undefined };

/** What every channel promises (contracts/ports `Channel`), whatever its platform. */
export function describeChannel(name: string, openStage: (script: Script) => Promise<ChannelStage>): void {
  describe(`${name} keeps the promises of a channel`, () => {
    let stage: ChannelStage;

    async function open(script: Script = SILENT): Promise<string> {
      stage = await openStage(script);
      await stage.write('送れません');
      return lastConversation();
    }

    function lastConversation(): string {
      const conversation = stage.desk.envelopes.at(-1)?.conversation;
      if (conversation === undefined) throw new Error('no envelope reached the desk');
      return conversation;
    }

    afterEach(async () => {
      await stage.close();
    });

    it('names a conversation {channel}:{place}:{thread}, and a message sent to that name reaches the person', async () => {
      const conversation = await open();
      await stage.desk.say(conversation, buildText('m1', 'こちらに届きます'));

      expect(conversation.split(':')[0]).toBe(stage.channel.name);
      expect(conversation.split(':').length).toBeGreaterThanOrEqual(3);
      expect((await stage.shown()).join('\n')).toContain('こちらに届きます');
    });

    it('hands over words as they were written, each under an id of its own', async () => {
      const conversation = await open();
      await stage.write('エラー 0x800CCC0E 「送信」 <b> & *太字* 😀');

      expect(stage.desk.envelopes.map(({ event }) => event)).toEqual([
        { kind: 'text', text: '送れません' },
        { kind: 'text', text: 'エラー 0x800CCC0E 「送信」 <b> & *太字* 😀' },
      ]);
      expect(new Set(stage.desk.envelopes.map(({ eventId }) => eventId)).size).toBe(2);
      expect(stage.desk.envelopes.every((envelope) => envelope.conversation === conversation)).toBe(true);
    });

    it('shows a message once, however often it is sent', async () => {
      const conversation = await open();
      const post = { conversation, person: conversation, seq: 9_001, message: buildText('m1', '一度だけ'), again: false };
      await stage.channel.send(post);
      await stage.channel.send({ ...post, again: true });

      expect((await stage.shown()).filter((text) => text.includes('一度だけ'))).toHaveLength(1);
    });

    it('changes a message where it stands', async () => {
      const conversation = await open();
      await stage.desk.say(conversation, buildText('m1', '調べています'));
      await stage.desk.say(conversation, buildText('m2', '次の話です'));
      await stage.desk.edit(conversation, buildText('m1', '調べ終わりました'));

      const shown = await stage.shown();
      expect(shown.join('\n')).toContain('調べ終わりました');
      if (stage.editsInPlace) {
        expect(shown.filter((text) => text.includes('調べ'))).toHaveLength(1);
        expect(shown.findIndex((text) => text.includes('調べ終わりました'))).toBeLessThan(
          shown.findIndex((text) => text.includes('次の話です')),
        );
      }
    });

    it('leaves out nothing of any kind of block', async () => {
      const conversation = await open();
      await stage.desk.say(conversation, buildMessage({ id: 'm1', blocks: EVERY_KIND }));

      const shown = (await stage.shown()).join('\n');
      expect(listWords(EVERY_KIND).filter((words) => !shown.includes(words))).toEqual([]);
    });

    it('delivers a very long text whole', async () => {
      const conversation = await open();
      const sentences = Array.from({ length: 900 }, (_, index) => `${index}番目の文です。`);
      await stage.desk.say(conversation, buildText('m1', sentences.join('\n')));

      const shown = (await stage.shown()).join('\n');
      expect(sentences.filter((sentence) => !shown.includes(sentence))).toEqual([]);
    });

    it('gives the id of the button that was pressed', async () => {
      const conversation = await open();
      await stage.desk.say(
        conversation,
        buildMessage({
          id: 'm1',
          blocks: [{ kind: 'text', text: 'ポートは？' }],
          choices: [
            { id: 'current_port:25', label: '25番', style: 'plain' },
            { id: 'current_port:unknown', label: 'わからない', style: 'plain' },
          ],
        }),
      );
      const shown = (await stage.shown()).join('\n');
      await stage.choose('current_port:unknown');

      expect(shown).toContain('わからない');
      expect(stage.desk.envelopes.at(-1)?.event).toEqual({ kind: 'choose', choice: 'current_port:unknown' });
    });

    it('gives an act that the platform repeats the same id, so that it acts once', async () => {
      await open();
      await stage.repeat?.();

      expect(stage.desk.envelopes).toHaveLength(1);
    });

    it('does not answer itself', async () => {
      const conversation = await open();
      await stage.desk.say(conversation, buildText('m1', '私の言葉です'));
      await stage.echoOwn?.();

      expect(stage.desk.envelopes).toHaveLength(1);
    });

    it('keeps the order of messages', async () => {
      const conversation = await open();
      for (let index = 0; index < 12; index += 1) await stage.desk.say(conversation, buildText(`m${index}`, `[${index}]`));

      const order = [...(await stage.shown()).join('\n').matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));
      expect(order).toEqual(Array.from({ length: 12 }, (_, index) => index));
    });

    it('can be stopped twice', async () => {
      await open();
      await stage.channel.stop();

      await expect(stage.channel.stop()).resolves.toBeUndefined();
    });
  });
}

/** Every string of a value but its machine words. */
function listWords(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(listWords);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (['kind', 'basis', 'state'].includes(key) ? [] : listWords(inner)));
}
