import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate with its key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** An authority of its own, made for one test file. */
export interface Authority {
  /** PEM file of the authority, as OKURU_TLS_CA takes it. */
  readonly caFile: string;
  /** A certificate for the names, `DNS:` and `IP:` as openssl writes them, valid now unless told otherwise. */
  issue(names: string, validity?: Validity): Identity;
  /** A certificate that signed itself. */
  selfSigned(names: string): Identity;
  close(): void;
}

/** Times as openssl writes them: `20200101000000Z`. */
export interface Validity {
  readonly from: string;
  readonly to: string;
}

export const LAST_YEAR: Validity = { from: '20240101000000Z', to: '20250101000000Z' };
export const NEXT_CENTURY: Validity = { from: '20990101000000Z', to: '21000101000000Z' };
const NOW: Validity = { from: '20200101000000Z', to: '20990101000000Z' };

/** Makes an authority in a temporary folder with the openssl command. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-ca-'));
  mkdirSync(join(folder, 'new'));
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '1000\n');
  writeFileSync(join(folder, 'ca.cnf'), CONFIG);
  makeKey(folder, 'ca', '/O=Okuru test authority/CN=Okuru test root');
  openssl(folder, 'x509 -req -in ca.csr -signkey ca.key -days 3650 -out ca.pem -extfile ca.cnf -extensions authority');
  let issued = 0;

  function prepare(names: string): string {
    issued += 1;
    const id = `leaf${issued}`;
    makeKey(folder, id, '/CN=Okuru test server');
    writeFileSync(join(folder, `${id}.ext`), `subjectAltName=${names}\n`);
    return id;
  }

  return {
    caFile: join(folder, 'ca.pem'),
    issue(names, { from, to } = NOW) {
      const id = prepare(names);
      const files = `-in ${id}.csr -out ${id}.pem -extfile ${id}.ext`;
      openssl(folder, `ca -batch -notext -config ca.cnf ${files} -startdate ${from} -enddate ${to}`);
      return readIdentity(folder, id);
    },
    selfSigned(names) {
      const id = prepare(names);
      openssl(folder, `x509 -req -in ${id}.csr -signkey ${id}.key -days 3650 -out ${id}.pem -extfile ${id}.ext`);
      return readIdentity(folder, id);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs openssl in the folder. No part of the command may hold a space. */
function openssl(folder: string, command: string, ...more: readonly string[]): void {
  execFileSync('openssl', [...command.split(' '), ...more], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
}

function makeKey(folder: string, id: string, subject: string): void {
  openssl(folder, `ecparam -name prime256v1 -genkey -noout -out ${id}.key`);
  openssl(folder, `req -new -key ${id}.key -out ${id}.csr -config ca.cnf -subj`, subject);
}

function readIdentity(folder: string, id: string): Identity {
  return { cert: readFileSync(join(folder, `${id}.pem`), 'utf8'), key: readFileSync(join(folder, `${id}.key`), 'utf8') };
}

const CONFIG = `
[ca]
default_ca = here
[here]
dir = .
database = ./index.txt
serial = ./serial
new_certs_dir = ./new
certificate = ./ca.pem
private_key = ./ca.key
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
`;
