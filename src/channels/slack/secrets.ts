import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What opening a sealed value brings. */
export type Opened =
  | { readonly kind: 'open'; readonly text: string }
  /** Sealed with another key: the setting has changed since. */
  | { readonly kind: 'other_key' }
  /** Not what was sealed, or sealed under another name. */
  | { readonly kind: 'damaged' };

/** Seals values at rest with AES-256-GCM. A value opens only under the name it was sealed for. */
export interface Vault {
  seal(name: string, text: string): string;
  open(name: string, sealed: string): Opened;
}

interface Sealed {
  readonly key: string;
  readonly iv: Buffer;
  readonly tag: Buffer;
  readonly data: Buffer;
}

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D §5.2.1.1: 96 bits. */
const IV_BYTES = 12;
const KEY_BYTES = 32;
const KEY_NAME_BYTES = 6;

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const record = z.strictObject({ version: z.literal(1), key: z.string(), iv: base64, tag: base64, data: base64 });

/** Makes a vault. The key is derived from the secret (HKDF, RFC 5869); its name is kept beside each value, so that a changed secret is told from a damaged value. */
export function createVault(secret: string): Vault {
  const key = derive(secret, 'key', KEY_BYTES);
  const keyName = derive(secret, 'name', KEY_NAME_BYTES).toString('hex');
  return {
    seal(name, text) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return write({ key: keyName, iv, tag: cipher.getAuthTag(), data });
    },
    open(name, text) {
      const sealed = read(text);
      if (sealed === null) {
        return { kind: 'damaged' };
      }
      return sealed.key === keyName ? unseal(name, sealed, key) : { kind: 'other_key' };
    },
  };
}

function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'okuru', `slack installations ${purpose}`, bytes));
}

function write({ key, iv, tag, data }: Sealed): string {
  return JSON.stringify({ version: 1, key, iv: iv.toString('base64'), tag: tag.toString('base64'), data: data.toString('base64') });
}

function read(text: string): Sealed | null {
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function unseal(name: string, { iv, tag, data }: Sealed, key: Buffer): Opened {
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: 16 }).setAAD(Buffer.from(name)).setAuthTag(tag);
    return { kind: 'open', text: Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8') };
  } catch {
    return { kind: 'damaged' };
  }
}
