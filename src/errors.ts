import type { Phrase } from './contracts/messages.ts';

/** A broken setting or a bug: thrown, never expected trouble. `code` is stable; `advice` tells the operator what to do, in their language. */
export class BotError extends Error {
  readonly code: string;
  readonly advice: readonly Phrase[];

  constructor(code: string, advice: readonly Phrase[], options?: ErrorOptions) {
    super(`${code}: ${advice.map(({ key, params }) => `${key} ${JSON.stringify(params ?? {})}`).join('; ')}`, options);
    this.name = 'BotError';
    this.code = code;
    this.advice = advice;
  }
}
