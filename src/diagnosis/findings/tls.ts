import type { Finding, FindingId } from '../../contracts/diagnosis.ts';
import type { CertificateFacts, Observation } from '../../contracts/probes.ts';
import type { Looks } from './looks.ts';
import { find, pick, smtpOf, tlsVersionOf } from './looks.ts';

/** Node's codes that say the same as a finding of their own: expiry and name are not distrust. */
const NOT_DISTRUST: readonly string[] = ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'];

function lacksStarttls(look: Observation): boolean {
  const smtp = smtpOf(look);
  if (smtp === null || smtp.implicitTls) return false;
  return smtp.starttls === 'not_offered' || smtp.starttls === 'refused';
}

/** STARTTLS of the submission port: missing everywhere, or taken away on one path while another path has it. */
export function findStarttls(looks: Looks): readonly Finding[] {
  return looks.hosts.flatMap((host) => {
    const on587 = pick(looks, { host, port: 587 });
    const lacking = on587.filter(lacksStarttls);
    const having = on587.filter((look) => smtpOf(look)?.starttls === 'done');
    const stripped = on587.filter((look) => look.failure?.kind === 'starttls_stripped');
    const at = { host, port: 587 };
    if (lacking.length > 0 && having.length > 0) return [find('starttls_stripped', [...lacking, ...having], at)];
    if (lacking.length > 0) return [find('starttls_missing', lacking, at)];
    return stripped.length > 0 ? [find('starttls_stripped', stripped, at)] : [];
  });
}

/** When a password is asked for: only inside TLS (RFC 4954 §4 wants it so), or never on this port. */
export function findAuthOffer(looks: Looks): readonly Finding[] {
  return looks.hosts.flatMap((host) =>
    [587, 465].flatMap((port) => {
      const inside = pick(looks, { host, port }).filter((look) => (smtpOf(look)?.tls ?? null) !== null && look.failure === null);
      const silent = inside.filter((look) => smtpOf(look)?.authInside.length === 0);
      const offered = inside.filter((look) => smtpOf(look)?.authInside.length !== 0);
      const onlyInside = offered.filter((look) => smtpOf(look)?.implicitTls === false && smtpOf(look)?.authBefore.length === 0);
      if (onlyInside.length > 0) return [find('auth_only_after_tls', onlyInside, { host, port })];
      return silent.length > 0 && offered.length === 0 ? [find('auth_not_offered', silent, { host, port })] : [];
    }),
  );
}

function faultsOf(certificate: CertificateFacts, at: number): readonly FindingId[] {
  const expired = certificate.validTo < at || certificate.chainError === 'CERT_HAS_EXPIRED';
  const distrusted = certificate.chainError !== null && !NOT_DISTRUST.includes(certificate.chainError);
  return [
    ...(expired ? (['certificate_expired'] as const) : []),
    ...(certificate.nameMatches ? [] : (['certificate_name_mismatch'] as const)),
    ...(distrusted ? (['certificate_untrusted'] as const) : []),
  ];
}

/** Certificates that a mail program will complain about: expired, for another name, or from nobody it trusts. */
export function findCertificate(looks: Looks): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const look of pick(looks, { control: false })) {
    const certificate = smtpOf(look)?.tls?.certificate ?? null;
    if (certificate === null) continue;
    for (const id of faultsOf(certificate, look.at)) {
      const key = `${id} ${look.host} ${look.port}`;
      const before = seen.get(key);
      const finding = find(id, [look], { host: look.host, port: look.port });
      seen.set(key, before === undefined ? finding : { ...before, from: [...before.from, look.id] });
    }
  }
  return [...seen.values()];
}

/** TLS 1.0 and 1.1 refused while a newer version is taken: programs of that age get no connection (RFC 8996 retired both). */
export function findOldTls(looks: Looks): readonly Finding[] {
  return looks.hosts.flatMap((host) =>
    [465, 587].flatMap((port) => {
      const tries = pick(looks, { host, port }).filter((look) => tlsVersionOf(look) !== null);
      const old = tries.filter((look) => tlsVersionOf(look)?.version === 'TLSv1' || tlsVersionOf(look)?.version === 'TLSv1.1');
      const recent = tries.filter((look) => tlsVersionOf(look)?.version === 'TLSv1.2' || tlsVersionOf(look)?.version === 'TLSv1.3');
      const refusesOld = old.length > 0 && old.every((look) => tlsVersionOf(look)?.accepted === false);
      const takesRecent = recent.some((look) => tlsVersionOf(look)?.accepted === true);
      return refusesOld && takesRecent ? [find('old_tls_refused', tries, { host, port })] : [];
    }),
  );
}
