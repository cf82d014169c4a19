import { failureIn, type Look, type PastedTool } from './make.ts';

const COMMAND = /s_client\b(?<options>[^\n]{0,200}?)-connect[ =](?<host>[a-z0-9.-]{3,253}):(?<port>\d{2,5})(?<rest>[\s\S]{0,4000})/g;
const CONNECTED = /connected\(\d{8}\)/;
const FAILED = /connect:|errno=|bio_lookup|name or service/;

function readCommand(match: RegExpExecArray): readonly Look[] {
  const { host = '', port, rest = '' } = match.groups ?? {};
  const isOpen = CONNECTED.test(rest);
  if (!isOpen && !FAILED.test(rest)) return [];
  return [{ host, port: Number(port), address: null, failed: isOpen ? null : failureIn(rest), banner: null }];
}

function readOpenssl(text: string): readonly Look[] {
  return text.includes('s_client') ? [...text.matchAll(COMMAND)].flatMap(readCommand) : [];
}

/** `openssl s_client -connect`. */
export const openssl: PastedTool = { name: 'openssl', read: readOpenssl };
