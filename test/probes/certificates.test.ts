import { type Identity, LAST_YEAR, NEXT_CENTURY } from '../helpers/smtp/certificates.ts';
import { submission } from '../helpers/smtp/parts.ts';
import { lookAt, proberFor, requestFor, smtpFacts } from '../helpers/smtp/probe.ts';
import { setStage } from '../helpers/smtp/stage.ts';

const stage = setStage();

async function lookWith(identity: Identity) {
  const server = await stage.serve(submission(identity));
  return lookAt(await proberFor({ 587: server.port }, { caFile: stage.caFile() }).look(requestFor('127.0.0.1')), 587);
}

describe('certificates are facts, never a reason to stop', () => {
  const cases = [
    ['expired', () => stage.issue('IP:127.0.0.1', LAST_YEAR), { chainError: 'CERT_HAS_EXPIRED', nameMatches: true }],
    ['not valid yet', () => stage.issue('IP:127.0.0.1', NEXT_CENTURY), { chainError: 'CERT_NOT_YET_VALID', nameMatches: true }],
    [
      'for another name',
      () => stage.issue('DNS:other.example.test'),
      { chainError: null, nameMatches: false, names: ['other.example.test'] },
    ],
    ['signed by itself', () => stage.selfSigned('IP:127.0.0.1'), { chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT', nameMatches: true }],
  ] as const;

  test.each(cases)('%s', async (_, identity, expected) => {
    const observation = await lookWith(identity());

    expect(observation.failure).toBeNull();
    expect(smtpFacts(observation).tls?.certificate).toMatchObject(expected);
    expect(smtpFacts(observation).authInside).toEqual(['PLAIN', 'LOGIN']);
  });

  test('from an authority nobody named is untrusted', async () => {
    const server = await stage.serve(submission(stage.issue('IP:127.0.0.1')));

    const observation = lookAt(await proberFor({ 587: server.port }).look(requestFor('127.0.0.1')), 587);

    expect(smtpFacts(observation).tls?.certificate).toMatchObject({ chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', nameMatches: true });
  });
});
