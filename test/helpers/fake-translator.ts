import type { Block, Phrase, Translator } from '../../src/contracts/messages.ts';

/** Says a phrase as its `text` parameter, else its key. The key `fake:missing` has no sentence. */
export function createFakeTranslator(): Translator {
  return {
    say,
    message: (id, { lang, blocks, choices }) => ({
      id,
      lang,
      blocks: blocks.map(translate),
      choices: choices.map((choice) => ({ ...choice, label: say(choice.label) })),
      picker: null,
    }),
  };
}

function say({ key, params }: Phrase): string {
  if (`${key}` === 'fake:missing') {
    throw new Error('no sentence fake:missing');
  }
  return String(params?.text ?? key);
}

function translate(block: Block<Phrase>): Block<string> {
  if (block.kind !== 'text') {
    throw new Error(`The fake translator knows no ${block.kind}.`);
  }
  return { kind: 'text', text: say(block.text) };
}
