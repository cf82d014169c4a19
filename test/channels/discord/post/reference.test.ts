import { readReference, writeReference } from '../../../../src/channels/discord/post/reference.ts';

describe('A reference', () => {
  it.each([
    { channel: '1', parts: [{ message: '2', interaction: null, isAnswer: false }] },
    {
      channel: 'C1',
      parts: [
        { message: null, interaction: 'I1', isAnswer: true },
        { message: '2', interaction: 'I1', isAnswer: true },
        { message: '3', interaction: 'I1', isAnswer: false },
        { message: '4', interaction: null, isAnswer: false },
      ],
    },
  ])('is read as it was written', (reference) => {
    expect(readReference(writeReference(reference))).toEqual(reference);
  });

  it.each([null, '', '1', '1|', '|1', '1|2,', '1|a~b~c', '1|a~', '1|@2', '1|~@2', '1|2 3'])('is not read from %p', (reference) => {
    expect(readReference(reference)).toBeNull();
  });
});
