import { type Fields, fieldListAt, fieldsAt, isFields, textAt } from '../../../helpers/json.ts';
import { FLAGS, type MessageRow, type ModalRow } from '../state/rows.ts';

/** Discord's own marks taken out of a text: `**a**` reads `a`, `[b](http://c)` reads `b`. What stands in code is left alone. */
export function readText(text: string): string {
  return text
    .split(/(```[\s\S]*?```|(?<!\\)`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? readCode(part) : readMarks(part)))
    .join('');
}

function readCode(code: string): string {
  return code.startsWith('```') ? code : code.slice(1, -1);
}

function readMarks(text: string): string {
  return text
    .replace(/^(?:#{1,3}|-#) /gm, '')
    .replace(/\[([^\]\n]+)\]\(<?[^()\s]+>?\)/g, '$1')
    .replace(/(?<!\\)(\*\*|__|~~|\|\|)(?=\S)([\s\S]*?\S)(?<!\\)\1/g, '$2')
    .replace(/(?<![\\\w*])([*_])(?=\S)([^*_\n]*\S)\1(?!\w)/g, '$2')
    .replace(/<(https?:\/\/[^>\s]+)>/g, '$1')
    .replace(/\\([\\*_~`|>#\-[\]()<@:.+!])/g, '$1');
}

/** All words of a message or a form that a person reads. */
export function visibleText(thing: MessageRow | ModalRow): string {
  if ('customId' in thing) {
    return [thing.title, ...thing.components.flatMap(boxLines)].filter((line) => line !== '').join('\n');
  }
  if ((thing.flags & FLAGS.loading) !== 0) {
    return '(thinking…)';
  }
  const content = thing.content === '' ? [] : [readText(thing.content)];
  return [...content, ...thing.embeds.flatMap(embedLines), ...thing.components.flatMap(componentLines)].join('\n');
}

/** A component as a person reads it, line by line: texts, `[buttons]`, `(menus)`. */
export function componentLines(component: Fields): readonly string[] {
  switch (component.type) {
    case 1:
      return [fieldListAt(component, 'components').map(controlText).join(' ')];
    case 9: {
      const accessory = fieldsAt(component, 'accessory');
      return [...fieldListAt(component, 'components').flatMap(componentLines), controlText(accessory)];
    }
    case 10:
      return readText(textAt(component, 'content')).split('\n');
    case 12:
      return fieldListAt(component, 'items').map((item) => `(image: ${textAt(item, 'description')})`);
    case 13:
      return [`(file: ${textAt(fieldsAt(component, 'file'), 'url')})`];
    case 14:
      return component.divider === false ? [] : ['----'];
    case 17:
      return fieldListAt(component, 'components').flatMap(componentLines);
    default:
      return [`(${String(component.type)})`];
  }
}

function controlText(control: Fields): string {
  if (control.type === 11) {
    return `(image: ${textAt(control, 'description')})`;
  }
  if (control.type === 2) {
    const words = [textAt(fieldsAt(control, 'emoji'), 'name'), textAt(control, 'label')].filter((word) => word !== '').join(' ');
    return control.disabled === true ? `[-${words}-]` : `[${words}]`;
  }
  const options = fieldListAt(control, 'options').map((option) => textAt(option, 'label'));
  return `(${[textAt(control, 'placeholder'), ...options].filter((word) => word !== '').join(' / ') || 'menu'})`;
}

/** A box of a form: what stands above it, what it is, and the words below. */
function boxLines(component: Fields): readonly string[] {
  if (component.type === 10) {
    return readText(textAt(component, 'content')).split('\n');
  }
  const row = fieldListAt(component, 'components')[0];
  const box = isFields(component.component) ? component.component : (row ?? {});
  const label = textAt(component, 'label') || textAt(box, 'label');
  const options = fieldListAt(box, 'options').map((option) => textAt(option, 'label'));
  const inside = [textAt(box, 'placeholder'), ...options].filter((word) => word !== '').join(' / ');
  const hint = textAt(component, 'description');
  const what = box.type === 4 ? 'text' : 'menu';
  return [`${label}: (${inside || what})`, ...(hint === '' ? [] : [`  ${hint}`])];
}

function embedLines(embed: Fields): readonly string[] {
  const fields = fieldListAt(embed, 'fields').map((field) => `- ${readText(textAt(field, 'name'))}: ${readText(textAt(field, 'value'))}`);
  const texts = [textAt(embed, 'title'), textAt(embed, 'description')].filter((text) => text !== '').map(readText);
  return [...texts, ...fields, textAt(fieldsAt(embed, 'footer'), 'text')].filter((line) => line !== '');
}
