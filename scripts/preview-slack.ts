/** Draws the main things people see in Slack into docs/images, from the real engine, words and rendering. Run it after a change of looks, and look. */
import { join } from 'node:path';
import { sayIn } from '../src/channels/shared/say.ts';
import { renderHome } from '../src/channels/slack/render/home.ts';
import { renderIntake } from '../src/channels/slack/render/intake.ts';
import { renderMessage } from '../src/channels/slack/render/message.ts';
import { retireChoices } from '../src/channels/slack/render/retire.ts';
import type { Lang } from '../src/contracts/lang.ts';
import type { Message } from '../src/contracts/messages.ts';
import { loadTranslator } from '../src/i18n/translator.ts';
import { openBrowser } from '../test/helpers/browser.ts';
import { loadRealKnowledge } from '../test/helpers/real-knowledge.ts';
import { type Drawn, drawConversation, drawHome, drawModal } from '../test/helpers/slack-page/page.ts';
import { startTalk } from '../test/helpers/talk.ts';
import { healthy } from '../test/helpers/worlds.ts';

const ROOT = join(import.meta.dirname, '..');
const IMAGES = process.argv[2] ?? join(ROOT, 'docs', 'images');
const DESKTOP = 800;
const PHONE = 390;

/** What the person says or presses. */
type Act = { readonly say: string } | { readonly press: string; readonly label: string };

/** J:COM → NURO 光 a week ago, an @nifty.com mailbox, Outlook 2007, receiving fine: told in pieces, with buttons and the long list. */
const STORY = {
  ja: [
    { say: 'メールが送れなくて困っています。受信はできます' },
    { press: 'error_codes:none_shown', label: '何も出ない' },
    { press: 'started_after:isp_change', label: 'インターネットの会社を変えた' },
    { press: 'mail_domain:nifty', label: '@nifty（ニフティ）' },
    { say: '回線を J:COM から NURO 光に変えました。Outlook 2007 を使っています' },
    { press: 'after:fixed', label: '直った' },
  ],
  en: [
    { say: "I can't send mail, but I can receive" },
    { press: 'error_codes:none_shown', label: 'Nothing is shown' },
    { press: 'started_after:isp_change', label: 'Changed internet company' },
    { press: 'mail_domain:nifty', label: '@nifty' },
    { say: 'We went from J:COM to NURO Hikari. I use Outlook 2007' },
    { press: 'after:fixed', label: 'It works now' },
  ],
} as const satisfies Record<Lang, readonly Act[]>;

const NAME = { ja: '佐藤', en: 'Sato' } as const satisfies Record<Lang, string>;

const translator = loadTranslator(join(ROOT, 'locales'));
const knowledge = loadRealKnowledge();

/** A conversation drawn message by message: edits change what was drawn. */
function drawStory(lang: Lang): Drawn[] {
  const say = sayIn(translator, lang);
  const talk = startTalk({ knowledge, lang, world: healthy });
  const posted = new Map<string, Drawn[]>();
  const lines: Drawn[][] = [];
  let seq = 0;
  function show(message: Message): void {
    seq += 1;
    const drawn = renderMessage(message, { conversation: 'slack:T1/U1:dm', seq }, say).map(
      ({ blocks }): Drawn => ({ from: 'bot', blocks }),
    );
    const before = posted.get(message.id);
    if (before === undefined) {
      lines.push(drawn);
      posted.set(message.id, drawn);
    }
    before?.splice(0, before.length, ...drawn);
  }
  function act(told: Act): readonly Message[] {
    if ('say' in told) {
      lines.push([{ from: 'person', name: NAME[lang], text: told.say }]);
      return talk.say(told.say);
    }
    const last = lines.at(-1)?.pop();
    lines.at(-1)?.push({ from: 'bot', blocks: retireChoices(last?.from === 'bot' ? last.blocks : [], { label: told.label }, say) });
    return talk.choose(told.press);
  }
  for (const told of STORY[lang]) {
    act(told).forEach(show);
  }
  return lines.flat();
}

async function main(): Promise<void> {
  const say = sayIn(translator, 'ja');
  const pages = [
    { name: 'slack-founding-story-ja', html: drawConversation('Okuru', drawStory('ja'), 'ja'), width: DESKTOP },
    { name: 'slack-founding-story-en', html: drawConversation('Okuru', drawStory('en'), 'en'), width: DESKTOP },
    { name: 'slack-founding-story-phone-ja', html: drawConversation('Okuru', drawStory('ja'), 'ja'), width: PHONE },
    { name: 'slack-intake-ja', html: drawModal(renderIntake({ say, metadata: '' }), 'ja'), width: 620 },
    {
      name: 'slack-home-ja',
      html: drawHome(renderHome({ lang: 'ja', say, standing: { step: 'advised', cause: 'op25b' } }), 'ja'),
      width: DESKTOP,
    },
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
