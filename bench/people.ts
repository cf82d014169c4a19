import type { Stage } from './stage.ts';

/** What people write first, long and short, in both languages. */
const STORIES = [
  '今月からNUROに変えたら、ニフティのメールが送れなくなりました。受信はできています。',
  'Outlookでメールが送れません。受信はできます。',
  "Since I moved I can receive mail but I can't send any from Thunderbird.",
  'メールが送れない',
  'エラー 0x800CCC0E が出て送信できません。アドレスは taro@nifty.com です。',
  'iPhoneだとWi-Fiのときだけ送信できなくて、4Gにすると送れます',
  'Outlook keeps asking for my password and nothing leaves the outbox',
  '取引先にだけ送れません。「550 5.7.1 rejected」と書かれて戻ってきます。',
] as const;

/** What they write later: answers, corrections, asides. */
const REMARKS = [
  'たぶんNUROです',
  'ポート番号は25と書いてあります',
  "I don't know, where do I find that?",
  'いえ、回線は前からOCNのままです',
  'ポートって何ですか？',
  'Windows LiveメールではなくThunderbirdの最新版を使っています',
  'The error says: connection to outgoing server smtp.example.jp timed out',
  'Gmailのアドレスも同じで、昨日の夜から急に送れなくなりました',
] as const;

/** What they pick where a list with a search box is shown. */
const PICKS: Readonly<Record<string, string>> = {
  isp: 'isp:nuro',
  previous_isp: 'previous_isp:nifty',
  mail_provider: 'mail_provider:nifty',
  mail_domain: 'mail_domain:nifty',
  client: 'client:outlook-2007',
};

/** Turns one person takes by pressing; then somebody else comes. */
const MOST_PRESSES = 12;

/** A person with one conversation; each act resolves when it is on disk. */
export interface Person {
  /** Tells the story (first) or a remark. */
  write(): Promise<unknown>;
  /** Presses a button of the last message, or picks from its list; null when there is nothing left to press. */
  press(): Promise<unknown> | null;
  /** Resolves when everything said to this person has arrived. */
  listen(): Promise<void>;
}

/** Person number `number`: the same number always tells the same story. */
export function createPerson(stage: Stage, number: number): Person {
  const conversation = `null:bench:${number}`;
  let written = 0;
  let pressed = 0;

  function pick(): string | null {
    const message = stage.lastMessage(conversation);
    const picked = PICKS[message?.picker?.question ?? ''];
    const ids = (message?.choices ?? []).map(({ id }) => id).filter((id) => !id.endsWith(':how') && !id.startsWith('outcome'));
    return picked ?? ids[(number + pressed) % Math.max(1, ids.length)] ?? null;
  }

  return {
    write() {
      const text = written === 0 ? STORIES[number % STORIES.length] : REMARKS[(number + written) % REMARKS.length];
      written += 1;
      return stage.receive(conversation, { kind: 'text', text: text ?? '' });
    },
    press() {
      const choice = pressed < MOST_PRESSES ? pick() : null;
      pressed += 1;
      return choice === null ? null : stage.receive(conversation, { kind: 'choose', choice });
    },
    listen: () => stage.desk.idle(conversation),
  };
}
