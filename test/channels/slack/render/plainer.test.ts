import { renderMessage } from '../../../../src/channels/slack/render/message.ts';
import { plainer } from '../../../../src/channels/slack/render/table.ts';
import { buildMessage, EVERY_KIND } from '../../../helpers/messages.ts';

const SAY = (key: string): string => key;

describe('a message that Slack refuses', () => {
  it('is tried with lists in place of tables, then with words alone, then no more', () => {
    const [part] = renderMessage(buildMessage({ id: 'm1', blocks: EVERY_KIND }), { conversation: 'slack:T1/U1:dm', seq: 1 }, SAY);
    if (part === undefined) throw new Error('nothing rendered');
    const withLists = plainer(part);
    const alone = withLists === null ? null : plainer(withLists);

    expect(part.blocks.some(({ type }) => type === 'table')).toBe(true);
    expect(withLists?.blocks.some(({ type }) => type === 'table')).toBe(false);
    expect(withLists?.blocks).toHaveLength(part.blocks.length);
    expect(alone).toEqual({ text: part.text, blocks: [] });
    expect(alone === null ? alone : plainer(alone)).toBeNull();
  });
});
