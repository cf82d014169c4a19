import { type Fields, fieldListAt, fieldsAt, textAt } from '../../../helpers/json.ts';
import { type Check, type Flaw, integerOf, lengthOf, listOf, orNull, shapeOf, textOf, truth } from './schema.ts';

// docs.discord.com/developers/resources/message, "Embed Limits".

const MOST_TOGETHER = 6_000;
const field = shapeOf({ name: textOf(256), value: textOf(1_024) }, { inline: truth });

const embed: Check = shapeOf(
  {},
  {
    title: orNull(textOf(256, 0)),
    description: orNull(textOf(4_096, 0)),
    fields: listOf(field, 25),
    footer: orNull(shapeOf({ text: textOf(2_048) })),
    author: orNull(shapeOf({ name: textOf(256) })),
    color: orNull(integerOf(0, 0xffffff)),
  },
);

/** What is wrong with the embeds of a message. */
export function checkEmbeds(embeds: unknown, flaws: Flaw[]): void {
  listOf(embed, 10)(embeds, 'embeds', flaws);
  const all = fieldListAt({ embeds }, 'embeds');
  const letters = all.reduce((sum, each) => sum + lettersOf(each), 0);
  if (letters > MOST_TOGETHER) {
    flaws.push({ path: 'embeds', code: 'MAX_EMBED_SIZE_EXCEEDED', message: `Embed size exceeds maximum size of ${MOST_TOGETHER}` });
  }
}

function lettersOf(each: Fields): number {
  const texts = [
    textAt(each, 'title'),
    textAt(each, 'description'),
    textAt(fieldsAt(each, 'footer'), 'text'),
    textAt(fieldsAt(each, 'author'), 'name'),
    ...fieldListAt(each, 'fields').flatMap((one) => [textAt(one, 'name'), textAt(one, 'value')]),
  ];
  return texts.reduce((sum, text) => sum + lengthOf(text), 0);
}
