import { InteractionResponseType } from 'discord.js';
import { z } from 'zod';
import type { DirectoryKind } from '../../../contracts/catalogue.ts';
import { OPTIONS } from '../commands.ts';
import { renderSuggestions } from '../render/search.ts';
import { langTo, type Rooms } from './rooms.ts';
import type { Visit } from './visit.ts';

const typing = z.object({
  options: z.array(z.object({ name: z.string(), value: z.unknown(), focused: z.boolean().optional() })).default([]),
});

/** What is searched while an option is typed, and the question a row answers. */
const SEARCHED: Readonly<Record<string, { readonly directory: DirectoryKind; readonly question: string }>> = {
  [OPTIONS.isp]: { directory: 'isp', question: 'isp' },
  [OPTIONS.provider]: { directory: 'mail_provider', question: 'mail_provider' },
  [OPTIONS.program]: { directory: 'client', question: 'client' },
};

/** Rows for what was typed into an option so far. Nothing is kept of it. */
export async function suggest({ data, who, answer }: Visit, rooms: Rooms): Promise<void> {
  const read = typing.safeParse(data);
  const focused = read.success ? read.data.options.find(({ focused: is }) => is === true) : undefined;
  const searched = focused === undefined ? undefined : SEARCHED[focused.name];
  const typed = typeof focused?.value === 'string' ? focused.value : '';
  const rows = searched === undefined ? [] : rooms.desk.search(searched.directory, typed, await langTo(who.user, rooms));
  await answer.give({
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: searched === undefined ? [] : renderSuggestions(rows, searched.question) },
  });
}
