import { describeFoundingStories } from './founding.ts';

describe('over gateway and HTTP', () => {
  describeFoundingStories('both');
});

describe('over HTTP, without gateway', () => {
  describeFoundingStories('http');
});
