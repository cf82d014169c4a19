import type { MailClientRow, ScreenStep } from '../../contracts/catalogue.ts';
import type { Phrase } from '../../contracts/messages.ts';
import type { CureContext, Target } from '../context.ts';
import { factOf } from '../context.ts';
import { canBeSet, hasOneBox, securityWord } from './program-words.ts';
import { sayStep } from './say-step.ts';
import { passwordWord, usernameWord } from './user-words.ts';

/** One field: the way to its screen, and what is done there. */
interface Field {
  readonly way: readonly ScreenStep[];
  readonly acts: readonly Phrase[];
}

const WAYS: readonly ScreenStep['act'][] = ['menu', 'open', 'tab', 'press', 'tap', 'long_press'];

/**
 * Click by click through the outgoing-server settings of a program, in the words of its screen. Encryption comes before the port, because
 * many programs change the port by themselves when encryption changes; boxes that lock the others come first of all.
 */
export function clickPath(context: CureContext, row: MailClientRow, target: Target): readonly Phrase[] {
  const { port, encryption, auth } = row.fields;
  const unlock = port.slice(0, -1).filter(isLock);
  const fields = inOrder(
    authField(context, auth),
    encryptionField(context, row, target, encryption),
    portField(context, row, target, port),
  );
  return [...sayAll(context, row.path), ...sayAll(context, unlock), ...joinFields(context, fields), ...serverCheck(context, row, target)];
}

/** The steps to the sign-in boxes of the outgoing server only. */
export function signInPath(context: CureContext, row: MailClientRow): readonly Phrase[] {
  return [...sayAll(context, row.path), ...joinFields(context, [authField(context, row.fields.auth)])];
}

/** Steps as they stand in the row. */
export function sayAll(context: CureContext, steps: readonly ScreenStep[]): readonly Phrase[] {
  return steps.flatMap((step) => sayStep(context, step));
}

function isLock(step: ScreenStep): boolean {
  return step.act === 'tick' || step.act === 'untick';
}

/** Sign-in, encryption, port; encryption first where sign-in and port share a screen that encryption is not on. */
function inOrder(auth: Field, encryption: Field, port: Field): readonly Field[] {
  const away = sameWay(auth.way, port.way) && !sameWay(auth.way, encryption.way);
  return away ? [encryption, auth, port] : [auth, encryption, port];
}

/** Two fields on one screen: the way there is said once. */
function joinFields(context: CureContext, fields: readonly Field[]): readonly Phrase[] {
  return fields.flatMap((field, index) => {
    const before = fields[index - 1];
    const there = before !== undefined && sameWay(before.way, field.way);
    return [...(there ? [] : sayAll(context, field.way)), ...field.acts];
  });
}

function sameWay(one: readonly ScreenStep[], other: readonly ScreenStep[]): boolean {
  return (
    one.length === other.length && one.every((step, index) => step.act === other[index]?.act && step.label?.en === other[index]?.label?.en)
  );
}

function authField(context: CureContext, steps: readonly ScreenStep[]): Field {
  const start = steps.findIndex((step) => !WAYS.includes(step.act));
  const way = start < 0 ? steps : steps.slice(0, start);
  const rest = start < 0 ? [] : steps.slice(start);
  return { way, acts: rest.flatMap((step, index) => sayAuth(context, step, rest[index - 1], rest[index + 1])) };
}

function sayAuth(context: CureContext, step: ScreenStep, before: ScreenStep | undefined, after: ScreenStep | undefined): readonly Phrase[] {
  const label = step.label?.[context.request.screen] ?? null;
  if (label === null) return [];
  if (step.act === 'enter') return [fillIn(context, label)];
  if (step.act !== 'choose') return sayAll(context, [step]);
  if (after?.act === 'choose') return [];
  const list = before?.act === 'choose' ? (before.label?.[context.request.screen] ?? null) : null;
  if (list !== null) return [{ key: 'advice:set.choice', params: { label: list, word: label } }];
  return after?.act === 'enter' ? [{ key: `advice:set.kind.${context.request.screen}`, params: { label } }] : sayAll(context, [step]);
}

/** The rows keep the labels, not their meaning: a box named after a password takes the password. */
function fillIn(context: CureContext, label: string): Phrase {
  const password = /パスワード|password/i.test(label);
  return password
    ? { key: 'advice:set.password', params: { label, password: passwordWord(context) } }
    : { key: 'advice:set.username', params: { label, username: usernameWord(context) } };
}

function encryptionField(context: CureContext, row: MailClientRow, { fix }: Target, steps: readonly ScreenStep[]): Field {
  const way = steps.slice(0, -1);
  const label = steps.at(-1)?.label?.[context.request.screen] ?? null;
  if (label === null || !canBeSet(context.request, fix.security)) return { way: [], acts: [] };
  if (hasOneBox(row)) {
    const act = fix.security === 'none' ? 'untick' : 'tick';
    return { way, acts: steps.slice(-1).flatMap((step) => sayStep(context, { ...step, act })) };
  }
  return { way, acts: [{ key: 'advice:set.choice', params: { label, word: securityWord(context.request, fix.security) } }] };
}

function portField(context: CureContext, row: MailClientRow, target: Target, steps: readonly ScreenStep[]): Field {
  const way = steps.slice(0, -1).filter((step) => !isLock(step));
  const last = steps.at(-1);
  const label = last?.label?.[context.request.screen] ?? null;
  if (last === undefined || label === null) return { way: [], acts: [] };
  return { way, acts: [sayPort(context, { label, target, inName: row.traits.includes('no_port_box'), list: last.act === 'choose' })] };
}

interface PortBox {
  readonly label: string;
  readonly target: Target;
  /** The number is written behind the server's name. */
  readonly inName: boolean;
  /** The number is chosen from a list. */
  readonly list: boolean;
}

function sayPort({ request }: CureContext, { label, target, inName, list }: PortBox): Phrase {
  const { host, port } = target.fix;
  const old = factOf(request, 'current_port');
  if (inName) {
    return { key: 'advice:set.port_in_name', params: { label, port, host: host ?? { key: 'advice:word.present_name' } } };
  }
  if (list) return { key: 'advice:set.port_choose', params: { label, port } };
  if (old === port) return { key: 'advice:set.port_keep', params: { label, port } };
  return old === null ? { key: 'advice:set.port', params: { label, port } } : { key: 'advice:set.port_from', params: { label, port, old } };
}

/** Where no screen of the row is marked as holding the server's name, it is looked for on the way back. */
function serverCheck({ request }: CureContext, row: MailClientRow, { fix }: Target): readonly Phrase[] {
  const marked = [...row.path, ...row.fields.auth, ...row.fields.encryption, ...row.fields.port].some((step) => step.act === 'server');
  const right = fix.host === null || factOf(request, 'outgoing_server') === fix.host || row.traits.includes('no_port_box');
  if (marked || right || row.test !== null || fix.host === null) {
    return [];
  }
  return [{ key: `advice:set.server_near.${request.screen}`, params: { host: fix.host } }];
}
