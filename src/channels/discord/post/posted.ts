/** What matters of a message as Discord gives it back. */
export interface Given {
  readonly id: string;
  readonly channel: string | null;
  readonly flags: number;
  readonly components: unknown;
}

/** Reads it; null for what is no message: a proxy's page. */
export function readGiven(value: unknown): Given | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') return null;
  return {
    id: value.id,
    channel: 'channel_id' in value && typeof value.channel_id === 'string' ? value.channel_id : null,
    flags: 'flags' in value && typeof value.flags === 'number' ? value.flags : 0,
    components: 'components' in value ? value.components : [],
  };
}
