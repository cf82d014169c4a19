import { describeFoundingStories } from './founding.ts';

describe('over HTTP, without gateway', () => {
  describeFoundingStories('http');
});
