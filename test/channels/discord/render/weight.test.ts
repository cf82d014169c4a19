import { renderMessage } from '../../../../src/channels/discord/render/message.ts';
import { COMPONENTS_V2 } from '../../../../src/channels/discord/render/rendered.ts';
import { checkMessage } from '../../../discord/emulator/validate/message.ts';
import { buildMessage } from '../../../helpers/messages.ts';

const AT = { conversation: 'discord:dm/1:main', seq: 1 };

it('A long Japanese text is split before Discord breaks over its bytes', () => {
  const blocks = Array.from({ length: 12 }, (_, index) => ({
    kind: 'text' as const,
    text: `${index}。${'送信の設定を変えます。'.repeat(70)}`,
  }));

  const parts = renderMessage(buildMessage({ id: 'm1', blocks }), AT, (key) => key);

  expect(parts.length).toBeGreaterThan(2);
  for (const { components, flags } of parts)
    expect(
      checkMessage({ components: JSON.parse(JSON.stringify(components)), flags }, { flags: COMPONENTS_V2, before: null }),
    ).toMatchObject({ ok: true });
});
