import type { Socket } from 'node:net';
import type { Failure, ProbeStep, SmtpFacts } from '../contracts/probes.ts';
import { classify, type Outcome, type Trouble } from './floor/classify.ts';
import { type Door, openConnection } from './floor/connect.ts';
import type { Meter } from './floor/lines.ts';
import { readTlsFacts, type Security, secureConnection } from './floor/secure.ts';
import { type Reply, startTalk, type Talk, type TalkTime } from './floor/smtp-talk.ts';
import { cleanText, scrubAddresses } from './floor/text.ts';

/** One server at one address, and how TLS begins there. */
export interface SmtpTarget {
  readonly door: Door;
  readonly security: Security;
  /** True where TLS comes first (465, RFC 8314 §3.3). */
  readonly implicitTls: boolean;
}

/** What a look brought. Facts are null where not even a connection was made; after a later failure they hold all that was seen until then. */
export interface SmtpLook {
  readonly failure: Failure | null;
  readonly facts: SmtpFacts | null;
}

/** A polite end is worth this much waiting (RFC 5321 §4.1.1.10). */
const QUIT_MS = 500;

type Draft = { -readonly [K in keyof SmtpFacts]: SmtpFacts[K] };

/** A look under way. */
interface Visit {
  readonly target: SmtpTarget;
  readonly time: TalkTime;
  readonly facts: Draft;
  readonly meter: Meter;
  socket: Socket;
  talk: Talk;
}

/** Banner, EHLO, STARTTLS, handshake, EHLO again, QUIT; nothing after that (design §1 rule 7). Never rejects. */
export async function lookAtSmtp(target: SmtpTarget, time: TalkTime): Promise<SmtpLook> {
  const opened = await openConnection(target.door, time);
  if (!opened.ok) return { failure: classify(opened.trouble, 'connect'), facts: null };
  const meter: Meter = { bytes: 0 };
  const facts = emptyFacts(target.implicitTls);
  const first: Socket = opened.value;
  const visit: Visit = { target, time, facts, meter, socket: first, talk: startTalk(first, time, meter) };
  try {
    const failure = await walk(visit);
    return { failure, facts };
  } finally {
    visit.socket.destroy();
    first.destroy();
  }
}

/** The steps in order; ends at the first failure. */
async function walk(visit: Visit): Promise<Failure | null> {
  if (visit.target.implicitTls) {
    const failure = await handshake(visit);
    if (failure !== null) return failure;
  }
  const failure = (await greet(visit)) ?? (await greetBack(visit)) ?? (visit.target.implicitTls ? null : await startTls(visit));
  if (visit.socket.writable && stillListens(failure)) await quit(visit);
  return failure;
}

async function greet({ talk, facts, target }: Visit): Promise<Failure | null> {
  const heard = await talk.hear();
  if (!heard.ok) return classify(heard.trouble, 'greeting');
  const banner = cleanText(scrubAddresses(heard.value.lines.join(' '), target.door.address), 256);
  facts.banner = banner;
  facts.bannerHost = /^\S+/.exec(banner)?.[0].toLowerCase() ?? null;
  facts.greetingCode = heard.value.code;
  return heard.value.code >= 400 ? classify({ kind: 'reply', code: heard.value.code }, 'greeting') : null;
}

/** EHLO before TLS, or the only one where TLS came first. */
async function greetBack({ talk, facts, target }: Visit): Promise<Failure | null> {
  const heard = readExtensions(await talk.ask('EHLO'));
  if (!heard.ok) return classify(heard.trouble, 'ehlo');
  keepExtensions(facts, heard.value, target.implicitTls);
  return null;
}

async function startTls(visit: Visit): Promise<Failure | null> {
  const { facts, talk } = visit;
  if (!facts.extensionsBefore.includes('STARTTLS')) {
    facts.starttls = 'not_offered';
    return facts.extensionsBefore.some(isMasked) ? classify({ kind: 'stripped', code: null }, 'ehlo') : null;
  }
  const heard = await talk.ask('STARTTLS');
  if (!heard.ok) return failStartTls(facts, heard.trouble, 'starttls');
  if (heard.value.code !== 220) {
    facts.starttls = 'refused';
    return classify({ kind: 'stripped', code: heard.value.code }, 'starttls');
  }
  const failure = await handshake(visit);
  if (failure !== null) {
    facts.starttls = 'failed';
    return failure;
  }
  facts.starttls = 'done';
  const inside = readExtensions(await visit.talk.ask('EHLO'));
  if (!inside.ok) return classify(inside.trouble, 'ehlo_again');
  keepExtensions(facts, inside.value, true);
  return null;
}

