/** What every block of a posted message says of where it belongs. */
export interface BlockPlace {
  readonly conversation: string;
  readonly seq: number;
}

/** How the ids of all blocks of a message begin: with it a message is found again in a channel's history. */
export function blockPrefix(conversation: string, seq: number): string {
  return `${conversation}#${seq}.`;
}

/** Reads `<conversation>#<seq>.<n>`; null for what is no id of ours. */
export function readBlockId(blockId: string): BlockPlace | null {
  const [, conversation, seq] = /^(.+)#(\d+)\.\d+$/s.exec(blockId) ?? [];
  return conversation === undefined || seq === undefined ? null : { conversation, seq: Number(seq) };
}
