import { sortRefusal } from '../../../../src/channels/discord/post/codes.ts';

describe('What a refusal is about', () => {
  it.each([
    [400, 50_035, 'message'],
    [400, 50_006, 'message'],
    [401, 0, 'later'],
    [403, 0, 'later'],
    [403, 40_001, 'later'],
    [403, 40_333, 'later'],
    [404, 0, 'place'],
    [404, 10_003, 'place'],
    [403, 50_001, 'place'],
    [403, 50_007, 'place'],
    [403, 50_013, 'place'],
    [403, 50_278, 'place'],
    [400, 160_005, 'place'],
    [400, 999_999, 'place'],
  ] as const)('is told by status %i and code %i: %s', (status, code, refusal) => {
    expect(sortRefusal({ status, code })).toBe(refusal);
  });
});
