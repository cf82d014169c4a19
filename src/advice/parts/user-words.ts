import type { Phrase } from '../../contracts/messages.ts';
import { type CureContext, recordedUsername } from '../context.ts';

/** How the user name is written: as the row says; without a row, the same as for receiving. */
export function usernameWord({ request, target }: CureContext): Phrase {
  const recorded = recordedUsername(request, target?.server ?? null);
  return { key: `advice:username.${recorded ?? 'unknown'}` };
}

/** Which password goes into the box. Its words are never asked for. */
export function passwordWord({ password }: CureContext): Phrase {
  return { key: `advice:password.${password}` };
}
