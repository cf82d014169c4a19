import { createSlots } from '../../../src/channels/shared/slots.ts';

describe('slots for calls', () => {
  it('let so many through for each name, and the next in line when one is given back', async () => {
    const testSubject = createSlots(2);
    const entered: string[] = [];
    const enter = (name: string, who: string) =>
      testSubject.take(name).then((giveBack) => {
        entered.push(who);
        return giveBack;
      });
    const [giveBack] = await Promise.all([enter('T1', 'a'), enter('T1', 'b')]);
    const third = enter('T1', 'c');
    const fourth = enter('T1', 'd');
    await enter('T2', 'x');

    expect(entered).toEqual(['a', 'b', 'x']);

    giveBack();
    (await third)();
    await fourth;

    expect(entered).toEqual(['a', 'b', 'x', 'c', 'd']);
  });
});
