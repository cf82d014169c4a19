import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyPairOf } from './certificates.ts';
import type { Lab } from './lab.ts';
import { inside } from './lab.ts';
import { ADDRESS, MAILBOXES, PROVIDER } from './plan.ts';
import { run, runDaemon } from './shell.ts';

/** Number of the account `nobody`, to whom the mailboxes belong. */
const NOBODY = 65534;

export function providerFolder(lab: Lab): string {
  return join(lab.folder, 'provider');
}

/** The provider's log, Postfix's own words: one line a session tells how often each command was given. */
export function providerLog(lab: Lab): string {
  return join(providerFolder(lab), 'mail.log');
}

/** Where new mail for a user arrives (Maildir). */
export function mailboxOf(lab: Lab, user: string): string {
  return join(providerFolder(lab), 'mail', user, 'new');
}

/** Starts the mail provider: Postfix on 25, 587 and 465, with Dovecot for SMTP AUTH. All of it lives in the lab's folder. */
export async function startProvider(lab: Lab): Promise<void> {
  const home = providerFolder(lab);
  for (const folder of ['etc', 'queue', 'data', 'mail', 'dovecot']) await mkdir(join(home, folder), { recursive: true });
  await run(['chown', 'postfix', join(home, 'data')]);
  await run(['chown', `${NOBODY}:${NOBODY}`, join(home, 'mail')]);
  await writeFile(join(home, 'etc', 'main.cf'), postfixMain(lab));
  await writeFile(join(home, 'etc', 'master.cf'), POSTFIX_SERVICES);
  await writeFile(join(home, 'etc', 'mailboxes'), MAILBOXES.map(({ user }) => `${user}@${PROVIDER.domain} ${user}/\n`).join(''));
  await runDaemon(inside(lab, 'provider', ['postfix', '-c', join(home, 'etc'), 'start']), join(home, 'start.log'));
  await startDovecot(lab);
}

async function startDovecot(lab: Lab): Promise<void> {
  const home = providerFolder(lab);
  const users = join(home, 'dovecot', 'users');
  const file = join(home, 'dovecot', 'dovecot.conf');
  await writeFile(users, MAILBOXES.map(({ user, password }) => `${user}:{PLAIN}${password}\n`).join(''));
  await chmod(users, 0o644);
  await writeFile(file, dovecotConfig(home, users));
  await runDaemon(inside(lab, 'provider', ['dovecot', '-c', file]), join(home, 'start.log'));
}

function postfixMain(lab: Lab): string {
  const home = providerFolder(lab);
  const { key, cert } = keyPairOf(lab, PROVIDER.smtp);
  return `compatibility_level = 3.6
queue_directory = ${home}/queue
data_directory = ${home}/data
maillog_file_prefixes = ${home}
maillog_file = ${providerLog(lab)}
inet_interfaces = ${ADDRESS.provider}
inet_protocols = ipv4
myhostname = ${PROVIDER.smtp}
mydomain = ${PROVIDER.domain}
mydestination =
local_recipient_maps =
alias_maps =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ${PROVIDER.domain}
virtual_mailbox_base = ${home}/mail
virtual_mailbox_maps = texthash:${home}/etc/mailboxes
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
smtpd_tls_chain_files = ${key}, ${cert}
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_peername_lookup = no
`;
}

/** master(5). 25 takes mail in, 587 is submission (RFC 6409), 465 submissions (RFC 8314 §3.3). Nothing is chrooted. */
const POSTFIX_SERVICES = `postlog unix-dgram n - n - 1 postlogd
25 inet n - n - - smtpd
587 inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
465 inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
`;

function dovecotConfig(home: string, users: string): string {
  return `base_dir = ${home}/dovecot/run
state_dir = ${home}/dovecot/state
log_path = ${home}/dovecot/dovecot.log
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = username_format=%n ${users}
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=/nonexistent
}
service auth {
  unix_listener ${home}/queue/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
`;
}
