import type { Phrase } from '../../contracts/messages.ts';
import type { CureContext } from '../context.ts';

/** How the user name is written: as the row says; without a row, the same as for receiving. */
export function usernameWord({ request, target }: CureContext): Phrase {
  const recorded = target?.server?.username ?? null;
  if (recorded !== null) {
    return { key: `advice:username.${recorded}` };
  }
  const row = request.provider?.outgoing.find((server) => server.username !== null && server.sources.length > 0);
  return row?.username ? { key: `advice:username.${row.username}` } : { key: 'advice:username.unknown' };
}

/** Which password goes into the box. Its words are never asked for. */
export function passwordWord({ password }: CureContext): Phrase {
  return { key: `advice:password.${password}` };
}
