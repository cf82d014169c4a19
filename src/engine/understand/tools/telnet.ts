import { failureIn, type Look, type PastedTool } from './make.ts';

const COMMAND = /\btelnet (?<host>[a-z0-9.-]{3,253}) (?<port>\d{2,5})(?<rest>[\s\S]{0,700})/g;
const WINDOWS =
  /(?:connecting to|接続中:?) (?<host>[a-z0-9.-]{3,253}?)\.\.\.[\s\S]{0,160}?(?:port|ポート番号?) {0,2}:? {0,2}(?<port>\d{2,5})/g;
const CONNECTED = /connected to |escape character is/;
const BANNER = /(?:^|\n|: {0,2}|")(?<banner>(?:220|421|554)[ -][a-z0-9][^\n"]{0,200})/;
const FAILED =
  /unable to connect|could not|connection (?:timed out|refused)|connect failed|timed out|no route|unknown host|失敗|できませんでした|doesn't answer/;
const NEXT_COMMAND = /\btelnet [a-z0-9.-]{3,253} \d/;
const ADDRESS = /trying (?<address>[0-9a-f.:]{3,45}?)\.\.\./;

function readCommand(match: RegExpExecArray): Look | null {
  const { host = '', port, rest = '' } = match.groups ?? {};
  const next = rest.search(NEXT_COMMAND);
  const output = next === -1 ? rest : rest.slice(0, next);
  const banner = BANNER.exec(output)?.groups?.banner ?? null;
  const isOpen = banner !== null || CONNECTED.test(output);
  if (!isOpen && !FAILED.test(output)) return null;
  return {
    host,
    port: Number(port),
    address: ADDRESS.exec(output)?.groups?.address ?? null,
    failed: isOpen ? null : failureIn(output),
    banner,
  };
}

function readTelnet(text: string): readonly Look[] {
  if (!text.includes('telnet') && !text.includes('connecting to') && !text.includes('接続中')) return [];
  const commands = [...text.matchAll(COMMAND)].map(readCommand).filter((look) => look !== null);
  if (commands.length > 0) return commands;
  return [...text.matchAll(WINDOWS)].map((match) => ({
    host: match.groups?.host ?? '',
    port: Number(match.groups?.port),
    address: null,
    failed: failureIn(match[0]),
    banner: null,
  }));
}

/** Telnet of Linux, macOS and Windows. */
export const telnet: PastedTool = { name: 'telnet', read: readTelnet };
