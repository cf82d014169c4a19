import type { DirectoryKind } from '../contracts/catalogue.ts';
import type { Change, Elsewhere, FactId } from '../contracts/facts.ts';
import type { MessageKey } from '../contracts/message-key.ts';
import type { NewFact } from './session.ts';

/** A button of a question: its id's last part, its words, and the fact that pressing it brings. */
export interface Answer {
  readonly value: string;
  readonly label: MessageKey;
  readonly fact: NewFact;
}

/** How a question is put: its sentences, its buttons, and the list to search in, if any. */
export interface QuestionForm {
  readonly ask: MessageKey;
  readonly why: MessageKey;
  readonly how: MessageKey;
  readonly answers: readonly Answer[];
  readonly directory: DirectoryKind | null;
}

/** The form of every question, by the fact it asks for. Completeness is checked by the compiler. */
export const QUESTION_FORMS: Readonly<Record<FactId, QuestionForm>> = {
  isp: form('isp', [], 'isp'),
  previous_isp: form('previous_isp', [], 'isp'),
  mail_provider: form('mail_provider', [], 'mail_provider'),
  mail_domain: form('mail_domain', [], 'mail_provider'),
  client: form('client', [], 'client'),
  client_version: form('client_version', [], null),
  os: form('os', [], null),
  error_codes: form(
    'error_codes',
    [{ value: 'none_shown', label: 'questions:error_codes.choice.none_shown', fact: { id: 'error_codes', value: [], from: 'chosen' } }],
    null,
  ),
  current_port: form(
    'current_port',
    [
      answer('25', 'questions:current_port.choice.25', { id: 'current_port', value: 25, from: 'chosen' }),
      answer('587', 'questions:current_port.choice.587', { id: 'current_port', value: 587, from: 'chosen' }),
      answer('465', 'questions:current_port.choice.465', { id: 'current_port', value: 465, from: 'chosen' }),
    ],
    null,
  ),
  outgoing_server: form('outgoing_server', [], null),
  security: form(
    'security',
    [
      answer('none', 'questions:security.choice.none', { id: 'security', value: 'none', from: 'chosen' }),
      answer('starttls', 'questions:security.choice.starttls', { id: 'security', value: 'starttls', from: 'chosen' }),
      answer('tls', 'questions:security.choice.tls', { id: 'security', value: 'tls', from: 'chosen' }),
      answer('auto', 'questions:security.choice.auto', { id: 'security', value: 'auto', from: 'chosen' }),
    ],
    null,
  ),
  auth_enabled: form('auth_enabled', yesNo('auth_enabled'), null),
  can_receive: form('can_receive', yesNo('can_receive'), null),
  can_send_elsewhere: form(
    'can_send_elsewhere',
    [
      elsewhere('webmail_works', 'questions:can_send_elsewhere.choice.webmail_works', { webmail: true }),
      elsewhere('phone_works', 'questions:can_send_elsewhere.choice.phone_works', { phone: true }),
      elsewhere('other_network_works', 'questions:can_send_elsewhere.choice.other_network_works', { other_network: true }),
      elsewhere('nothing_works', 'questions:can_send_elsewhere.choice.nothing_works', { webmail: false, phone: false }),
    ],
    null,
  ),
  started_after: form(
    'started_after',
    [
      change('isp_change', 'questions:started_after.choice.isp_change'),
      change('router_change', 'questions:started_after.choice.router_change'),
      change('moved', 'questions:started_after.choice.moved'),
      change('travel', 'questions:started_after.choice.travel'),
      change('password_change', 'questions:started_after.choice.password_change'),
      change('client_update', 'questions:started_after.choice.client_update'),
      change('os_update', 'questions:started_after.choice.os_update'),
      change('new_device', 'questions:started_after.choice.new_device'),
      change('antivirus_install', 'questions:started_after.choice.antivirus_install'),
      change('provider_notice', 'questions:started_after.choice.provider_notice'),
      change('nothing', 'questions:started_after.choice.nothing'),
    ],
    null,
  ),
  line_kind: form(
    'line_kind',
    [
      answer('home', 'questions:line_kind.choice.home', { id: 'line_kind', value: 'home', from: 'chosen' }),
      answer('office', 'questions:line_kind.choice.office', { id: 'line_kind', value: 'office', from: 'chosen' }),
      answer('school', 'questions:line_kind.choice.school', { id: 'line_kind', value: 'school', from: 'chosen' }),
      answer('mobile', 'questions:line_kind.choice.mobile', { id: 'line_kind', value: 'mobile', from: 'chosen' }),
      answer('public_wifi', 'questions:line_kind.choice.public_wifi', { id: 'line_kind', value: 'public_wifi', from: 'chosen' }),
      answer('abroad', 'questions:line_kind.choice.abroad', { id: 'line_kind', value: 'abroad', from: 'chosen' }),
      answer('cloud_server', 'questions:line_kind.choice.cloud_server', { id: 'line_kind', value: 'cloud_server', from: 'chosen' }),
    ],
    null,
  ),
  vpn: form('vpn', yesNo('vpn'), null),
  attachment: form('attachment', yesNo('attachment'), null),
  antivirus: form(
    'antivirus',
    [answer('none', 'questions:antivirus.choice.none', { id: 'antivirus', value: 'none', from: 'chosen' })],
    null,
  ),
};

/** Is this word the id of a fact? */
export function isFactId(word: string): word is FactId {
  return Object.hasOwn(QUESTION_FORMS, word);
}

function form(fact: FactId, answers: readonly Answer[], directory: DirectoryKind | null): QuestionForm {
  return { ask: `questions:${fact}.ask`, why: `questions:${fact}.why`, how: `questions:${fact}.how`, answers, directory };
}

function answer(value: string, label: MessageKey, fact: NewFact): Answer {
  return { value, label, fact };
}

function yesNo(id: 'auth_enabled' | 'can_receive' | 'vpn' | 'attachment'): readonly Answer[] {
  return [
    answer('yes', `questions:${id}.choice.yes`, { id, value: true, from: 'chosen' }),
    answer('no', `questions:${id}.choice.no`, { id, value: false, from: 'chosen' }),
  ];
}

function change(value: Change, label: MessageKey): Answer {
  return answer(value, label, { id: 'started_after', value: [value], from: 'chosen' });
}

function elsewhere(value: string, label: MessageKey, means: Elsewhere): Answer {
  return answer(value, label, { id: 'can_send_elsewhere', value: means, from: 'chosen' });
}
