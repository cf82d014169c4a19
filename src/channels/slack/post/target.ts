/** Where in Slack messages are posted: a channel, or a thread of it. */
export interface Target {
  readonly team: string;
  readonly channel: string;
  readonly thread: string | null;
}
