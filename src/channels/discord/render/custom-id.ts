import type { DirectoryKind } from '../../../contracts/catalogue.ts';
import { LIMITS } from './limits.ts';
import { packConversation, packNumber, unpackConversation, unpackNumber } from './pack-id.ts';

/** Where a message is said: every button carries it, so that a click knows its conversation wherever it is pressed. */
export interface SaidAt {
  readonly conversation: string;
  readonly seq: number;
}

/** What a button, a list or a modal of a conversation does. */
export type Act =
  | { readonly kind: 'choose'; readonly choice: string }
  /** Opens the modal to write in; of that modal: what was written. */
  | { readonly kind: 'say' }
  /** Opens the modal to search with; of that modal: what was searched for. */
  | { readonly kind: 'find'; readonly directory: DirectoryKind; readonly question: string }
  /** A list of what was found: the value chosen is a choice id. */
  | { readonly kind: 'pick'; readonly question: string };

/** What belongs to no message of a conversation: it is for whoever presses it. */
export type Aside =
  /** Opens the form; of that modal: the form sent. */
  | { readonly kind: 'form' }
  | { readonly kind: 'lang'; readonly lang: 'ja' | 'en' }
  /** Asks whether to forget everything; `sure`: yes. */
  | { readonly kind: 'forget'; readonly sure: boolean }
  | { readonly kind: 'keep' };

/** What a `custom_id` of ours says. */
export type Pressed = ({ readonly at: SaidAt } & Act) | ({ readonly at: null } & Aside);

/**
 * `<place>.<seq>.<n>|<act>`: the conversation, the message, and a number that makes it unique in the message. Throws where it would be longer than
 * Discord takes: choice ids have room for 40 characters.
 */
export function customId({ conversation, seq }: SaidAt, n: number, act: Act): string {
  const id = `${customIdPrefix({ conversation, seq })}${n.toString(36)}|${nameAct(act)}`;
  if (id.length > LIMITS.customId) throw new Error(`The choice ${nameAct(act)} is too long for a button of Discord: give it a shorter id.`);
  return id;
}

/** How the `custom_id`s of all buttons of a message begin. */
export function customIdPrefix({ conversation, seq }: SaidAt): string {
  return `${packConversation(conversation)}.${packNumber(seq)}.`;
}

/** The `custom_id` of what belongs to no message. */
export function asideId(aside: Aside): string {
  switch (aside.kind) {
    case 'lang':
      return `lang|${aside.lang}`;
    case 'forget':
      return aside.sure ? 'forget|sure' : 'forget';
    default:
      return aside.kind;
  }
}

/** Reads a `custom_id`; null for what is none of ours. */
export function readCustomId(id: string): Pressed | null {
  const [, packed = '', number = '', rest = ''] = /^([dpt]\.[^|]+)\.([^.|]+)\.[0-9a-z]+\|(.+)$/s.exec(id) ?? [];
  const conversation = unpackConversation(packed);
  const seq = unpackNumber(number);
  const act = readAct(rest);
  return conversation === null || seq === null || act === null ? readAside(id) : { at: { conversation, seq }, ...act };
}

function nameAct(act: Act): string {
  switch (act.kind) {
    case 'choose':
      return act.choice;
    case 'say':
      return 'say';
    case 'find':
      return `find|${act.directory}|${act.question}`;
    case 'pick':
      return `pick|${act.question}`;
    default:
      return act satisfies never;
  }
}

function readAct(named: string): Act | null {
  if (named === '') return null;
  const [kind, first, second, ...more] = named.split('|');
  if (more.length > 0) return null;
  if (first === undefined) return kind === 'say' ? { kind } : { kind: 'choose', choice: named };
  if (second === undefined) return kind === 'pick' ? { kind, question: first } : null;
  return kind === 'find' && isDirectory(first) ? { kind, directory: first, question: second } : null;
}

function readAside(id: string): Pressed | null {
  switch (id) {
    case 'form':
    case 'keep':
      return { at: null, kind: id };
    case 'lang|ja':
      return { at: null, kind: 'lang', lang: 'ja' };
    case 'lang|en':
      return { at: null, kind: 'lang', lang: 'en' };
    case 'forget':
      return { at: null, kind: 'forget', sure: false };
    case 'forget|sure':
      return { at: null, kind: 'forget', sure: true };
    default:
      return null;
  }
}

function isDirectory(name: string): name is DirectoryKind {
  return name === 'isp' || name === 'mail_provider' || name === 'client';
}
