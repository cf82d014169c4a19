import { failureIn, type Look, type PastedTool } from './make.ts';

const SUCCEEDED =
  /connection to (?<host>[a-z0-9.-]{3,253}) (?:\((?<address>[0-9a-f.:]{3,45})\) )?(?:port )?(?<port>\d{2,5}) (?:port )?\[[^\]\n]{1,40}\] succeeded/g;
const FAILED =
  /nc: connect(?:x)? to (?<host>[a-z0-9.-]{3,253}) (?:\((?<address>[0-9a-f.:]{3,45})\) )?port (?<port>\d{2,5})(?: \(tcp\))? failed:(?<rest>[^\n]{0,100})/g;

function readNetcat(text: string): readonly Look[] {
  if (!text.includes('succeeded') && !text.includes('nc: connect')) return [];
  const looks = (matches: Iterable<RegExpExecArray>, failed: boolean) =>
    [...matches].map((match): Look => {
      const { host = '', address = null, port, rest = '' } = match.groups ?? {};
      return { host, port: Number(port), address, failed: failed ? failureIn(rest) : null, banner: null };
    });
  return [...looks(text.matchAll(SUCCEEDED), false), ...looks(text.matchAll(FAILED), true)];
}

/** Netcat with `-v`, of Linux and macOS. */
export const netcat: PastedTool = { name: 'nc', read: readNetcat };
