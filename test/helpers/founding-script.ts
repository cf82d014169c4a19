import type { Message } from '../../src/contracts/messages.ts';
import { buildMessage } from './messages.ts';
import type { Script } from './scripted-desk.ts';

type States = readonly [
  'waiting' | 'running' | 'done' | 'failed',
  'waiting' | 'running' | 'done' | 'failed',
  'waiting' | 'running' | 'done' | 'failed',
];

function buildLook([outlet, names, port]: States): Message {
  return buildMessage({
    id: 'm3',
    blocks: [
      {
        kind: 'progress',
        title: 'ニフティの送信サーバーを、こちらから確かめています。',
        items: [
          { what: 'こちらの回線', state: outlet },
          { what: 'サーバーの名前', state: names },
          { what: '587番の入口', state: port },
        ],
      },
    ],
  });
}

const GREETING = buildMessage({
  id: 'm1',
  blocks: [
    {
      kind: 'text',
      text: 'こんにちは。メールの送信でお困りのことを、ふだんの言葉で教えてください。\n例：「Outlookでメールが送れない」「エラー 0x800CCC0E が出る」',
    },
  ],
});

const QUESTION = buildMessage({
  id: 'm2',
  blocks: [{ kind: 'text', text: 'いまお使いのインターネット回線は、どちらの会社のものですか？' }],
  choices: [
    { id: 'isp:nuro', label: 'NURO 光', style: 'plain' },
    { id: 'isp:ocn', label: 'OCN', style: 'plain' },
    { id: 'isp:jcom', label: 'J:COM', style: 'plain' },
    { id: 'isp:unknown', label: 'わからない', style: 'plain' },
  ],
  picker: { question: 'isp', directory: 'isp', placeholder: 'ほかの会社を名前でさがす' },
});

const ANSWER = buildMessage({
  id: 'm4',
  blocks: [
    {
      kind: 'text',
      text: '送信に使う「25番」という出口を、いまの回線が閉じているのが原因です。メールの設定で出口を「587番」に変えると、また送れるようになります。',
    },
    {
      kind: 'values',
      title: '変える設定',
      rows: [
        { label: '送信メールサーバー（SMTP）', value: 'smtp.nifty.com', old: null },
        { label: '送信サーバーのポート番号', value: '587', old: '25' },
        { label: '暗号化', value: 'TLS（STARTTLS）', old: 'なし' },
        { label: '送信サーバーの認証', value: 'チェックを入れる', old: null },
      ],
    },
    {
      kind: 'steps',
      title: 'Outlook 2007 での直し方',
      steps: [
        'メニューの「ツール」→「アカウント設定」を開きます。',
        'ニフティのアカウントを選び、「変更」を押します。',
        '「詳細設定」を押し、「送信サーバー」タブの「送信サーバー（SMTP）は認証が必要」にチェックを入れます。',
        '「詳細設定」タブで「送信サーバー（SMTP）」を 25 から 587 に書きかえ、「OK」を押します。',
        '「アカウント設定のテスト」を押します。チェックが2つ付けば成功です。',
      ],
    },
    {
      kind: 'evidence',
      title: 'この答えのよりどころ',
      rows: [
        { what: '症状', result: '受信はできて、送信だけできない', basis: 'stated' },
        { what: 'NURO 光の回線', result: '外に出る25番を止めている（2013年から）', basis: 'recorded' },
        { what: 'smtp.nifty.com の587番', result: '返事があり、暗号化と認証を使える', basis: 'measured' },
      ],
    },
    { kind: 'text', text: 'お急ぎのメールは、それまでニフティのWebメールから送れます。送信トレイのメールは消さなくて大丈夫です。' },
  ],
  choices: [
    { id: 'outcome:fixed', label: '直った', style: 'primary' },
    { id: 'outcome:not_fixed', label: 'まだ送れない', style: 'plain' },
    { id: 'outcome:why', label: 'なぜ？', style: 'plain' },
    { id: 'outcome:human', label: '担当者に相談', style: 'plain' },
  ],
});

const CARD = buildMessage({
  id: 'm5',
  blocks: [
    { kind: 'text', text: '直ってよかったです。同じことが起きたときのために、この控えを残しておいてください。' },
    {
      kind: 'card',
      title: 'メール設定の控え',
      rows: [
        { label: '送信メールサーバー', value: 'smtp.nifty.com' },
        { label: 'ポート番号', value: '587' },
        { label: '暗号化', value: 'TLS（STARTTLS）' },
        { label: '認証', value: 'あり（ユーザー名はメールアドレス）' },
      ],
      note: 'ソフトの更新のあとで、ポート番号が25に戻ることがあります。そのときは、もう一度587に書きかえてください。',
    },
  ],
});

const ENGLISH = buildMessage({ id: 'm6', lang: 'en', blocks: [{ kind: 'text', text: 'Of course, let us go on in English.' }] });

/** How long each look of the script takes, in milliseconds; a test that looks at the middle holds the `gate`. */
export interface FoundingOptions {
  /** Awaited in the middle of the look. */
  gate(): Promise<void>;
}

/** The founding story as a fixed script: greeting, a question, a look with live progress, the answer, the card. */
export function createFoundingScript({ gate }: FoundingOptions): Script {
  return {
    rows: {
      isp: [
        { id: 'biglobe', label: 'BIGLOBE' },
        { id: 'sonet', label: 'So-net 光' },
        { id: 'softbank', label: 'SoftBank 光' },
      ],
    },
    hear: ({ event }) => (event.kind === 'text' ? event.text.replace(/hunter2/, '●●●●') : event.kind === 'choose' ? event.choice : null),
    async answer({ event }, { say, edit }) {
      if (event.kind === 'start') return say(GREETING);
      if (event.kind === 'lang') return say(ENGLISH);
      if (event.kind === 'choose' && event.choice === 'outcome:fixed') return say(CARD);
      if (event.kind === 'choose' && event.choice.startsWith('isp:')) {
        await say(buildLook(['running', 'waiting', 'waiting']));
        await edit(buildLook(['done', 'running', 'running']));
        await gate();
        await edit(buildLook(['done', 'done', 'done']));
        return say(ANSWER);
      }
      return say(QUESTION);
    },
  };
}