function failStartTls(facts: Draft, trouble: Trouble, step: ProbeStep): Failure {
  facts.starttls = 'failed';
  return classify(trouble, step);
}

/** TLS over the socket as it stands. What came in plaintext before is thrown away and counted (CVE-2011-0411), never taken as an answer. */
async function handshake(visit: Visit): Promise<Failure | null> {
  const unasked = visit.talk.leave();
  if (unasked > 0 && !visit.target.implicitTls) visit.facts.discardedBytes = unasked;
  const secured = await secureConnection(visit.socket, visit.target.security, visit.time);
  if (!secured.ok) return classify(secured.trouble, 'handshake');
  visit.facts.tls = readTlsFacts(secured.value, visit.target.security.host);
  visit.socket = secured.value;
  visit.talk = startTalk(secured.value, visit.time, visit.meter);
  return null;
}

/** A server that turned us down still waits for QUIT (RFC 5321 §3.1); one that is silent, gone or speaks something else does not. */
function stillListens(failure: Failure | null): boolean {
  return failure === null || failure.kind === 'greeting_refused' || failure.kind === 'starttls_stripped';
}

async function quit({ socket, time, meter, talk }: Visit): Promise<void> {
  talk.leave();
  await startTalk(socket, { deadline: time.deadline, stepMs: Math.min(QUIT_MS, time.stepMs) }, meter).ask('QUIT');
}

interface Extensions {
  readonly keywords: readonly string[];
  readonly auth: readonly string[];
  readonly size: number | null;
}

const MAX_KEYWORDS = 64;

/** The EHLO answer: its first line is a greeting, the others are extensions (RFC 5321 §4.1.1.1). */
function readExtensions(heard: Outcome<Reply>): Outcome<Extensions> {
  if (!heard.ok) return heard;
  if (heard.value.code !== 250) return { ok: false, trouble: { kind: 'reply', code: heard.value.code } };
  const lines = heard.value.lines.slice(1, 1 + MAX_KEYWORDS).map((line) => cleanText(line, 512).toUpperCase());
  // Old servers write `AUTH=LOGIN` beside or instead of `AUTH LOGIN`.
  const words = lines.map((line) => line.replace(/^AUTH=/, 'AUTH ').split(/\s+/));
  const size = words.find(([keyword]) => keyword === 'SIZE')?.[1];
  return {
    ok: true,
    value: {
      keywords: [...new Set(words.map(([keyword]) => keyword ?? '').filter((keyword) => keyword !== ''))],
      auth: [...new Set(words.filter(([keyword]) => keyword === 'AUTH').flatMap((line) => line.slice(1)))],
      size: size !== undefined && /^\d{1,15}$/.test(size) ? Number(size) : null,
    },
  };
}

function keepExtensions(facts: Draft, { keywords, auth, size }: Extensions, inside: boolean): void {
  if (inside) {
    facts.extensionsInside = keywords;
    facts.authInside = auth;
  } else {
    facts.extensionsBefore = keywords;
    facts.authBefore = auth;
  }
  facts.size = size ?? facts.size;
}

/** Firewalls that inspect SMTP write over keywords they don't let through: `250-XXXXXXXA` where `250-STARTTLS` stood. */
function isMasked(keyword: string): boolean {
  return /^X{4,}[A-Z]?$/.test(keyword);
}

function emptyFacts(implicitTls: boolean): Draft {
  return {
    kind: 'smtp',
    banner: null,
    bannerHost: null,
    greetingCode: null,
    implicitTls,
    extensionsBefore: [],
    extensionsInside: [],
    starttls: 'not_tried',
    authBefore: [],
    authInside: [],
    size: null,
    tls: null,
  };
}
