import { markOf, readMark } from '../../../../src/channels/discord/render/mark.ts';

const AT = { conversation: 'discord:dm/1:main', seq: 1_795_478_401_000 };

describe('The mark of a message', () => {
  it('is an integer that Discord takes as the id of a component, and gives to none by itself', () => {
    const marks = Array.from({ length: 10_000 }, (_, seq) => markOf({ ...AT, seq }, 0));

    expect(marks.every((mark) => Number.isInteger(mark) && mark >= 1000 && mark < 2 ** 31)).toBe(true);
    expect(new Set(marks).size).toBeGreaterThan(9_990);
  });

  it('is read from what Discord gives back, also where words were put above', () => {
    const mark = markOf(AT, 0);

    expect(readMark([{ type: 10, id: mark, content: 'a' }])).toBe(mark);
    expect(
      readMark([
        { type: 10, id: 1, content: 'a' },
        { type: 17, id: mark, components: [] },
        { type: 1, id: 2 },
      ]),
    ).toBe(mark);
  });

  it.each([undefined, null, 'x', [], [null, 1, 'x', {}], [{ id: 'x' }], [{ id: 1 }, { id: 999 }]])('is none in %j', (components) => {
    expect(readMark(components)).toBeNull();
  });
});
