import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Say } from '../../shared/say.ts';

/** What a form or a command asks for by name. */
export type Asked = 'isp' | 'previous_isp' | 'mail_provider' | 'client';

/** Things told at once: by name what the catalogue or the person calls them, and the story in their own words. */
export type Told = Readonly<Partial<Record<Asked | 'story', string>>>;

/** A sentence for each thing told in the person's own words. */
const SENTENCES = {
  isp: 'discord:told.isp',
  previous_isp: 'discord:told.previous_isp',
  mail_provider: 'discord:told.mail_provider',
  client: 'discord:told.client',
} as const satisfies Record<Asked, MessageKey>;

const ORDER = ['isp', 'previous_isp', 'mail_provider', 'client'] as const satisfies readonly Asked[];

/** `isp:nuro`: what a list of suggestions gave, and nobody types. */
const CHOICE_ID = /^(?:isp|previous_isp|mail_provider|mail_domain|client):[a-z0-9][a-z0-9._-]*$/;

/** What was told, as a form event takes it: choices as chosen, all else in sentences that say what it is. */
export function tellForm(told: Told, say: Say): { readonly choices: readonly string[]; readonly text: string } {
  const named = ORDER.map((asked) => ({ asked, name: (told[asked] ?? '').trim() })).filter(({ name }) => name !== '');
  const story = (told.story ?? '').trim();
  const sentences = named.filter(({ name }) => !CHOICE_ID.test(name)).map(({ asked, name }) => say(SENTENCES[asked], { name }));
  return {
    choices: named.map(({ name }) => name).filter((name) => CHOICE_ID.test(name)),
    text: [...sentences, ...(story === '' ? [] : [story])].join('\n'),
  };
}
