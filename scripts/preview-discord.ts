/** Draws the main things people see in Discord into docs/images, from the real engine, words and rendering. Run it after a change of looks, and look. */
import { join } from 'node:path';
import { renderHelp } from '../src/channels/discord/render/help.ts';
import { renderIntake } from '../src/channels/discord/render/intake.ts';
import { renderMessage } from '../src/channels/discord/render/message.ts';
import { retireChoices } from '../src/channels/discord/render/retire.ts';
import { renderResults } from '../src/channels/discord/render/search.ts';
import { sayIn } from '../src/channels/shared/say.ts';
import type { Lang } from '../src/contracts/lang.ts';
import type { Message } from '../src/contracts/messages.ts';
import { loadTranslator } from '../src/i18n/translator.ts';
import { openBrowser } from '../test/helpers/browser.ts';
import { type Drawn, drawConversation, drawModal } from '../test/helpers/discord-page/page.ts';
import { loadRealKnowledge } from '../test/helpers/real-knowledge.ts';
import { startTalk } from '../test/helpers/talk.ts';
import { healthy } from '../test/helpers/worlds.ts';

const ROOT = join(import.meta.dirname, '..');
const IMAGES = process.argv[2] ?? join(ROOT, 'docs', 'images');
const DESKTOP = 720;
const PHONE = 390;

/** What the person sends, writes in a modal, or presses. */
type Act =
  | { readonly command: string; readonly story: string }
  | { readonly write: string }
  | { readonly press: string; readonly label: string };

/** J:COM → NURO 光 a week ago, an @nifty.com mailbox, Outlook 2007, receiving fine: by the command in a server, and told in pieces. */
const STORY = {
  ja: [
    { command: '/mailfix', story: 'メールが送れなくて困っています。受信はできます' },
    { press: 'error_codes:none_shown', label: '何も出ない' },
    { press: 'started_after:isp_change', label: 'インターネットの会社を変えた' },
    { press: 'mail_domain:nifty', label: '@nifty（ニフティ）' },
    { write: '回線を J:COM から NURO 光に変えました。Outlook 2007 を使っています' },
    { press: 'after:fixed', label: '直った' },
  ],
  en: [
    { command: '/mailfix', story: "I can't send mail, but I can receive" },
    { press: 'error_codes:none_shown', label: 'Nothing is shown' },
    { press: 'started_after:isp_change', label: 'Changed internet company' },
    { press: 'mail_domain:nifty', label: '@nifty' },
    { write: 'We went from J:COM to NURO Hikari. I use Outlook 2007' },
    { press: 'after:fixed', label: 'It works now' },
  ],
} as const satisfies Record<Lang, readonly Act[]>;

/** Words of Discord's own. */
const DISCORD = {
  ja: { name: '佐藤', only: 'これらはあなただけに表示されています', cancel: 'キャンセル', submit: '送信', channel: '雑談' },
  en: { name: 'Sato', only: 'Only you can see this', cancel: 'Cancel', submit: 'Submit', channel: 'general' },
} as const satisfies Record<Lang, object>;

const translator = loadTranslator(join(ROOT, 'locales'));
const knowledge = loadRealKnowledge();

/** A private conversation drawn message by message: edits change what was drawn. */
function drawStory(lang: Lang): Drawn[] {
  const say = sayIn(translator, lang);
  const talk = startTalk({ knowledge, lang, world: healthy });
  const posted = new Map<string, Drawn[]>();
  const lines: Drawn[][] = [];
  let seq = 0;
  function drawn(components: Extract<Drawn, { from: 'bot' }>['components']): Drawn {
    return { from: 'bot', components, onlyYou: true, onlyYouText: DISCORD[lang].only };
  }
  function show(message: Message): void {
    seq += 1;
    const parts = renderMessage(message, { conversation: 'discord:1/2:private', seq }, say).map(({ components }) => drawn(components));
    const before = posted.get(message.id);
    if (before === undefined) {
      lines.push(parts);
      posted.set(message.id, parts);
    }
    before?.splice(0, before.length, ...parts);
  }
  function retire(label: string): void {
    const last = lines.at(-1)?.pop();
    lines.at(-1)?.push(drawn(retireChoices(last?.from === 'bot' ? last.components : [], { label }, say)));
  }
  function act(told: Act): readonly Message[] {
    if ('command' in told) {
      lines.push([{ from: 'command', name: DISCORD[lang].name, command: `${told.command} ${told.story}` }]);
      return talk.say(told.story);
    }
    retire('write' in told ? told.write : told.label);
    return 'write' in told ? talk.say(told.write) : talk.choose(told.press);
  }
  for (const told of STORY[lang]) {
    act(told).forEach(show);
  }
  return lines.flat();
}

/** A question as it stands before it is answered, and what a search in its long list finds. */
function drawQuestion(): readonly Drawn[] {
  const say = sayIn(translator, 'ja');
  const at = { conversation: 'discord:1/2:private', seq: 1 };
  const choices = [
    { id: 'isp:unknown', label: 'わからない', style: 'plain' as const },
    { id: 'isp:how', label: 'どこを見ればいい？', style: 'plain' as const },
  ];
  const blocks = [{ kind: 'text' as const, text: translator.say({ key: 'questions:isp.ask' }, 'ja') }];
  const picker = { question: 'isp', directory: 'isp' as const, placeholder: translator.say({ key: 'talk:search' }, 'ja') };
  const rows = knowledge.catalogue.search('isp', '光', 40).map(({ id, names }) => ({ id, label: names.ja }));
  const shown = [
    ...renderMessage({ id: 'm1', lang: 'ja', blocks, choices, picker }, at, say),
    renderResults({ at, directory: 'isp', question: 'isp' }, { typed: '光', rows }, say),
    renderHelp(say, 'ja'),
  ];
  return shown.map(({ components }) => ({ from: 'bot', components, onlyYou: true, onlyYouText: DISCORD.ja.only }));
}

async function main(): Promise<void> {
  const story = (lang: Lang): string => drawConversation(DISCORD[lang].channel, drawStory(lang), lang);
  const pages = [
    { name: 'discord-founding-story-ja', html: story('ja'), width: DESKTOP },
    { name: 'discord-founding-story-en', html: story('en'), width: DESKTOP },
    { name: 'discord-founding-story-phone-ja', html: story('ja'), width: PHONE },
    { name: 'discord-question-ja', html: drawConversation(DISCORD.ja.channel, drawQuestion(), 'ja'), width: DESKTOP },
    { name: 'discord-intake-ja', html: drawModal(renderIntake(sayIn(translator, 'ja')), DISCORD.ja, 'ja'), width: 500 },
  ];
  const browser = await openBrowser({ locale: 'ja-JP' });
  const page = await browser.context.newPage();
  for (const { name, html, width } of pages) {
    await page.setViewportSize({ width, height: 600 });
    await page.setContent(html);
    await page.screenshot({ path: join(IMAGES, `${name}.png`), fullPage: true, scale: width === PHONE ? 'css' : 'device' });
  }
  await browser.close();
}

await main();
