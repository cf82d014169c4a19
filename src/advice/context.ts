import type { AdviceRequest } from '../contracts/advice.ts';
import type { MailClientRow, OutgoingServer } from '../contracts/catalogue.ts';
import type { FindingId, Fix } from '../contracts/diagnosis.ts';
import type { FactId, FactValues } from '../contracts/facts.ts';
import type { Block, Phrase, PhraseParam } from '../contracts/messages.ts';
import type { SignId } from '../contracts/signs.ts';

/** The server to send through, and how well that is known. */
export interface Target {
  readonly fix: Fix;
  /** The row it rests on; null where it was measured only, or is the usual way only. */
  readonly server: OutgoingServer | null;
  /** `convention`: no row and no measurement, only the port most providers use (RFC 6409 §3.1, RFC 8314 §3.3). */
  readonly origin: 'recorded' | 'measured' | 'convention';
  /** Seen open by a measurement. */
  readonly alive: boolean;
  /** False where the row lists no encryption and none was measured. */
  readonly encryptionKnown: boolean;
}

/** What every cure is made from. */
export interface CureContext {
  readonly request: AdviceRequest;
  /** Null where no server may honestly be named. */
  readonly target: Target | null;
  /** Which password the program is to hold. */
  readonly password: 'usual' | 'app';
}

/** A cure: the parts of the reply, and whether the target's settings are the cure. */
export interface Cure {
  readonly blocks: readonly Block<Phrase>[];
  readonly settings: boolean;
}

/** Makes the cure of one cause. */
export type CureMaker = (context: CureContext) => Cure;

/** What a fact says; null where it was never told or the person does not know. */
export function factOf<K extends FactId>(request: AdviceRequest, id: K): FactValues[K] | null {
  const record: { readonly value: FactValues[K] | null } | undefined = request.evidence.facts[id];
  return record?.value ?? null;
}

/** Does the evidence hold one of these signs? */
export function hasSign(request: AdviceRequest, ...ids: readonly SignId[]): boolean {
  return request.evidence.signs.some((sign) => ids.includes(sign.id));
}

/** Does the evidence hold one of these findings? */
export function hasFinding(request: AdviceRequest, ...ids: readonly FindingId[]): boolean {
  return request.evidence.findings.some((finding) => ids.includes(finding.id));
}

/** How to call the mail provider in a sentence: its name, or "your mail provider". */
export function providerName(request: AdviceRequest): PhraseParam {
  return request.provider?.names ?? { key: 'causes:unknown.provider' };
}

/** How to call the mail program in a sentence: its name, the person's own word for it, or "your mail program". */
export function programName(request: AdviceRequest): PhraseParam {
  if (request.client?.id === 'outlook') return 'Outlook';
  return request.client?.names ?? factOf(request, 'client') ?? { key: 'advice:word.your_program' };
}

/** How the user name is written, from the server's row or else from a sourced row of the same provider; null where none records it. */
export function recordedUsername({ provider }: AdviceRequest, server: OutgoingServer | null): OutgoingServer['username'] {
  const known = server?.username ?? null;
  const other = provider?.outgoing.find((row) => row.username !== null && row.sources.length > 0);
  return known ?? other?.username ?? null;
}

/** Is it a program that sends by itself on a server (a relay, a web application)? Then there is no screen to click through. */
export function isServerProgram(request: AdviceRequest): boolean {
  return request.client?.traits.includes('server_software') ?? hasSign(request, 'client.server_software');
}

/** The program whose screens can be told click by click; null where no row has a path. */
export function programRow(request: AdviceRequest): MailClientRow | null {
  const rows = [request.client, request.standIn ?? null];
  return rows.find((row) => row !== null && row.path.length > 0) ?? null;
}
