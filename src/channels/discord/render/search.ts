import type { DirectoryKind } from '../../../contracts/catalogue.ts';
import type { MessageKey } from '../../../contracts/message-key.ts';
import { cleanText, hasWords } from '../../shared/clean-text.ts';
import { cutLabel } from '../../shared/cut.ts';
import type { Say } from '../../shared/say.ts';
import { type Act, customId, type SaidAt } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import { type Modal, readBoxes, renderBox } from './modal.ts';
import { buttonRow, findButton, writeButton } from './render-choices.ts';
import { COMPONENTS_V2, type Rendered } from './rendered.ts';

/** A row found: its id in the catalogue, and its name in the language of who searches. */
export interface Found {
  readonly id: string;
  readonly label: string;
}

/** What is searched, and for which question. */
export interface Search {
  readonly at: SaidAt;
  readonly directory: DirectoryKind;
  readonly question: string;
}

const BOX = 'query';

const WORDS = {
  isp: { label: 'discord:search.isp', placeholder: 'discord:search.isp_placeholder' },
  mail_provider: { label: 'discord:search.mail_provider', placeholder: 'discord:search.mail_provider_placeholder' },
  client: { label: 'discord:search.client', placeholder: 'discord:search.client_placeholder' },
} as const satisfies Record<DirectoryKind, { readonly label: MessageKey; readonly placeholder: MessageKey }>;

/** Asks for a part of a name: a list of Discord holds 25 rows, the catalogue many more. */
export function renderSearch(search: Search, say: Say): Modal {
  const { label, placeholder } = WORDS[search.directory];
  return {
    custom_id: customId(search.at, 0, findAct(search)),
    title: say('discord:search.title'),
    components: [
      renderBox({
        id: BOX,
        label: say(label),
        description: say('discord:search.hint'),
        placeholder: say(placeholder),
        isLong: false,
        isRequired: true,
      }),
    ],
  };
}

/** What was searched for. */
export function readSearch(components: unknown): string {
  return readBoxes(components)[BOX] ?? '';
}

/** What was found, as a list to choose from: its values are choice ids. Beside it, ways on for who does not find it there. */
export function renderResults(search: Search, found: { readonly typed: string; readonly rows: readonly Found[] }, say: Say): Rendered {
  const { at } = search;
  const rows = found.rows.slice(0, LIMITS.options);
  const key = rows.length === 0 ? 'discord:search.none' : rows.length < found.rows.length ? 'discord:search.some' : 'discord:search.found';
  const words = say(key, { typed: oneLine(cutLabel(found.typed, LIMITS.optionLabel)), count: String(rows.length) });
  const again = findButton({ placeholder: say('discord:search.again') }, customId(at, 1, findAct(search)));
  return {
    flags: COMPONENTS_V2,
    components: [
      { type: 10, content: escapeMarkdown(words) },
      ...(rows.length === 0 ? [] : [renderList(search, rows, say)]),
      buttonRow(again, writeButton(at, 2, say)),
    ],
  };
}

/** Rows found while an option of the command is typed: their values are choice ids, all else is the person's own words. */
export function renderSuggestions(rows: readonly Found[], question: string): { readonly name: string; readonly value: string }[] {
  return rows
    .slice(0, LIMITS.suggestions)
    .map(({ id, label }) => ({ name: labelOf(label, LIMITS.suggestionName), value: `${question}:${id}` }));
}

function renderList({ at, question }: Search, rows: readonly Found[], say: Say): Rendered['components'][number] {
  return {
    type: 1,
    components: [
      {
        type: 3,
        custom_id: customId(at, 0, { kind: 'pick', question }),
        placeholder: say('discord:search.choose'),
        options: rows.map(({ id, label }) => ({ label: labelOf(label, LIMITS.optionLabel), value: `${question}:${id}` })),
      },
    ],
  };
}

function labelOf(label: string, limit: number): string {
  return hasWords(label) ? cutLabel(cleanText(label), limit) : '…';
}

function findAct({ directory, question }: Search): Act {
  return { kind: 'find', directory, question };
}
