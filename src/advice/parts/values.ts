import type { AdviceRequest } from '../../contracts/advice.ts';
import type { Block, Phrase } from '../../contracts/messages.ts';
import type { CureContext, Target } from '../context.ts';
import { factOf, isServerProgram } from '../context.ts';
import { literal } from '../words.ts';
import { securityWord } from './program-words.ts';
import { passwordWord, usernameWord } from './user-words.ts';

interface Row {
  readonly label: Phrase;
  readonly value: Phrase;
  readonly old: Phrase | null;
}

/** The exact settings, each with what stands there now where that is known and differs. */
export function valuesBlock(context: CureContext, target: Target): Block<Phrase> {
  const { request } = context;
  const names = request.provider?.names ?? null;
  const title: Phrase = names === null ? { key: 'advice:values.title' } : { key: 'advice:values.title_of', params: { provider: names } };
  return { kind: 'values', title, rows: valueRows(context, target) };
}

/** The rows of the settings, also used by the card. */
export function valueRows(context: CureContext, target: Target): readonly Row[] {
  const { request } = context;
  const { fix } = target;
  return [
    { label: { key: 'advice:values.host' }, value: hostWord(context, target), old: oldHost(request, fix.host) },
    { label: { key: 'advice:values.port' }, value: literal(fix.port), old: oldPort(request, fix.port) },
    { label: { key: 'advice:values.security' }, value: securityWord(request, fix.security), old: oldSecurity(request, target) },
    { label: { key: 'advice:values.auth' }, value: { key: 'advice:word.on' }, old: oldAuth(request) },
    { label: { key: 'advice:values.username' }, value: usernameWord(context), old: null },
    { label: { key: 'advice:values.password' }, value: passwordWord(context), old: null },
  ];
}

/** The server's name, or that the present one stays; a program that delivers by itself has no present one. */
export function hostWord(context: CureContext, { fix }: Target): Phrase {
  if (fix.host !== null) return literal(fix.host);
  return isServerProgram(context.request) ? { key: 'advice:values.host_ask' } : { key: 'advice:values.host_keep' };
}

function oldHost(request: AdviceRequest, host: string | null): Phrase | null {
  const now = factOf(request, 'outgoing_server');
  return now === null || host === null || now === host ? null : literal(now);
}

/** A verdict that the line blocks port 25 says that sending goes out by 25, whether anybody looked or not. */
function oldPort(request: AdviceRequest, port: number): Phrase | null {
  const now = factOf(request, 'current_port') ?? (request.cause === 'op25b' ? 25 : null);
  return now === null || now === port ? null : literal(now);
}

function oldSecurity(request: AdviceRequest, { fix }: Target): Phrase | null {
  const now = factOf(request, 'security');
  if (now === null || now === fix.security) {
    return null;
  }
  return now === 'auto' ? { key: 'advice:word.auto' } : { key: `advice:now.${now}` };
}

function oldAuth(request: AdviceRequest): Phrase | null {
  return factOf(request, 'auth_enabled') === false ? { key: 'advice:word.off' } : null;
}
