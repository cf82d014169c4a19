import type { SignId } from '../contracts/signs.ts';

/** What a sign is about, as a person would sort it. */
export type SignTopic =
  | 'error'
  | 'settings'
  | 'line'
  | 'provider'
  | 'client'
  | 'receive'
  | 'elsewhere'
  | 'change'
  | 'symptom'
  | 'computer'
  | 'attachment';

/** Families of signs by the first part of their id; what is not listed is what an error or a server said. */
const TOPICS: Readonly<Record<string, SignTopic>> = {
  port: 'settings',
  security: 'settings',
  server: 'settings',
  isp: 'line',
  line: 'line',
  provider: 'provider',
  client: 'client',
  receive: 'receive',
  elsewhere: 'elsewhere',
  after: 'change',
  scope: 'symptom',
  symptom: 'symptom',
  said: 'symptom',
  vpn: 'computer',
  antivirus: 'computer',
  attachment: 'attachment',
};

const SWITCHES: readonly SignId[] = ['auth.off', 'auth.on'];

/** The topic under which a sign is shown. */
export function topicOf(id: SignId): SignTopic {
  if (SWITCHES.includes(id)) return 'settings';
  return TOPICS[id.split('.')[0] ?? ''] ?? 'error';
}
