import { type Node, parseMarkdown } from './markdown.ts';

const TAGS = { bold: 'b', slanted: 'i', underlined: 'u', struck: 's', spoiler: 'mark', small: 'small', quote: 'blockquote' } as const;

const LENS =
  '<svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="2"><circle cx="6.5" cy="6.5" r="4.5"/><path d="M10 10l5 5"/></svg>';

/** The emoji that the bot uses, drawn without a font of emoji. */
const EMOJI: Readonly<Record<string, { readonly name: string; readonly mark: string }>> = {
  '✅': { name: 'done', mark: '✓' },
  '❌': { name: 'failed', mark: '✕' },
  '⏳': { name: 'running', mark: '⋯' },
  '⚪': { name: 'waiting', mark: '' },
  '➖': { name: 'skipped', mark: '–' },
  '✏️': { name: 'plain', mark: '✎' },
  '🔎': { name: 'plain', mark: LENS },
  '👁': { name: 'plain', mark: '◉' },
};

/** Text for HTML. */
export function escapeHtml(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return safe.replace(/✅|❌|⏳|⚪|➖|✏️|🔎|👁/gu, (emoji) => `<span class="emoji ${EMOJI[emoji]?.name}">${EMOJI[emoji]?.mark}</span>`);
}

/** Markdown as Discord shows it. */
export function showMarkdown(content: string): string {
  return showNodes(parseMarkdown(content));
}

function showNodes(nodes: readonly Node[]): string {
  return nodes
    .map(showNode)
    .join('')
    .replaceAll(/(<\/(?:h[123]|small|blockquote|pre)>|<\/div>)\n/g, '$1');
}

function showNode(node: Node): string {
  switch (node.kind) {
    case 'text':
      return escapeHtml(node.text);
    case 'break':
      return '\n';
    case 'code':
      return `<code>${escapeHtml(node.text)}</code>`;
    case 'fence':
      return `<pre>${escapeHtml(node.text)}</pre>`;
    case 'link':
      return `<a>${showNodes(node.inside)}</a>`;
    case 'mention':
      return `<span class="mention">${escapeHtml(node.text)}</span>`;
    case 'heading':
      return `<h${node.level}>${showNodes(node.inside)}</h${node.level}>`;
    case 'item':
      return `<div class="item"><span>${node.mark === '-' ? '•' : node.mark}</span><div>${showNodes(node.inside)}</div></div>`;
    default:
      return `<${TAGS[node.kind]}>${showNodes(node.inside)}</${TAGS[node.kind]}>`;
  }
}
