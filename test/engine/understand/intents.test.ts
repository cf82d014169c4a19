import { readText } from '../../helpers/reading.ts';

describe('What a message wants', () => {
  test.each([
    ['わからない', 'dont_know'],
    ['不明', 'dont_know'],
    ['さあ', 'dont_know'],
    ['わかりません。すみません', 'dont_know'],
    ['試していません', 'dont_know'],
    ["I don't know", 'dont_know'],
    ['no idea', 'dont_know'],
    ['not sure', 'dont_know'],
    ['はい', 'yes'],
    ['yes please', 'yes'],
    ['いいえ', 'no'],
    ['nope', 'no'],
    ['ありがとうございます！', 'thanks'],
    ['thanks a lot', 'thanks'],
    ['こんにちは', 'greeting'],
    ['hello', 'greeting'],
    ['最初からやり直したい', 'start_over'],
    ['start over', 'start_over'],
    ['戻る', 'back'],
    ['さっきの答えは間違いです', 'back'],
    ['go back', 'back'],
    ['担当者と話したい', 'human'],
    ['I want to talk to a human', 'human'],
    ['英語でお願いします', 'use_english'],
    ['in Japanese please', 'use_japanese'],
    ['直りました！', 'fixed'],
    ['送れました', 'fixed'],
    ['it works now, thanks!', 'fixed'],
    ['まだ送れません', 'not_fixed'],
    ['直りません', 'not_fixed'],
    ['still cannot send', 'not_fixed'],
    ['なぜですか？', 'why'],
    ['どうして25番だと思うのですか', 'why'],
    ['why?', 'why'],
    ['この会話を消してください', 'forget'],
    ['forget me', 'forget'],
    ['どこを見ればいいの？', 'how_to_find'],
    ['where do I find that?', 'how_to_find'],
  ])('%s → %s', (text, intent) => {
    expect(readText(text).intent).toBe(intent);
  });

  test.each([
    ['ポートって何？', 'port'],
    ['ポートとは', 'port'],
    ['what is a port?', 'port'],
    ['STARTTLSって何ですか', 'starttls'],
    ["what's an ISP", 'isp'],
    ['OP25Bとは何ですか', 'op25b'],
    ['アプリパスワードって何', 'app_password'],
  ])('%s asks about %s and says nothing about the settings', (text, term) => {
    const reading = readText(text);

    expect(reading).toMatchObject({ intent: 'what_is', term });
    expect(reading.facts).toEqual([]);
  });

  test.each(['今日は寒いですね', 'how are you', '', '!!!', '😀', 'ありがとうございます'])('small talk fills no slot: %s', (text) => {
    const reading = readText(text, 'isp');

    expect(reading.facts).toEqual([]);
    expect(reading.relevant).toBe(false);
  });

  test('not knowing why is no answer within a story', () => {
    expect(readText('社内のどのパソコンからも急にメールを出せなくなりました。理由が全然わからず困っています。').intent).toBeNull();
  });

  test.each([
    ['受信はできます', 'ja'],
    ['I can receive', 'en'],
    ['It says 「サーバーへの接続は失敗しました」 and I cannot send', 'en'],
    ['587', null],
    ['NURO', null],
  ])('the language of %s', (text, lang) => {
    expect(readText(text).lang).toBe(lang);
  });
});
