/** What a client makes of Markdown. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code' | 'fence'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly inside: readonly Node[] }
  /** Somebody or something named, or an emoji: what would not be shown as it was written. */
  | { readonly kind: 'mention'; readonly text: string }
  | { readonly kind: 'bold' | 'slanted' | 'underlined' | 'struck' | 'spoiler' | 'small' | 'quote'; readonly inside: readonly Node[] }
  | { readonly kind: 'heading'; readonly level: number; readonly inside: readonly Node[] }
  | { readonly kind: 'item'; readonly mark: string; readonly depth: number; readonly inside: readonly Node[] };

type Rule = readonly [pattern: RegExp, make: (found: RegExpExecArray) => readonly Node[]];

const inside = (found: RegExpExecArray, group = 1): readonly Node[] => parseInline(found[group] ?? '');
const whole = (found: RegExpExecArray): string => found[0];

/**
 * Formats within a line, in the order in which a client tries them (docs.discord.com/developers/reference#message-formatting, and what the
 * desktop client is seen to do).
 */
const RULES: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/, (found) => [{ kind: 'text', text: found[1] ?? '' }]],
  [/^<(https?:\/\/[^ >]+)>/, (found) => [{ kind: 'link', url: found[1] ?? '', inside: [{ kind: 'text', text: found[1] ?? '' }] }]],
  [/^<(?:@[!&]?|#|a?:\w+:|\/[^:>]+:|t:-?|id:)[\w:-]+>/, (found) => [{ kind: 'mention', text: whole(found) }]],
  [/^@(?:everyone|here)/, (found) => [{ kind: 'mention', text: whole(found) }]],
  [/^\[((?:\\.|[^\]\\])+)\]\((https?:[^\s)]+)\)/, (found) => [{ kind: 'link', url: found[2] ?? '', inside: inside(found) }]],
  [/^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/, (found) => [{ kind: 'link', url: whole(found), inside: [{ kind: 'text', text: whole(found) }] }]],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (found) => [{ kind: 'bold', inside: inside(found) }]],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (found) => [{ kind: 'underlined', inside: inside(found) }]],
  [/^_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/, (found) => [{ kind: 'slanted', inside: inside(found) }]],
  [/^\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])+?)\*(?!\*)/, (found) => [{ kind: 'slanted', inside: inside(found) }]],
  [/^~~([\s\S]+?)~~(?!_)/, (found) => [{ kind: 'struck', inside: inside(found) }]],
  [/^\|\|([\s\S]+?)\|\|/, (found) => [{ kind: 'spoiler', inside: inside(found) }]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (found) => [{ kind: 'code', text: found[2] ?? '' }]],
  [/^:[\w+-]+:/, (found) => [{ kind: 'mention', text: whole(found) }]],
  [/^[^\\<@[*_~|`:h\n]+|^[\s\S]/u, (found) => [{ kind: 'text', text: whole(found) }]],
];

/** Reads Markdown as a client does. */
export function parseMarkdown(content: string): readonly Node[] {
  return content
    .split(/(```\n?[\s\S]+?\n?```)/)
    .flatMap((part, index): readonly Node[] =>
      index % 2 === 1 ? [{ kind: 'fence', text: part.replace(/^```\n?|\n?```$/g, '') }] : parseLines(part),
    );
}

/** The words a person sees, formats left out. */
export function readShown(content: string): string {
  return wordsOf(parseMarkdown(content));
}

/** The words of what was read. */
export function wordsOf(nodes: readonly Node[]): string {
  return nodes.map(wordsOfOne).join('');
}

function wordsOfOne(node: Node): string {
  if (node.kind === 'break') return '\n';
  if (node.kind === 'item') return `${node.mark} ${wordsOf(node.inside)}`;
  return 'inside' in node ? wordsOf(node.inside) : node.text;
}

function parseLines(text: string): readonly Node[] {
  return text
    .split('\n')
    .flatMap((line, index): readonly Node[] => [...(index === 0 ? [] : [{ kind: 'break' } as const]), ...parseLine(line)]);
}

function parseLine(line: string): readonly Node[] {
  const [, spaces = '', mark = '', rest = ''] = /^(\s*)(#{1,3}|-#|>>>|>|[-*]|\d+\.)\s+(.*)$/s.exec(line) ?? [];
  switch (mark) {
    case '':
      return parseInline(line);
    case '#':
    case '##':
    case '###':
      return [{ kind: 'heading', level: mark.length, inside: parseInline(rest) }];
    case '-#':
      return [{ kind: 'small', inside: parseInline(rest) }];
    case '>':
    case '>>>':
      return [{ kind: 'quote', inside: parseInline(rest) }];
    default:
      return [{ kind: 'item', mark, depth: spaces.length, inside: parseLine(rest) }];
  }
}

function parseInline(text: string): readonly Node[] {
  const nodes: Node[] = [];
  for (let rest = text; rest !== ''; ) {
    const [length, made] = parseNext(rest);
    nodes.push(...made);
    rest = rest.slice(length);
  }
  return joinTexts(nodes);
}

function parseNext(rest: string): readonly [number, readonly Node[]] {
  for (const [pattern, make] of RULES) {
    const found = pattern.exec(rest);
    if (found !== null) return [found[0].length, make(found)];
  }
  throw new Error('Some character is read by no rule.');
}

function joinTexts(nodes: readonly Node[]): readonly Node[] {
  const joined: Node[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.kind === 'text' && node.kind === 'text') joined.splice(-1, 1, { kind: 'text', text: last.text + node.text });
    else joined.push(node);
  }
  return joined;
}
