import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  APIButtonComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import { escapeHtml, showMarkdown } from './show-markdown.ts';

/** A line of a conversation as it is drawn. */
export type Drawn =
  | { readonly from: 'person'; readonly name: string; readonly text: string }
  | { readonly from: 'command'; readonly name: string; readonly command: string }
  | {
      readonly from: 'bot';
      readonly components: readonly APIMessageTopLevelComponent[];
      readonly onlyYou: boolean;
      readonly onlyYouText: string;
    };

/** A conversation as Discord would show it, near enough to judge by. */
export function drawConversation(title: string, lines: readonly Drawn[], lang: string): string {
  return page(lang, `<div class="top"><span>#</span>${escapeHtml(title)}</div><div class="messages">${lines.map(drawLine).join('')}</div>`);
}

/** A modal over nothing. */
export function drawModal(
  modal: APIModalInteractionResponseCallbackData,
  words: { readonly cancel: string; readonly submit: string },
  lang: string,
): string {
  const boxes = modal.components.map((part) => {
    if (part.type !== 18 || part.component.type !== 4) throw new Error('The preview draws boxes under labels only.');
    const { placeholder = '', style } = part.component;
    const hint = part.description === undefined ? '' : `<div class="hint">${escapeHtml(part.description)}</div>`;
    return `<div class="label">${escapeHtml(part.label)}</div>${hint}<div class="box ${style === 2 ? 'long' : ''}">${escapeHtml(placeholder)}</div>`;
  });
  return page(
    lang,
    `<div class="modal"><div class="modal-title"><span class="avatar bot">送</span>${escapeHtml(modal.title)}<span class="x">×</span></div>${boxes.join('')}
    <div class="modal-foot"><span class="button grey">${escapeHtml(words.cancel)}</span><span class="button blue">${escapeHtml(words.submit)}</span></div></div>`,
  );
}

function page(lang: string, body: string): string {
  const css = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8');
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${css}</style><body>${body}</body></html>`;
}

function drawLine(line: Drawn): string {
  if (line.from === 'command') {
    return `<div class="command"><span class="avatar person small">${escapeHtml(line.name.charAt(0))}</span><b>${escapeHtml(line.name)}</b> <span class="mention">${escapeHtml(line.command)}</span></div>`;
  }
  const isBot = line.from === 'bot';
  const name = isBot ? 'Okuru' : line.name;
  const body = isBot ? line.components.map(drawComponent).join('') : `<div class="text">${escapeHtml(line.text)}</div>`;
  const avatar = `<span class="avatar ${line.from}">${isBot ? '送' : escapeHtml(name.charAt(0))}</span>`;
  const only = isBot && line.onlyYou ? `<div class="only-you">${escapeHtml(`👁 ${line.onlyYouText}`)}</div>` : '';
  const badge = isBot ? '<span class="badge">APP</span>' : '';
  return `<div class="message ${only === '' ? '' : 'ephemeral'}">${avatar}<div class="body"><div class="who"><b>${escapeHtml(name)}</b>${badge}<span class="time">9:00</span></div>${body}${only}</div></div>`;
}

function drawComponent(component: APIMessageTopLevelComponent | APIComponentInContainer): string {
  switch (component.type) {
    case 10:
      return `<div class="text">${showMarkdown(component.content)}</div>`;
    case 14:
      return '<hr>';
    case 17: {
      const colour = component.accent_color ?? null;
      const stripe = colour === null ? '' : ` style="border-left: 4px solid #${colour.toString(16).padStart(6, '0')}"`;
      return `<div class="container"${stripe}>${component.components.map(drawComponent).join('')}</div>`;
    }
    case 1:
      return `<div class="row">${component.components.map(drawControl).join('')}</div>`;
    default:
      throw new Error(`The preview draws no component of type ${component.type}: add it.`);
  }
}

function drawControl(control: APIComponentInMessageActionRow): string {
  if (control.type === 2) return drawButton(control);
  if (control.type === 3) return `<span class="select">${escapeHtml(control.placeholder ?? '')}<span>⌄</span></span>`;
  throw new Error(`The preview draws no control of type ${control.type}: add it.`);
}

function drawButton(button: APIButtonComponent): string {
  const label = 'label' in button ? (button.label ?? '') : '';
  const emoji = 'emoji' in button ? `${button.emoji?.name ?? ''} ` : '';
  return `<span class="button ${{ 1: 'blue', 2: 'grey', 3: 'green', 4: 'red', 5: 'grey', 6: 'grey' }[button.style]}">${escapeHtml(`${emoji}${label}`)}</span>`;
}
