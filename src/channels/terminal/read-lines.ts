import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** One line of input; `tooLong` ones are thrown away as they arrive, so that no input fills the memory. */
export type InputLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too_long' };

/** Lines of a UTF-8 stream in order, without their line ends; a last line without a line end counts when it is not empty. */
export async function* readLines(input: Readable, maxLength: number): AsyncGenerator<InputLine> {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let overflow = false;
  for await (const chunk of input) {
    const parts = (held + decode(decoder, chunk)).split('\n');
    held = parts.pop() ?? '';
    for (const part of parts) {
      yield overflow || part.length > maxLength ? { kind: 'too_long' } : { kind: 'line', text: dropReturn(part) };
      overflow = false;
    }
    if (held.length > maxLength) {
      overflow = true;
      held = '';
    }
  }
  const rest = held + decoder.end();
  if (overflow) yield { kind: 'too_long' };
  else if (rest !== '') yield { kind: 'line', text: dropReturn(rest) };
}

function decode(decoder: StringDecoder, chunk: unknown): string {
  if (typeof chunk === 'string') return chunk;
  return chunk instanceof Uint8Array ? decoder.write(chunk) : '';
}

function dropReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
