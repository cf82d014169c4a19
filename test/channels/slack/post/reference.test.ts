import { readReference, writeReference } from '../../../../src/channels/slack/post/reference.ts';

describe('references of posted messages', () => {
  it.each([
    { channel: 'D1', parts: ['1712345678.000100'] },
    { channel: 'C0ABC', parts: ['1712345678.000100', '1712345679.000200'] },
    { channel: 'C1', parts: null },
  ])('come back as they were written: %j', (reference) => {
    expect(readReference(writeReference(reference))).toEqual(reference);
  });

  it.each([null, '', 'm1', 'D1|', 'D1|12', 'D1|1.1,', '|1.1', 'D1|eph,1.1'])('are not read from %j', (text) => {
    expect(readReference(text)).toBeNull();
  });
});
