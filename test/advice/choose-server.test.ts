import { chooseServer } from '../../src/advice/choose-server.ts';
import { clientRow, evidenceOf, finding, providerRow, providerWith, requestOf, server, sign, told } from '../helpers/advice/requests.ts';

const HOST = 'smtp.example.jp';
const plain587 = server(587, { security: 'none', flags: ['no_encryption'] });
const unsourced465 = server(465, { sources: [], flags: ['unsourced'], confidence: 'low' });
const unsourced465Nameless = { ...unsourced465, username: null };

describe('The choice of server', () => {
  it('takes the provider’s rows in their order', () => {
    expect(chooseServer(requestOf({ provider: providerWith([server(465), server(587)]) }))?.fix.port).toBe(465);
    expect(chooseServer(requestOf({ provider: providerWith([server(587), server(465)]) }))?.fix.port).toBe(587);
  });

  it('never takes port 25, not even as the only row', () => {
    const provider = providerWith([server(25, { security: 'none', flags: ['port_25_only', 'no_encryption'] })]);

    const target = chooseServer(requestOf({ provider }));

    expect(target?.fix.port).not.toBe(25);
    expect(target?.fix.host).toBeNull();
  });

  it('never names a server without a source, until a measurement has seen it', () => {
    const provider = providerWith([unsourced465]);
    const evidence = evidenceOf({ findings: [finding('submission_465_alive', HOST, 465)] });

    expect(chooseServer(requestOf({ provider }))?.fix.host).toBeNull();
    expect(chooseServer(requestOf({ provider, evidence }))).toMatchObject({
      fix: { host: HOST, port: 465 },
      server: null,
      origin: 'measured',
    });
  });

  it('writes the user name as the provider’s sourced rows do, for a server that was only seen too', () => {
    const provider = providerWith([server(587, { username: 'local-part' }), unsourced465Nameless]);
    const findings = [finding('submission_465_alive', HOST, 465), finding('submission_only_465', HOST, 465)];

    expect(chooseServer(requestOf({ provider, evidence: evidenceOf({ findings }) }))?.fix).toMatchObject({
      port: 465,
      username: 'local-part',
    });
  });

  it('keeps a recorded server before one that was only seen', () => {
    const findings = [finding('submission_465_alive', HOST, 465), finding('submission_587_alive', HOST, 587)];

    const target = chooseServer(requestOf({ provider: providerWith([plain587, unsourced465]), evidence: evidenceOf({ findings }) }));

    expect(target).toMatchObject({ fix: { port: 587, security: 'starttls' }, origin: 'recorded', alive: true });
  });

  it('tries encryption where the record lists none, and knows that this is not recorded', () => {
    const target = chooseServer(requestOf({ provider: providerWith([plain587]) }));

    expect(target).toMatchObject({ fix: { security: 'starttls' }, encryptionKnown: false });
  });

  it('knows the encryption once it was measured', () => {
    const findings = [finding('submission_587_alive', HOST, 587), finding('auth_only_after_tls', HOST, 587)];

    const target = chooseServer(requestOf({ provider: providerWith([plain587]), evidence: evidenceOf({ findings }) }));

    expect(target).toMatchObject({ fix: { security: 'starttls' }, encryptionKnown: true });
  });

  it('leaves a door without encryption for an encrypted one that was seen', () => {
    const findings = [
      finding('submission_465_alive', HOST, 465),
      finding('submission_587_alive', HOST, 587),
      finding('starttls_missing', HOST, 587),
    ];

    const target = chooseServer(requestOf({ provider: providerWith([plain587, unsourced465]), evidence: evidenceOf({ findings }) }));

    expect(target?.fix).toMatchObject({ port: 465, security: 'tls' });
  });

  it('goes without encryption only where the server was seen to have none and nothing else is known', () => {
    const evidence = evidenceOf({ findings: [finding('starttls_missing', HOST, 587)] });

    expect(chooseServer(requestOf({ provider: providerWith([plain587]), evidence }))?.fix.security).toBe('none');
  });

  it('leaves a door that is shut for one that is open', () => {
    const provider = providerWith([server(587), server(465)]);
    const evidence = evidenceOf({ findings: [finding('submission_465_alive', HOST, 465), finding('submission_only_465', HOST, 465)] });

    expect(chooseServer(requestOf({ provider, evidence }))?.fix.port).toBe(465);
  });

  it('asks for the smallest change: the port one is on stays, if the provider has it', () => {
    const provider = providerWith([server(465), server(587)]);
    const evidence = evidenceOf({ facts: { current_port: told(587), security: told('tls') } });

    expect(chooseServer(requestOf({ cause: 'tls_mismatch', provider, evidence }))?.fix).toMatchObject({ port: 587, security: 'starttls' });
  });

  it('offers 465 to somebody for whom 587 has failed, if the provider has it', () => {
    const provider = providerWith([server(587), server(465)]);
    const evidence = evidenceOf({ signs: [sign('port.tried_587')] });

    expect(chooseServer(requestOf({ provider, evidence }))?.fix.port).toBe(465);
  });

  it('prefers what the program can be set to', () => {
    const provider = providerWith([server(587), server(465)]);

    expect(chooseServer(requestOf({ provider, client: clientRow('outlook-express') }))?.fix.port).toBe(465);
  });

  it('takes 465 where the provider wants it', () => {
    expect(chooseServer(requestOf({ provider: providerRow('ocn') }))?.fix).toMatchObject({
      host: 'smtp.ocn.ne.jp',
      port: 465,
      security: 'tls',
    });
    expect(chooseServer(requestOf({ provider: providerRow('jcom') }))?.fix).toMatchObject({
      port: 465,
      security: 'tls',
      username: 'email',
    });
  });

  it('keeps the server in the person’s box where the provider is not known, and says the usual port', () => {
    const evidence = evidenceOf({ facts: { outgoing_server: told('mail.own-domain.example'), current_port: told(25) } });

    const target = chooseServer(requestOf({ evidence }));

    expect(target).toMatchObject({ fix: { host: 'mail.own-domain.example', port: 587, security: 'starttls' }, origin: 'convention' });
  });

  it('does not keep a server that is itself the fault', () => {
    const evidence = evidenceOf({ facts: { outgoing_server: told('smtp.old.example') }, signs: [sign('server.previous_isp', 'recorded')] });

    expect(chooseServer(requestOf({ evidence }))?.fix.host).toBeNull();
    expect(chooseServer(requestOf({ cause: 'wrong_server', evidence }))).toBeNull();
  });

  it('takes the door that was seen open on the person’s own server', () => {
    const facts = { outgoing_server: told('mail.own-domain.example'), current_port: told(25) };
    const findings = [
      finding('submission_465_alive', 'mail.own-domain.example', 465),
      finding('submission_only_465', 'mail.own-domain.example', 465),
    ];

    const target = chooseServer(requestOf({ evidence: evidenceOf({ facts, findings }) }));

    expect(target).toMatchObject({ fix: { host: 'mail.own-domain.example', port: 465, security: 'tls' }, origin: 'measured' });
  });
});
