import type { PermanentFailure } from '../../contracts/ports.ts';

/** A failure that trying again can't mend. */
export function permanent(message: string, cause?: unknown): PermanentFailure {
  return Object.assign(new Error(message, { cause }), { permanent: true as const });
}

/** Can trying again not help? */
export function isPermanent(error: unknown): error is PermanentFailure {
  return error instanceof Error && 'permanent' in error && error.permanent === true;
}
