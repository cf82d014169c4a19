import { readReference, writeReference } from '../../../../src/channels/discord/post/reference.ts';

describe('A reference', () => {
  it.each([
    { channel: '1', parts: [{ message: '2', interaction: null }] },
    {
      channel: 'C1',
      parts: [
        { message: '@original', interaction: 'I1' },
        { message: '3', interaction: 'I1' },
        { message: '4', interaction: null },
      ],
    },
  ])('is read as it was written', (reference) => {
    expect(readReference(writeReference(reference))).toEqual(reference);
  });

  it.each([null, '', '1', '1|', '|1', '1|2,', '1|a~b~c', '1|2 3'])('is not read from %p', (reference) => {
    expect(readReference(reference)).toBeNull();
  });
});
