import { plainForm } from '../../../../src/channels/discord/post/plain.ts';
import type { Rendered } from '../../../../src/channels/discord/render/rendered.ts';

describe('The plain form of a message', () => {
  it('is its words, with its mark', () => {
    const rendered: Rendered = {
      flags: 1 << 15,
      components: [
        { type: 17, id: 5_000, components: [{ type: 10, content: '一' }, { type: 14 }, { type: 10, content: '二' }] },
        { type: 1, components: [{ type: 2, style: 1, label: 'はい', custom_id: 'x' }] },
      ],
    };

    expect(plainForm(rendered)).toEqual({
      flags: 1 << 15,
      components: [{ type: 10, id: 5_000, content: '一\n二' }],
    });
  });

  it('is none where there is nothing plainer', () => {
    expect(plainForm({ flags: 1 << 15, components: [{ type: 10, content: '一' }] })).toBeNull();
    expect(plainForm({ flags: 1 << 15, components: [{ type: 14 }] })).toBeNull();
  });
});
