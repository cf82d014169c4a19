import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fix } from '../../src/contracts/diagnosis.ts';
import type { Lab } from './lab.ts';
import { caFileOf, tryInside } from './lab.ts';
import { MAILBOXES, PROVIDER } from './plan.ts';
import { mailboxOf } from './provider.ts';
import type { Outcome } from './shell.ts';

/** The outgoing-server settings of a mail program, as a person fills them in. */
export interface Settings extends Pick<Fix, 'security' | 'auth' | 'username'> {
  readonly host: string;
  readonly port: number;
}

/** The settings of the founding story: port 25, nothing else. */
export const OLD_SETTINGS: Settings = { host: PROVIDER.smtp, port: 25, security: 'none', auth: false, username: 'email' };

const [TARO, HANAKO] = MAILBOXES;

/** Sends a mail from taro to hanako from the person's line with these settings; the certificate has to be right where TLS is on. */
export function sendMail(lab: Lab, settings: Settings, subject: string): Promise<Outcome> {
  const { host, port } = settings;
  const letter = ['--from', address(TARO.user), '--to', address(HANAKO.user), '--header', `Subject: ${subject}`];
  const server = ['--server', host, '--port', String(port), '--timeout', '4'];
  return tryInside(lab, 'line', ['swaks', ...server, ...tlsOptions(lab, settings), ...authOptions(settings), ...letter]);
}

function address(user: string): string {
  return `${user}@${PROVIDER.domain}`;
}

function tlsOptions(lab: Lab, { security, host }: Settings): readonly string[] {
  if (security === 'none') return [];
  const kind = security === 'tls' ? '--tls-on-connect' : '--tls';
  return [kind, '--tls-verify', '--tls-ca-path', caFileOf(lab), '--tls-sni', host];
}

function authOptions({ auth, username }: Settings): readonly string[] {
  if (!auth) return [];
  const user = username === 'email' ? address(TARO.user) : TARO.user;
  return ['--auth', 'PLAIN', '--auth-user', user, '--auth-password', TARO.password];
}

/** Waits until a mail with this subject lies in hanako's mailbox; false when none came in time. */
export async function arrives(lab: Lab, subject: string): Promise<boolean> {
  const deadline = Date.now() + 10_000;
  do {
    if ((await subjectsOf(lab, HANAKO.user)).includes(subject)) return true;
    await wait(50);
  } while (Date.now() < deadline);
  return false;
}

/** Subjects of all mails in a user's mailbox. */
export async function subjectsOf(lab: Lab, user: string): Promise<readonly string[]> {
  const folder = mailboxOf(lab, user);
  const files = await readdir(folder).catch(() => []);
  const mails = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return mails.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1] ?? '');
}
