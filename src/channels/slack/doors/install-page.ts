import type { IncomingMessage, ServerResponse } from 'node:http';
import { ErrorCode, type Installation } from '@slack/oauth';
import type { Lang } from '../../../contracts/lang.ts';
import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Translator } from '../../../contracts/messages.ts';

interface Page {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly translator: Translator;
  /** Where the browser names no language we speak. */
  readonly lang: Lang;
}

/** The app is in: on to Slack. */
export function showInstalled({ installation, ...page }: Page & { readonly installation: Installation }): void {
  const team = installation.team?.id;
  const link = team === undefined ? 'https://app.slack.com/' : `https://app.slack.com/client/${encodeURIComponent(team)}`;
  show(page, { status: 200, title: 'slack:install.done', text: 'slack:install.done_text', link, linkText: 'slack:install.open' });
}

/** The app is not in. What the browser sent was wrong (400), Slack said no (403), or something broke (500). */
export function showNotInstalled({ error, ...page }: Page & { readonly error: { readonly code: string } }): void {
  const title = error.code === ErrorCode.AuthorizationError ? 'slack:install.declined' : 'slack:install.failed';
  show(page, {
    status: statusOf(error.code),
    title,
    text: 'slack:install.failed_text',
    link: '/slack/install',
    linkText: 'slack:install.again',
  });
}

function statusOf(code: string): number {
  switch (code) {
    case ErrorCode.MissingStateError:
    case ErrorCode.InvalidStateError:
    case ErrorCode.MissingCodeError:
      return 400;
    case ErrorCode.AuthorizationError:
      return 403;
    default:
      return 500;
  }
}

interface Words {
  readonly status: number;
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly link: string;
  readonly linkText: MessageKey;
}

function show({ incoming, outgoing, translator, lang: usual }: Page, { status, title, text, link, linkText }: Words): void {
  const lang = readLang(incoming, usual);
  const say = (key: MessageKey): string => escapeHtml(translator.say({ key }, lang));
  outgoing.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': lang,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
  outgoing.end(`<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${say(title)}</title>
<style>body{font:18px/1.7 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;color:#1d2733}a{color:#1f4e79}</style>
<h1>${say(title)}</h1>
<p>${say(text)}</p>
<p><a href="${escapeHtml(link)}">${say(linkText)}</a></p>
</html>
`);
}

/** The first of the browser's languages that we speak. */
function readLang({ headers }: IncomingMessage, usual: Lang): Lang {
  const spoken = /(?:^|[,\s])(ja|en)\b/i.exec(headers['accept-language'] ?? '')?.[1]?.toLowerCase();
  return spoken === 'ja' || spoken === 'en' ? spoken : usual;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
