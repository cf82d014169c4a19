import type { QuotedReply } from '../../contracts/reading.ts';
import type { Draft } from './draft.ts';
import { firstMatch, type Selection } from './pattern-set.ts';

// RFC 5321 §4.2 (three digits), RFC 3463 §2 (class.subject.detail). Only refusals are of interest.
const WITH_ENHANCED = /(?<![\d.])(?<code>[45][0-5]\d)(?:[ -]|, |: ){1,2}[#(]{0,2}(?<enhanced>[45]\.\d{1,3}\.\d{1,3})(?![\d.])/g;
const ENHANCED_AFTER = /(?<![\d.])(?<code>[45][0-5]\d)[ -][^\n]{3,120}?\(?#(?<enhanced>[45]\.\d{1,3}\.\d{1,3})\)/g;
const MOST_REPLIES = 20;
const AROUND = 200;
const HOST_NEAR =
  /(?<![a-z])(?:host|server responded:?|response from(?: the remote server)?:?|remote-mta: dns;|server:|サーバーの?応答:?) {0,3}'?(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})/g;
const PORT_NEAR = /(?:(?:port|ポート) {0,2}[:：=]? {0,2}|[a-z0-9\]]:)(?<port>25|465|587|2525)(?!\d)/;

/** Replies of servers that the person quoted. A reply proves that the port was open. */
export function readReplies(text: string, selection: Selection, draft: Draft): readonly QuotedReply[] {
  const found = [...text.matchAll(WITH_ENHANCED), ...text.matchAll(ENHANCED_AFTER), ...bareReplies(text, selection)];
  const list: QuotedReply[] = [];
  for (const match of found.slice(0, MOST_REPLIES)) {
    const reply = describe(text, match);
    const isKnown = list.some((known) => known.code === reply.code && (reply.enhanced === null || known.enhanced === reply.enhanced));
    if (!isKnown) list.push(reply);
  }
  if (list.length > 0 || firstMatch(selection.group('replies/said'), text) !== null) draft.signs.add('reply.quoted');
  if (list.some((reply) => reply.port === 25)) draft.signs.add('reply.on_25');
  return list;
}

/** Three digits alone are a reply only beside words of a server (`replies/bare`, with a group `code`). */
function bareReplies(text: string, selection: Selection): readonly RegExpExecArray[] {
  return selection.group('replies/bare').flatMap(({ regex }) => [...text.matchAll(regex)]);
}

function describe(text: string, match: RegExpExecArray): QuotedReply {
  const start = Math.max(0, match.index - AROUND);
  const around = text.slice(start, match.index + match[0].length + AROUND);
  const hosts = [...around.matchAll(HOST_NEAR)];
  const before = hosts.findLast((host) => host.index < match.index - start);
  const port = PORT_NEAR.exec(around)?.groups?.port;
  return {
    code: Number(match.groups?.code),
    enhanced: match.groups?.enhanced ?? null,
    host: (before ?? hosts[0])?.groups?.host ?? null,
    port: port === undefined ? null : Number(port),
  };
}
