import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { caFileOf } from './lab.ts';
import { run } from './shell.ts';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'] as const;

/** Where a host's key and certificate are. */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

export function keyPairOf(lab: Lab, host: string): KeyPair {
  const folder = join(lab.folder, 'tls');
  return { key: join(folder, `${host}.key`), cert: join(folder, `${host}.pem`) };
}

/** Makes the lab's own certificate authority and one certificate for each group of names, kept under the group's first name. */
export async function issueCertificates(lab: Lab, groups: readonly (readonly string[])[]): Promise<void> {
  const folder = join(lab.folder, 'tls');
  const config = join(folder, 'openssl.cnf');
  await mkdir(folder, { recursive: true });
  // A bare configuration: the machine's own would add its extensions to ours.
  await writeFile(config, '[req]\ndistinguished_name = name\n[name]\n');
  const request = ['openssl', 'req', '-x509', '-config', config, ...NEW_KEY];
  const caKey = join(folder, 'ca.key');
  const authority = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'].flatMap((line) => ['-addext', line]);
  await run([...request, '-keyout', caKey, '-out', caFileOf(lab), '-subj', '/CN=Okuru lab authority', ...authority]);
  await Promise.all(
    groups.map(([host = '', ...others]) => {
      const { key, cert } = keyPairOf(lab, host);
      const names = [host, ...others].map((name) => `DNS:${name}`).join(',');
      const signed = ['-CA', caFileOf(lab), '-CAkey', caKey, '-subj', `/CN=${host}`];
      const leaf = [`subjectAltName=${names}`, 'basicConstraints=critical,CA:FALSE', 'extendedKeyUsage=serverAuth'];
      return run([...request, ...signed, '-keyout', key, '-out', cert, ...leaf.flatMap((line) => ['-addext', line])]);
    }),
  );
}
