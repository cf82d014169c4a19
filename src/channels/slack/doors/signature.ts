import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came in: the bytes are what was signed, before anybody reads them as text. */
export interface SignedBytes {
  readonly body: Buffer;
  /** `X-Slack-Request-Timestamp`. */
  readonly signedAt: string;
  /** `X-Slack-Signature`. */
  readonly signature: string;
}

const SIGNATURE = /^v0=([0-9a-f]{64})$/;

/** Did who knows the secret sign this? docs.slack.dev/authentication/verifying-requests-from-slack; says nothing about when. */
export function isSigned({ body, signedAt, signature }: SignedBytes, signingSecret: string): boolean {
  const [, hash] = SIGNATURE.exec(signature) ?? [];
  if (hash === undefined) {
    return false;
  }
  const expected = createHmac('sha256', signingSecret).update(`v0:${signedAt}:`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(hash, 'hex'));
}
