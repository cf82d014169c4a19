import type { Advice, AdviceRequest } from '../contracts/advice.ts';
import { chooseServer } from './choose-server.ts';
import type { CureContext } from './context.ts';
import { CURES } from './cures.ts';
import { settingsCard } from './parts/card.ts';
import { notPort25 } from './parts/not-port-25.ts';

/**
 * The cure of a cause for this provider and program: ordered parts of a reply, as message keys. Pure. `fix` and `card` are there only
 * where a change of settings is the cure and the values may honestly be named.
 */
export function advise(request: AdviceRequest): Advice {
  const target = chooseServer(request);
  const context: CureContext = { request, target, password: 'usual' };
  const cure = CURES[request.cause](context);
  const blocks = [...notPort25(request), ...cure.blocks];
  if (!cure.settings || target === null) {
    return { cause: request.cause, fix: null, server: null, blocks, card: null };
  }
  return { cause: request.cause, fix: target.fix, server: target.server, blocks, card: settingsCard(context, target) };
}
