import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyBlock, HomeView, InputBlock, KnownBlock, ModalView } from '@slack/types';
import { escapeHtml, showElement, showRich } from './elements.ts';

/** A line of a conversation as it is drawn. */
export type Drawn =
  | { readonly from: 'person'; readonly name: string; readonly text: string }
  | { readonly from: 'bot'; readonly blocks: readonly KnownBlock[] };

/** A conversation as Slack would show it, near enough to judge by. */
export function drawConversation(title: string, lines: readonly Drawn[], lang: string): string {
  return page(lang, `<div class="top">${escapeHtml(title)}</div><div class="messages">${lines.map(drawLine).join('')}</div>`);
}

/** A modal over nothing. */
export function drawModal(view: ModalView, lang: string): string {
  const foot = [view.close, view.submit].map(
    (text, index) => `<span class="button ${index === 1 ? 'primary' : ''}">${escapeHtml(text?.text ?? '')}</span>`,
  );
  return page(
    lang,
    `<div class="modal"><div class="modal-title">${escapeHtml(view.title.text)}<span>×</span></div>
    <div class="modal-body">${view.blocks.map(drawBlock).join('')}</div><div class="modal-foot">${foot.join('')}</div></div>`,
  );
}

/** The home tab. */
export function drawHome(view: HomeView, lang: string): string {
  return page(lang, `<div class="top">Okuru</div><div class="home">${view.blocks.map(drawBlock).join('')}</div>`);
}

function page(lang: string, body: string): string {
  const css = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${css}</style><body>${body}</body></html>`;
}

function drawLine(line: Drawn): string {
  const name = line.from === 'bot' ? 'Okuru' : line.name;
  const badge = line.from === 'bot' ? '<span class="badge">APP</span>' : '';
  const body = line.from === 'bot' ? line.blocks.map(drawBlock).join('') : `<div class="block">${escapeHtml(line.text)}</div>`;
  const avatar = `<div class="avatar ${line.from}">${line.from === 'bot' ? '送' : escapeHtml(name.charAt(0))}</div>`;
  return `<div class="message">${avatar}<div class="body"><div class="who">${escapeHtml(name)}${badge}<span class="time">9:00</span></div>${body}</div></div>`;
}

function drawBlock(block: AnyBlock): string {
  if (!isKnown(block)) {
    throw new Error(`The preview draws no ${block.type}: add it.`);
  }
  switch (block.type) {
    case 'rich_text':
      return `<div class="block">${showRich(block)}</div>`;
    case 'section':
      return `<div class="block">${escapeHtml(block.text?.text ?? '')}</div>`;
    case 'header':
      return `<h2>${escapeHtml(block.text.text)}</h2>`;
    case 'divider':
      return '<hr>';
    case 'context':
      return `<div class="block context">${block.elements.map((element) => (element.type === 'image' ? '' : escapeHtml(element.text))).join(' ')}</div>`;
    case 'actions':
      return `<div class="block actions">${block.elements.map(showElement).join('')}</div>`;
    case 'table':
      return drawTable(block);
    case 'input':
      return drawInput(block);
    default:
      throw new Error(`The preview draws no ${block.type}: add it.`);
  }
}

function isKnown(block: AnyBlock): block is KnownBlock {
  return ['rich_text', 'section', 'header', 'divider', 'context', 'actions', 'table', 'input'].includes(block.type);
}

function drawTable({ rows, column_settings: columns = [] }: Extract<KnownBlock, { type: 'table' }>): string {
  const cells = rows.map((row) =>
    row
      .map((cell, index) => {
        const shown = cell.type === 'rich_text' ? showRich(cell) : '';
        return `<td class="${columns[index]?.is_wrapped === true ? '' : 'whole'}">${shown}</td>`;
      })
      .join(''),
  );
  return `<div class="block table"><table>${cells.map((row) => `<tr>${row}</tr>`).join('')}</table></div>`;
}

function drawInput({ label, element, hint, optional }: InputBlock): string {
  const placeholder = 'placeholder' in element ? (element.placeholder?.text ?? '') : '';
  const kind = element.type === 'plain_text_input' ? (element.multiline === true ? 'multiline' : '') : 'select';
  const arrow = kind === 'select' ? '<span>⌄</span>' : '';
  const note = optional === true ? ' <small></small>' : '';
  const below = hint === undefined ? '' : `<div class="hint">${escapeHtml(hint.text)}</div>`;
  return `<div class="label">${escapeHtml(label.text)}${note}</div><div class="box ${kind}">${escapeHtml(placeholder)}${arrow}</div>${below}`;
}
