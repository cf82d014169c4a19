import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';

type ActionsElement = Extract<KnownBlock, { type: 'actions' }>['elements'][number];
type RichPart = RichTextBlock['elements'][number];

/** Text for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Rich text as Slack shows it. */
export function showRich(block: RichTextBlock): string {
  return block.elements.map(showPart).join('');
}

/** A button or a list of an actions block. */
export function showElement(element: ActionsElement): string {
  switch (element.type) {
    case 'button':
      return `<span class="button ${element.style ?? ''}">${escapeHtml(element.text.text)}</span>`;
    case 'external_select':
    case 'static_select':
      return `<span class="select">${escapeHtml(element.placeholder?.text ?? '')}<span>⌄</span></span>`;
    default:
      throw new Error(`The preview draws no ${element.type}: add it.`);
  }
}

function showPart(part: RichPart): string {
  switch (part.type) {
    case 'rich_text_section':
      return `<div>${showWords(part.elements)}</div>`;
    case 'rich_text_list': {
      const tag = part.style === 'ordered' ? 'ol' : 'ul';
      return `<${tag}>${part.elements.map(({ elements }) => `<li>${showWords(elements)}</li>`).join('')}</${tag}>`;
    }
    case 'rich_text_preformatted':
      return `<pre>${showWords(part.elements)}</pre>`;
    case 'rich_text_quote':
      return `<blockquote>${showWords(part.elements)}</blockquote>`;
    default:
      return part satisfies never;
  }
}

function showWords(elements: readonly RichTextElement[]): string {
  return elements.map(showWord).join('');
}

function showWord(element: RichTextElement): string {
  if (element.type === 'link') {
    return `<a>${escapeHtml(element.text ?? element.url)}</a>`;
  }
  if (element.type === 'emoji') {
    return `<span class="emoji ${element.name}" title=":${element.name}:"></span>`;
  }
  if (element.type !== 'text') {
    throw new Error(`The preview draws no ${element.type}: add it.`);
  }
  const { bold, code, italic, strike } = element.style ?? {};
  const words = escapeHtml(element.text);
  const coded = code === true ? `<code>${words}</code>` : words;
  const struck = strike === true ? `<s>${coded}</s>` : coded;
  const slanted = italic === true ? `<i>${struck}</i>` : struck;
  return bold === true ? `<b>${slanted}</b>` : slanted;
}
