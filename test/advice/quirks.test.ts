import clients from '../../locales/ja/clients.json' with { type: 'json' };
import { isQuirk } from '../../src/advice/parts/quirks.ts';
import { catalogue } from '../helpers/advice/requests.ts';

describe('Warnings of mail programs', () => {
  it('all have a sentence and a reason to be said', () => {
    const ids = [...catalogue.clients.values()].flatMap(({ quirks }) => quirks);

    expect(ids.filter((id) => !isQuirk(id))).toEqual([]);
  });

  it('have no sentence that no program needs', () => {
    const used = new Set([...catalogue.clients.values()].flatMap(({ quirks }) => quirks));

    expect(Object.keys(clients.quirks).filter((id) => !used.has(id))).toEqual([]);
  });
});
