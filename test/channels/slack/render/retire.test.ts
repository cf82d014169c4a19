import { join } from 'node:path';
import { sayIn } from '../../../../src/channels/shared/say.ts';
import { renderMessage } from '../../../../src/channels/slack/render/message.ts';
import { retireChoices } from '../../../../src/channels/slack/render/retire.ts';
import { loadTranslator } from '../../../../src/i18n/translator.ts';
import { buildMessage, EVERY_KIND } from '../../../helpers/messages.ts';
import { readShown } from '../../../helpers/slack-words.ts';
import { checkMessage } from '../../../slack/emulator/validate/message.ts';

const say = sayIn(loadTranslator(join(import.meta.dirname, '..', '..', '..', '..', 'locales')), 'ja');
const AT = { conversation: 'slack:T1/U1:dm', seq: 7 };

describe('A message after a choice', () => {
  const message = buildMessage({
    id: 'm1',
    blocks: EVERY_KIND,
    choices: [{ id: 'after:fixed', label: '直った', style: 'primary' }],
    picker: { question: 'isp', directory: 'isp', placeholder: '名前で探す' },
  });
  const posted = renderMessage(message, AT, say)[0]?.blocks ?? [];
  const retired = retireChoices(JSON.parse(JSON.stringify(posted)), { label: '直った' }, say);

  it('says what was chosen where the buttons were, and all the rest as before', () => {
    expect(retired.slice(0, -1)).toEqual(posted.slice(0, -1));
    expect(readShown(retired.at(-1))).toBe('✓ 直った');
    expect(retired.some(({ type }) => type === 'actions')).toBe(false);
  });

  it('keeps its ids, so that it is found again, and is taken by Slack', () => {
    expect(retired.map(({ block_id: id }) => id)).toEqual(posted.map(({ block_id: id }) => id));
    expect(checkMessage({ text: 'x', blocks: retired })).toMatchObject({ ok: true });
  });

  it.each([undefined, null, 'blocks', [null, 1, {}]])('is the choice alone where Slack gave no blocks back: %p', (blocks) => {
    expect(readShown(retireChoices(blocks, { label: '直った' }, say))).toBe('✓ 直った');
  });
});
