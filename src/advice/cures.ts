import type { CauseId } from '../contracts/diagnosis.ts';
import type { CureMaker } from './context.ts';
import { cureAccountSuspendedOrSendingLimit } from './cures/account-suspended-or-sending-limit.ts';
import { cureAppPasswordOrOauth } from './cures/app-password-or-oauth.ts';
import { cureAttachmentTooLarge } from './cures/attachment-too-large.ts';
import { cureAuthRequired } from './cures/auth-required.ts';
import { cureBadCredentials } from './cures/bad-credentials.ts';
import { cureCertificateProblem } from './cures/certificate-problem.ts';
import { cureClientBugOrOutboxStuck } from './cures/client-bug-or-outbox-stuck.ts';
import { cureDnsFailure } from './cures/dns-failure.ts';
import { cureForeignAccessFilter } from './cures/foreign-access-filter.ts';
import { cureLocalFirewallOrAntivirus } from './cures/local-firewall-or-antivirus.ts';
import { cureMailboxQuota } from './cures/mailbox-quota.ts';
import { cureNetworkDown } from './cures/network-down.ts';
import { cureOp25b } from './cures/op25b.ts';
import { cureOther } from './cures/other.ts';
import { cureOwnNetworkOnly } from './cures/own-network-only.ts';
import { cureProviderOutage } from './cures/provider-outage.ts';
import { cureRecipientRejected } from './cures/recipient-rejected.ts';
import { cureSenderIpBlocklisted } from './cures/sender-ip-blocklisted.ts';
import { cureSenderNotAllowed } from './cures/sender-not-allowed.ts';
import { cureServerRetired } from './cures/server-retired.ts';
import { cureTlsMismatch } from './cures/tls-mismatch.ts';
import { cureVpn } from './cures/vpn.ts';
import { cureWrongServer } from './cures/wrong-server.ts';

/** The cure of each cause. A cause without a cure does not compile. */
export const CURES: { readonly [K in CauseId]: CureMaker } = {
  op25b: cureOp25b,
  auth_required: cureAuthRequired,
  bad_credentials: cureBadCredentials,
  app_password_or_oauth: cureAppPasswordOrOauth,
  tls_mismatch: cureTlsMismatch,
  wrong_server: cureWrongServer,
  server_retired: cureServerRetired,
  provider_outage: cureProviderOutage,
  foreign_access_filter: cureForeignAccessFilter,
  own_network_only: cureOwnNetworkOnly,
  sender_not_allowed: cureSenderNotAllowed,
  local_firewall_or_antivirus: cureLocalFirewallOrAntivirus,
  vpn: cureVpn,
  attachment_too_large: cureAttachmentTooLarge,
  mailbox_quota: cureMailboxQuota,
  recipient_rejected: cureRecipientRejected,
  sender_ip_blocklisted: cureSenderIpBlocklisted,
  account_suspended_or_sending_limit: cureAccountSuspendedOrSendingLimit,
  network_down: cureNetworkDown,
  dns_failure: cureDnsFailure,
  certificate_problem: cureCertificateProblem,
  client_bug_or_outbox_stuck: cureClientBugOrOutboxStuck,
  other: cureOther,
};
