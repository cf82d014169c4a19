import { factsIn } from '../../helpers/reading.ts';

describe('a mail domain without a word about it', () => {
  it.each(['nifty.com', 'nifty.comです', 'NURO光、nifty.com、Outlook 2007。送れない', 'J:COM\nnifty.com\nOutlook 2007'])(
    'is the mailbox’s, as in %j',
    (text) => {
      expect(factsIn(text)).toMatchObject({ mail_provider: 'nifty', mail_domain: 'nifty.com' });
    },
  );

  it.each([
    'メールアドレスの後ろは nifty.com です',
    '「@」より後ろの部分はnifty.comになっています',
    'ドメインはnifty.comで、送れません',
    'the part after the "@" is nifty.com and I cannot send',
  ])('is the mailbox’s where it is told to stand after the @: %s', (text) => {
    expect(factsIn(text)).toMatchObject({ mail_provider: 'nifty', mail_domain: 'nifty.com' });
  });

  it.each([
    'gmail.comには送れますが、会社には送れません',
    'gmail.com の友だちにだけ届きません',
    'smtp.nifty.com',
    'mail to gmail.com bounces',
  ])('is not read into %j, where something is said of it', (text) => {
    expect(factsIn(text)).not.toHaveProperty('mail_domain');
  });
});
