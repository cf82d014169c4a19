import type { Catalogue } from '../contracts/catalogue.ts';
import type { Elsewhere, FactId, Facts, FactValues } from '../contracts/facts.ts';
import type { MessageKey } from '../contracts/message-key.ts';
import type { Phrase, PhraseParam } from '../contracts/messages.ts';
import { isFactId, QUESTION_FORMS } from './question-forms.ts';

/** A fact as a row of "label: value". */
export interface FactRow {
  readonly label: Phrase;
  readonly value: Phrase;
}

/** The facts of a case in words, in the order of the questions; looked-up and unknown ones included where asked. */
export function factRows(facts: Facts, catalogue: Catalogue): readonly FactRow[] {
  return Object.keys(QUESTION_FORMS)
    .filter(isFactId)
    .filter((id) => facts[id] !== undefined && !(id === 'client_version' && facts.client?.value !== null))
    .map((id) => ({
      label: { key: `talk:fact.${id}` },
      value: { key: 'talk:value.list', params: { items: wordsOf(id, facts, catalogue) } },
    }));
}

/** Name of a row by id, or the person's own words where there is no such row. */
function named(id: string, rows: ReadonlyMap<string, { readonly names: { readonly ja: string; readonly en: string } }>): PhraseParam {
  return rows.get(id)?.names ?? id;
}

function wordsOf(id: FactId, facts: Facts, catalogue: Catalogue): PhraseParam {
  const value = facts[id]?.value ?? null;
  if (value === null || (isEmpty(value) && id !== 'error_codes')) {
    return { key: 'talk:value.not_known' };
  }
  switch (id) {
    case 'isp':
    case 'previous_isp':
      return named(String(value), catalogue.isps);
    case 'mail_provider':
      return named(String(value), catalogue.providers);
    case 'client':
      return named(String(value), catalogue.clients);
    case 'error_codes':
      return isEmpty(value)
        ? { key: 'questions:error_codes.choice.none_shown' }
        : (facts.error_codes?.value ?? []).map((code) => catalogue.errors.get(code)?.code ?? code);
    case 'can_send_elsewhere':
      return elsewhereWords(facts.can_send_elsewhere?.value ?? {});
    case 'started_after':
      return (facts.started_after?.value ?? []).map((change) => answerWords('started_after', change));
    default:
      return answerWords(id, String(value));
  }
}

/** "Nothing in particular", as an answer to a question with a list of things. */
function isEmpty(value: FactValues[FactId]): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The words of a button that means this value; plain values speak for themselves. */
function answerWords(id: FactId, value: string): PhraseParam {
  const answer = QUESTION_FORMS[id].answers.find(({ fact }) => String(fact.value) === value);
  if (answer !== undefined) {
    return { key: answer.label };
  }
  return OTHER_WORDS[value] === undefined ? value : { key: OTHER_WORDS[value] };
}

const OTHER_WORDS: Readonly<Record<string, MessageKey>> = {
  true: 'talk:value.yes',
  false: 'talk:value.no',
  settings_edit: 'talk:value.settings_edit',
  server_move: 'talk:value.server_move',
  new_client: 'talk:value.new_client',
};

function elsewhereWords(elsewhere: Elsewhere): readonly Phrase[] {
  const rows: readonly [boolean | undefined, MessageKey][] = [
    [elsewhere.webmail, 'talk:value.webmail'],
    [elsewhere.phone, 'talk:value.phone'],
    [elsewhere.other_network, 'talk:value.other_network'],
    [elsewhere.other_program, 'talk:value.other_program'],
    [elsewhere.other_account, 'talk:value.other_account'],
    [elsewhere.other_computer, 'talk:value.other_computer'],
  ];
  return rows.flatMap(([works, what]): readonly Phrase[] =>
    works === undefined ? [] : [{ key: works ? 'talk:value.works' : 'talk:value.fails', params: { what: { key: what } } }],
  );
}
