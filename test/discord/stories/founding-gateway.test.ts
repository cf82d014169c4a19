import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeFoundingStories } from './founding.ts';
import { WAYS_IN } from './ways-in.ts';

describe('over the gateway', () => {
  describeFoundingStories('gateway');
});

describe('the transcripts', () => {
  it('are those of the ways in, in both languages', () => {
    const files = readdirSync(join(import.meta.dirname, '../transcripts'));

    expect(files.toSorted()).toEqual(WAYS_IN.flatMap(({ name }) => [`${name}.en.txt`, `${name}.ja.txt`]).toSorted());
  });
});
