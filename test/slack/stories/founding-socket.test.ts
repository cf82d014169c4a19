import { describeFoundingStories } from './founding.ts';

describe('over Socket Mode', () => {
  describeFoundingStories('socket');
});
