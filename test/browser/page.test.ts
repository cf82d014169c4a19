import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Block } from '../../src/contracts/messages.ts';
import { findFaults } from '../helpers/axe.ts';
import { type BrowserOptions, type OpenBrowser, openBrowser } from '../helpers/browser.ts';
import { createFoundingScript } from '../helpers/founding-script.ts';
import { buildMessage, buildText } from '../helpers/messages.ts';
import { openWebHouse, type WebHouse } from '../helpers/web-house.ts';

const STORY = 'Outlook 2007 でメールが送れません。受信はできます。';

/** A look of the script stands still until the test lets it go on. */
function createGate() {
  let open = (): void => undefined;
  let closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    pass: () => closed,
    open: () => open(),
    close() {
      closed = new Promise((resolve) => {
        open = resolve;
      });
    },
  };
}

describe('the chat page in a real browser', () => {
  const gate = createGate();
  let house: WebHouse;
  let browser: OpenBrowser;
  let page: Page;
  let trouble: string[];

  beforeAll(async () => {
    house = await openWebHouse(createFoundingScript({ gate: gate.pass }));
  });

  afterAll(async () => {
    await house.close();
  });

  async function open(options: Partial<BrowserOptions> = {}): Promise<void> {
    browser = await openBrowser({ locale: 'ja-JP', ...options });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
    trouble = [];
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('Failed to load resource')) trouble.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(house.url) && !request.url().startsWith('blob:')) trouble.push(`asked ${request.url()}`);
    });
    gate.open();
    await page.goto(house.url);
    await page.getByText('こんにちは。').waitFor();
  }

  afterEach(async () => {
    gate.open();
    await browser.close();
    expect(trouble).toEqual([]);
  });

  async function write(text: string): Promise<void> {
    await page.getByLabel('困っていることを書く').fill(text);
    await page.getByRole('button', { name: '送る' }).click();
  }

  async function reachAnswer(): Promise<void> {
    await write(STORY);
    await page.getByRole('button', { name: 'NURO 光' }).click();
    await page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
  }

  function textsOf(selector: string): Promise<string[]> {
    return page.locator(selector).allInnerTexts();
  }

  function envelopesOf(kind: string) {
    return house.desk.envelopes.filter(({ event }) => event.kind === kind);
  }

  async function conversationOf(): Promise<string> {
    const cookies = await browser.context.cookies();
    return `web:page:${cookies.find(({ name }) => name === 'okuru')?.value}`;
  }

  it('walks the founding story: question, live look, answer with what changes, card', async () => {
    await open();
    gate.close();
    await write(STORY);
    await page.getByRole('button', { name: 'NURO 光' }).click();
    await page.locator('[data-state=running]').nth(1).waitFor();

    expect(await textsOf('.progress li')).toEqual([
      'こちらの回線\n確認できました',
      'サーバーの名前\n調べています',
      '587番の入口\n調べています',
    ]);
    gate.open();
    await page.getByRole('heading', { name: 'Outlook 2007 での直し方' }).waitFor();
    expect(await textsOf('.progress .state-words')).toEqual(['確認できました', '確認できました', '確認できました']);
    expect(await textsOf('.values tr.changed th')).toEqual(['送信サーバーのポート番号', '暗号化']);
    expect(await textsOf('.values del')).toEqual(['25', 'なし']);
    expect(await textsOf('.values mark')).toEqual(['587', 'TLS（STARTTLS）']);
    expect(await page.locator('.values tr.changed').first().textContent()).toContain('いま 25');
    expect(await textsOf('.evidence .badge')).toEqual(['お話から', '公開資料から', '実際に調べて']);
    expect(await page.locator('.steps ol > li').count()).toBe(5);
    await page.getByRole('button', { name: '直った' }).click();
    await page.getByRole('heading', { name: 'メール設定の控え' }).waitFor();
    expect(await textsOf('.person .said')).toEqual([STORY, 'NURO 光', '直った']);
    expect(await page.locator('#typing').isHidden()).toBe(true);
  });

  it('marks the chosen answer and takes the question’s buttons out of use', async () => {
    await open();
    await reachAnswer();
    const group = page.getByRole('group', { name: '選択肢' }).first();
    const before = house.desk.envelopes.length;
    await group.getByRole('button', { name: 'OCN' }).click({ force: true });

    expect(await group.getByRole('button', { pressed: true }).allInnerTexts()).toEqual(['NURO 光']);
    expect(await group.locator('[aria-disabled=true]').count()).toBe(4);
    expect(house.desk.envelopes).toHaveLength(before);
  });

  it('keeps the last question in sight when a look above it comes to its end and grows', async () => {
    await open({ viewport: { width: 900, height: 700 } });
    const conversation = await conversationOf();
    const look = (title: string, state: 'running' | 'done', blocks: readonly Block<string>[] = []) =>
      buildMessage({
        id: 'look',
        blocks: [{ kind: 'progress', title, items: ['一', '二', '三', '四', '五', '六'].map((what) => ({ what, state })) }, ...blocks],
      });
    await house.desk.say(conversation, look('見ています', 'running'));
    await house.desk.say(
      conversation,
      buildMessage({ id: 'question', choices: [{ id: 'vpn:no', label: '使っていない', style: 'plain' }] }),
    );
    await page.getByRole('button', { name: '使っていない' }).waitFor();
    await house.desk.edit(conversation, look('見終わりました', 'done', [{ kind: 'text', text: '長い説明です。'.repeat(40) }]));
    await page.getByRole('heading', { name: '見終わりました' }).waitFor();

    const button = await page.getByRole('button', { name: '使っていない' }).boundingBox();
    const dock = await page.locator('.dock').boundingBox();
    expect((button?.y ?? Number.NaN) + (button?.height ?? 0)).toBeLessThanOrEqual(dock?.y ?? Number.NaN);
  });

  it('keeps the conversation over a reload in the middle of a look, and goes on live', async () => {
    await open();
    gate.close();
    await write(STORY);
    await page.getByRole('button', { name: 'NURO 光' }).click();
    await page.locator('[data-state=running]').nth(1).waitFor();
    await page.reload();
    await page.locator('[data-state=running]').nth(1).waitFor();

    expect(await textsOf('.person .said')).toEqual([STORY, 'NURO 光']);
    expect(await page.getByRole('group', { name: '選択肢' }).getByRole('button', { pressed: true }).allInnerTexts()).toEqual(['NURO 光']);
    gate.open();
    await page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    expect(await page.locator('.bot').count()).toBe(4);
    const conversation = await conversationOf();
    expect(envelopesOf('start').filter((envelope) => envelope.conversation === conversation)).toHaveLength(1);
  });

  it('can be walked with the keyboard alone, the focus never lost', async () => {
    await open();
    await page.locator('#text').focus();
    await page.keyboard.type(STORY);
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Shift+Tab');
    for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('NURO 光');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    expect(await focused()).toBe('NURO 光');
    await page.keyboard.press('Tab');

    expect(await focused()).toBe('直った');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  function focused(): Promise<string> {
    return page.evaluate<string>('document.activeElement.innerText || document.activeElement.id');
  }

  it('finds a name in the long list with the arrow keys, and shows its name after a reload too', async () => {
    await open();
    await write(STORY);
    const box = page.getByRole('combobox', { name: 'ほかの会社を名前でさがす' });
    await box.pressSequentially('so');
    await page.getByRole('option', { name: 'SoftBank 光' }).waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).innerText()).toBe('SoftBank 光');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('直った');
    expect(envelopesOf('choose').at(-1)?.event).toEqual({ kind: 'choose', choice: 'isp:softbank' });
    await page.reload();
    await page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();

    await expect(page.locator('.person .said').nth(1).filter({ hasText: 'SoftBank 光' }).waitFor()).resolves.toBeUndefined();
  });

  it('takes a name that no list has as words, and closes the list at Escape', async () => {
    await open();
    await write(STORY);
    const box = page.getByRole('combobox');
    await box.pressSequentially('so');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await box.fill('町のケーブル');
    await page.getByText('候補にありません').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('町のケーブル').waitFor();

    expect(envelopesOf('text').at(-1)?.event).toEqual({ kind: 'text', text: '町のケーブル' });
  });

  it('changes its language at once, tells the conversation, and follows the conversation’s language', async () => {
    await open();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('let us go on in English').waitFor();

    expect(await page.title()).toBe("Okuru: help when mail won't leave");
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(1);
    expect(await page.getByLabel('Tell me what goes wrong').getAttribute('placeholder')).toBe('Write in your own words');
    expect(await page.locator('.bot').first().getAttribute('lang')).toBe('ja');
    expect(await page.locator('.bot').last().getAttribute('lang')).toBe('en');
    expect(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('begins anew only when asked twice', async () => {
    await open();
    await write(STORY);
    await page.getByRole('combobox').waitFor();
    const old = await conversationOf();
    await page.getByRole('button', { name: '新しい相談をはじめる' }).click();
    await page.keyboard.press('Escape');
    expect(await conversationOf()).toBe(old);
    await page.getByRole('button', { name: '新しい相談をはじめる' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '新しくはじめる' }).click();
    await page.getByText(STORY).waitFor({ state: 'detached' });
    await page.getByText('こんにちは。').waitFor();

    expect(await page.locator('.line').count()).toBe(1);
    expect(await conversationOf()).not.toBe(old);
  });

  it('says that the connection is lost, keeps what is written meanwhile, and sends it once when it is back', async () => {
    await open();
    await browser.context.setOffline(true);
    await page.getByText('接続が切れました').waitFor();
    await write(STORY);
    await page.getByText('まだ送れていません').waitFor();
    await browser.context.setOffline(false);
    await page.getByText('またつながりました').waitFor();
    await page.getByRole('combobox').waitFor();
    await page.getByText('まだ送れていません').waitFor({ state: 'detached' });

    const conversation = await conversationOf();
    expect(envelopesOf('text').filter((envelope) => envelope.conversation === conversation)).toHaveLength(1);
    expect(await textsOf('.person .said')).toEqual([STORY]);
  });

  it('tries again under the same number when the server could not keep an act or its answer was lost', async () => {
    await open();
    const ids: string[] = [];
    let tries = 0;
    await page.route('**/api/events', async (route) => {
      tries += 1;
      ids.push(JSON.parse(route.request().postData() ?? '{}').eventId);
      if (tries === 1) return route.fulfill({ status: 503, json: { error: 'failed', words: '少しお待ちください。' } });
      if (tries > 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await write(STORY);
    await page.getByRole('combobox').waitFor();
    await page.locator('.person:not(.pending)').waitFor();

    const conversation = await conversationOf();
    expect(tries).toBe(3);
    expect(new Set(ids).size).toBe(1);
    expect(envelopesOf('text').filter((envelope) => envelope.conversation === conversation)).toHaveLength(1);
    expect(await textsOf('.person .said')).toEqual([STORY]);
    expect(await page.locator('#trouble').isHidden()).toBe(true);
  });

  it('hides a password on the screen as soon as it is kept', async () => {
    await open();
    await write('パスワードは hunter2 です');
    await page.getByText('パスワードは ●●●● です').waitFor();

    expect(await page.getByText('hunter2').count()).toBe(0);
  });

  it('gives a text that is too long back, with a word about it', async () => {
    await open();
    await write('あ'.repeat(20_000));
    await page.getByRole('alert').filter({ hasText: '文章が長すぎます' }).waitFor();

    expect((await page.locator('#text').inputValue()).length).toBe(20_000);
    expect(await page.locator('.person').count()).toBe(0);
  });

  it('sends at Enter, breaks the line at Shift+Enter, and leaves Enter to the input method while it converts', async () => {
    await open();
    const text = page.locator('#text');
    await text.fill('一行目');
    await text.press('Shift+Enter');
    await text.pressSequentially('二行目');
    await text.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await text.inputValue()).toBe('一行目\n二行目');
    await text.press('Enter');
    await page.locator('.person').waitFor();

    expect(envelopesOf('text').at(-1)?.event).toEqual({ kind: 'text', text: '一行目\n二行目' });
  });

  it('shows two pages of one browser the same conversation, greeted once', async () => {
    await open();
    const other = await browser.context.newPage();
    await other.goto(house.url);
    await other.getByText('こんにちは。').waitFor();
    await write(STORY);
    await other.getByText(STORY).waitFor();
    await other.getByRole('combobox').waitFor();

    expect(await other.locator('.line').count()).toBe(3);
    expect(await page.locator('.line').count()).toBe(3);
  });

  it('gives its connection back when nobody sees it, and knows everything when it is seen again', async () => {
    await open();
    const conversation = await conversationOf();
    await page.clock.install();
    await setVisible('hidden');
    await page.clock.runFor(31_000);
    await house.desk.say(conversation, buildText('late', 'その間に来ました'));
    await house.desk.edit(conversation, buildText('late', 'その間に変わりました'));
    const asleep = await page.locator('.bot').count();
    await setVisible('visible');
    await page.getByText('その間に変わりました').waitFor();

    expect(asleep).toBe(1);
    expect(await page.locator('.bot').count()).toBe(2);
    expect(await page.locator('#banner').isHidden()).toBe(true);
  });

  function setVisible(state: 'hidden' | 'visible'): Promise<unknown> {
    return page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
  }

  it('lets the card be saved and copied', async () => {
    await open();
    await reachAnswer();
    await page.getByRole('button', { name: '直った' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '控えを保存' }).click()]);
    await page.getByRole('button', { name: 'コピー' }).click();
    await page.getByRole('button', { name: 'コピーしました' }).waitFor();

    const saved = readFileSync(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('メール設定の控え.txt');
    expect(saved).toMatch(/^\uFEFFメール設定の控え\r\n\r\n送信メールサーバー: smtp\.nifty\.com\r\n/);
    expect((await page.evaluate<string>('navigator.clipboard.readText()')).replaceAll('\r', '')).toBe(saved.slice(1).replaceAll('\r', ''));
  });

  it('prints a card alone', async () => {
    await open();
    await reachAnswer();
    await page.getByRole('button', { name: '直った' }).click();
    await page.evaluate('window.print = () => undefined');
    await page.getByRole('button', { name: '印刷' }).click();
    await page.emulateMedia({ media: 'print' });

    expect(await page.locator('#print').isVisible()).toBe(true);
    expect(await page.locator('main').isVisible()).toBe(false);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('#print').count()).toBe(0);
  });

  it.each([
    ['on a wide screen', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
  ] as const)('has no fault that axe knows %s, and every target is big enough for a thumb', async (_name, options) => {
    await open(options);
    gate.close();
    await write(STORY);
    const box = page.getByRole('combobox');
    await box.pressSequentially('so');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    const faults = [await findFaults(page)];
    await page.getByRole('button', { name: 'NURO 光' }).click();
    await page.locator('[data-state=running]').nth(1).waitFor();
    faults.push(await findFaults(page));
    gate.open();
    await page.getByRole('button', { name: '直った' }).click();
    await page.getByRole('heading', { name: 'メール設定の控え' }).waitFor();
    faults.push(await findFaults(page));
    await page.getByRole('button', { name: '新しい相談をはじめる' }).click();
    faults.push(await findFaults(page));

    expect(faults.flat()).toEqual([]);
    expect(
      await page.evaluate<unknown>(
        '[...document.querySelectorAll("button, input, textarea")].map((element) => [element.innerText || element.id, element.getBoundingClientRect()]).filter(([, box]) => box.width > 0 && (box.height < 44 || box.width < 44))',
      ),
    ).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  });

  it('moves nothing for people who asked for rest', async () => {
    await open();
    gate.close();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await write(STORY);
    await page.getByRole('button', { name: 'NURO 光' }).click();
    await page.locator('[data-state=running]').nth(1).waitFor();

    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate('document.getAnimations().length')).toBeGreaterThan(0);
  });
});
