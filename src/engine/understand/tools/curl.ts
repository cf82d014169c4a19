import { failureIn, type Look, type PastedTool } from './make.ts';

const CONNECTED = /connected to (?<host>[a-z0-9.-]{3,253}) \((?<address>[0-9a-f.:]{3,45})\) port (?<port>\d{2,5})/g;
const FAILED = /failed to connect to (?<host>[a-z0-9.-]{3,253}) port (?<port>\d{2,5})(?<rest>[^\n]{0,120})/g;
const TIMED_OUT = /curl: \(28\)[^\n]{0,20}(?:connection|failed to connect)[^\n]{0,80}/;

function readCurl(text: string): readonly Look[] {
  if (!text.includes('curl') && !text.includes('connected to ')) return [];
  const open = [...text.matchAll(CONNECTED)].map((match): Look => {
    const { host = '', address = null, port } = match.groups ?? {};
    return { host, port: Number(port), address, failed: null, banner: null };
  });
  const failed = [...text.matchAll(FAILED)].map((match): Look => {
    const { host = '', port, rest = '' } = match.groups ?? {};
    return { host, port: Number(port), address: null, failed: TIMED_OUT.test(text) ? 'timeout' : failureIn(rest), banner: null };
  });
  return [...open, ...failed];
}

/** `curl -v smtp://…`. */
export const curl: PastedTool = { name: 'curl', read: readCurl };
