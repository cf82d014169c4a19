import { type Fields, isFields, listAt } from '../json.ts';
import { checkBlocks } from './blocks.ts';
import { name255, plainText } from './composition.ts';
import { anything, type Flaw, shapeOf, textOf, truth } from './schema.ts';

// docs.slack.dev/reference/views: 100 blocks; title, submit and close of 24 characters; private_metadata 3,000; callback_id and external_id 255.

const shared = { private_metadata: textOf(3_000, 0), callback_id: name255, external_id: textOf(255, 0) };

const modal = shapeOf(
  { type: anything, title: plainText(24), blocks: anything },
  { ...shared, submit: plainText(24), close: plainText(24), clear_on_close: truth, notify_on_close: truth, submit_disabled: truth },
);

const home = shapeOf({ type: anything, blocks: anything }, shared);

/** What is wrong with a view. `kind` is what the method opens. */
export function checkView(view: unknown, kind: 'modal' | 'home'): readonly Flaw[] {
  if (!isFields(view)) {
    return [{ message: 'must be an object', pointer: '/view' }];
  }
  if (view.type !== kind) {
    return [{ message: `must be a view of type ${kind}`, pointer: '/view/type' }];
  }
  const flaws: Flaw[] = [];
  (kind === 'modal' ? modal : home)(view, '/view', flaws);
  const ofBlocks = checkBlocks(view.blocks, { kind, max: 100 }).map(({ message, pointer }) => ({ message, pointer: `/view${pointer}` }));
  return [...flaws, ...ofBlocks, ...checkSubmit(view, kind)];
}

function checkSubmit(view: Fields, kind: 'modal' | 'home'): readonly Flaw[] {
  const asks = listAt(view, 'blocks').some((block) => isFields(block) && block.type === 'input');
  return kind === 'modal' && asks && view.submit === undefined
    ? [{ message: 'missing required field: submit (a view with input blocks needs it)', pointer: '/view' }]
    : [];
}
