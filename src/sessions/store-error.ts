/** `in_use`: another process has it. `newer`: a newer program made it. `unusable`: it is damaged, no store at all, or cannot be reached or written. */
export type StoreTrouble = 'in_use' | 'newer' | 'unusable';

/** Storage that cannot be opened. `code` says why; the words for the operator are main's. */
export class StoreError extends Error {
  readonly code: StoreTrouble;

  constructor(code: StoreTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
