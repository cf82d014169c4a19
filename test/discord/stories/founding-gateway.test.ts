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

    const names = WAYS_IN.flatMap(({ name, isOtherWithoutGateway }) => (isOtherWithoutGateway === true ? [name, `${name}-http`] : [name]));
    expect(files.toSorted()).toEqual(names.flatMap((name) => [`${name}.en.txt`, `${name}.ja.txt`]).toSorted());
  });
});
