import type { Block, Message } from '../../src/contracts/messages.ts';

/** A message of a test: what is not given is empty. */
export function buildMessage(parts: Partial<Message> & Pick<Message, 'id'>): Message {
  return { lang: 'ja', blocks: [], choices: [], picker: null, ...parts };
}

/** A message of one text. */
export function buildText(id: string, text: string): Message {
  return buildMessage({ id, blocks: [{ kind: 'text', text }] });
}

/** One block of each kind, in Japanese. */
export const EVERY_KIND: readonly Block<string>[] = [
  { kind: 'text', text: '送信だけが止まっているようです。' },
  {
    kind: 'steps',
    title: '次の順に操作してください',
    steps: ['「ツール」を開きます', '「アカウント設定」を選びます', '「変更」を押します'],
  },
  {
    kind: 'values',
    title: '変更する設定',
    rows: [
      { label: '送信サーバー', value: 'smtp.nifty.com', old: null },
      { label: 'ポート番号', value: '587', old: '25' },
    ],
  },
  {
    kind: 'evidence',
    title: 'この答えのよりどころ',
    rows: [
      { what: '回線', result: 'NURO 光は外向きの25番を止めています', basis: 'recorded' },
      { what: '症状', result: '受信はできて、送信だけできない', basis: 'stated' },
      { what: '587番', result: '返事がありました', basis: 'measured' },
    ],
  },
  {
    kind: 'progress',
    title: 'サーバーを確かめています',
    items: [
      { what: '名前を調べる', state: 'done' },
      { what: '587番', state: 'running' },
      { what: '465番', state: 'waiting' },
      { what: '25番', state: 'failed' },
      { what: '古い方式', state: 'skipped' },
    ],
  },
  {
    kind: 'card',
    title: 'メール設定の控え',
    rows: [
      { label: '送信サーバー', value: 'smtp.nifty.com' },
      { label: 'ポート番号', value: '587' },
    ],
    note: '更新のあとで25に戻ることがあります。',
  },
];
