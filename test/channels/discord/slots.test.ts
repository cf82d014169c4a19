import type { APIInteractionResponse } from 'discord.js';
import { createFirstAnswer, type FirstAnswer, type Respond } from '../../../src/channels/discord/first-answer.ts';
import type { Originals } from '../../../src/channels/discord/originals.ts';
import type { Rendered } from '../../../src/channels/discord/render/rendered.ts';
import { createSlots, type SlotRack } from '../../../src/channels/discord/slots.ts';
import { until } from './house.ts';

const PRIVATE = 'discord:C1/U1:private';

describe('Slots for the answers of interactions', () => {
  let put: string[];
  let rack: SlotRack;

  beforeEach(() => {
    put = [];
    const originals: Originals = {
      async put(token) {
        put.push(token);
        return { kind: 'shown', message: { id: 'M9', channel: 'C1' } };
      },
      find: async () => null,
      clear: async () => undefined,
      whisper: async () => undefined,
    };
    rack = createSlots({ originals, clock: { now: Date.now }, patienceMs: 30, longestMs: 60 });
  });

  const say = (text: string): Rendered => ({ flags: 1 << 15, components: [{ type: 10, content: text }] });

  function arrive(
    token: string,
    respond: Respond = async () => ({ kind: 'shown', message: { id: `M-${token}`, channel: 'C1' } }),
  ): FirstAnswer {
    return createFirstAnswer({ interaction: `I-${token}`, token, channel: 'C1', at: Date.now(), respond });
  }

  it('are filled in the order they were opened, each once', async () => {
    for (const token of ['a', 'b']) rack.open({ conversation: PRIVATE, answer: arrive(token), isEphemeral: true, late: 'thinking' }).kept();
    const taken = [rack.take(PRIVATE), rack.take(PRIVATE), rack.take(PRIVATE)];

    expect(taken.map((slot) => slot?.token ?? null)).toEqual(['a', 'b', null]);
    await expect(taken[0]?.fill(say('x'))).resolves.toEqual({ kind: 'filled', channel: 'C1', message: 'M-a' });
    expect(put).toEqual([]);
  });

  it('wait until the event is kept: nothing is answered before', async () => {
    const order: string[] = [];
    const opened = rack.open({
      conversation: PRIVATE,
      answer: arrive('a', async ({ type }) => {
        order.push(`answered ${type}`);
        return { kind: 'shown', message: null };
      }),
      isEphemeral: true,
      late: 'thinking',
    });
    const filling = rack.take(PRIVATE)?.fill(say('x'));
    await new Promise((resolve) => setImmediate(resolve));
    order.push('kept');
    opened.kept();
    await filling;

    expect(order).toEqual(['kept', 'answered 4']);
  });

  it('say "is thinking" in time, ephemeral as the answer will be, and are filled in its place', async () => {
    const answers: APIInteractionResponse[] = [];
    const answer = arrive('a', async (response) => {
      answers.push(response);
      return { kind: 'shown', message: null };
    });
    rack.open({ conversation: PRIVATE, answer, isEphemeral: true, late: 'thinking' });
    await until(() => answers.length > 0);
    await expect(rack.take(PRIVATE)?.fill(say('x'))).resolves.toEqual({ kind: 'filled', channel: 'C1', message: 'M9' });

    expect(answers).toEqual([{ type: 5, data: { flags: 64 } }]);
    expect(put).toEqual(['a']);
  });

  it('are gone where another answer was given in time', async () => {
    const answer = arrive('a');
    rack.open({ conversation: PRIVATE, answer, isEphemeral: true, late: async () => ({ type: 6 }) }).kept();
    await answer.settled;

    await expect(rack.take(PRIVATE)?.fill(say('x'))).resolves.toEqual({ kind: 'gone' });
  });

  it('are open again where Discord refuses the message', async () => {
    let isRefusing = true;
    const answer = arrive('a', async () => {
      if (isRefusing) throw new Error('50035');
      return { kind: 'shown', message: null };
    });
    rack.open({ conversation: PRIVATE, answer, isEphemeral: true, late: 'thinking' }).kept();
    await expect(rack.take(PRIVATE)?.fill(say('x'))).rejects.toThrow('50035');
    isRefusing = false;

    await expect(rack.take(PRIVATE)?.fill(say('plain'))).resolves.toEqual({ kind: 'filled', channel: 'C1', message: null });
  });

  it('hold up what follows until there is a first answer', async () => {
    let isSettled = false;
    const opened = rack.open({ conversation: PRIVATE, answer: arrive('a'), isEphemeral: true, late: 'thinking' });
    const settled = rack.settled(PRIVATE).then(() => {
      isSettled = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    const before = isSettled;
    opened.kept();
    await rack.take(PRIVATE)?.fill(say('x'));
    await settled;

    expect(before).toBe(false);
    await expect(rack.settled(PRIVATE)).resolves.toBeUndefined();
  });

  it('are given back to who opened them where nothing is said', async () => {
    const opened = rack.open({ conversation: PRIVATE, answer: arrive('a'), isEphemeral: true, late: 'thinking' });
    opened.kept();

    await expect(opened.end()).resolves.toBe(false);
    expect(rack.take(PRIVATE)).toBeNull();
    await expect(opened.fill(say('x'))).resolves.toMatchObject({ kind: 'filled' });
  });
});
