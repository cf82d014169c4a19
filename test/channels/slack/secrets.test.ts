import { createVault } from '../../../src/channels/slack/secrets.ts';

describe('a vault', () => {
  const testSubject = createVault('a secret');

  it('opens what it sealed, and shows nothing of it', () => {
    const sealed = testSubject.seal('slack/T1/installation', 'xoxb-secret-token 鍵');

    expect(sealed).not.toContain('xoxb');
    expect(Buffer.from(JSON.parse(sealed).data, 'base64').toString('utf8')).not.toContain('xoxb');
    expect(testSubject.open('slack/T1/installation', sealed)).toEqual({ kind: 'open', text: 'xoxb-secret-token 鍵' });
  });

  it('seals the same twice in different ways', () => {
    expect(testSubject.seal('a', 'same')).not.toBe(testSubject.seal('a', 'same'));
  });

  it('tells another key from a damaged value', () => {
    const sealed = testSubject.seal('a', 'x');
    const record = JSON.parse(sealed);
    const bent = JSON.stringify({ ...record, data: Buffer.from('y').toString('base64') });
    const short = JSON.stringify({ ...record, tag: record.tag.slice(0, 8) });

    expect(createVault('another secret').open('a', sealed)).toEqual({ kind: 'other_key' });
    expect(testSubject.open('a', bent)).toEqual({ kind: 'damaged' });
    expect(testSubject.open('a', short)).toEqual({ kind: 'damaged' });
    expect(testSubject.open('a', 'no record')).toEqual({ kind: 'damaged' });
  });

  it('opens nothing under another name, so that no workspace can be given another one’s token', () => {
    expect(testSubject.open('slack/T2/installation', testSubject.seal('slack/T1/installation', 'x'))).toEqual({ kind: 'damaged' });
  });
});
