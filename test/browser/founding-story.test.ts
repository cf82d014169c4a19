import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findFaults } from '../helpers/axe.ts';
import { type OpenBrowser, openBrowser } from '../helpers/browser.ts';
import { type Program, startProgram } from '../helpers/program.ts';

/** Where pictures go when somebody wants to look at them. */
const PICTURES = process.env.OKURU_PICTURES;

const STORIES = {
  ja: {
    locale: 'ja-JP',
    story:
      'J:COMからNURO光に変えてから、メールが送れなくなりました。受信はできます。メールはニフティ、ソフトはOutlook 2007で、エラーは0x800CCC0E、ポートは25です。',
    label: '困っていることを書く',
    send: '送る',
    what: 'ポートって何？',
    doors: 'ドア',
    fixed: '直った',
    path: ['ツール', 'アカウント設定', '詳細設定', 'アカウント設定のテスト', '✓✓'],
    basis: ['お話から', '記録から'],
  },
  en: {
    locale: 'en-US',
    story:
      'Since I switched from J:COM to NURO I can receive mail but not send it. My mail is with nifty, the program is Outlook 2007, the error is 0x800CCC0E and the port is 25.',
    label: 'Tell me what goes wrong',
    send: 'Send',
    what: 'What is a port?',
    doors: 'door',
    fixed: 'Fixed',
    path: ['Tools', 'Account Settings', 'More Settings', 'Test Account Settings', '✓✓'],
    basis: ['you told me', 'on record'],
  },
} as const;

describe.each(Object.entries(STORIES))('the founding story on the page of the real program (%s)', (lang, words) => {
  let program: Program;
  let browser: OpenBrowser;
  let page: Page;

  beforeAll(async () => {
    program = await startProgram();
    browser = await openBrowser({ locale: words.locale, viewport: { width: 1000, height: 900 } });
    page = browser.context.pages()[0] ?? (await browser.context.newPage());
  });

  afterAll(async () => {
    await browser.close();
    expect(await program.stop()).toBe(0);
  });

  async function write(text: string): Promise<void> {
    await page.getByLabel(words.label).fill(text);
    await page.getByRole('button', { name: words.send, exact: true }).click();
  }

  async function takePicture(name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `founding-story-${lang}-${name}.png`) });
  }

  it('greets in the language of the browser', async () => {
    await page.goto(program.url);
    await page.locator('.bot').first().waitFor();
    await takePicture('1-greeting');

    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.locator('.bot').first().getAttribute('lang')).toBe(lang);
  });

  it('answers a story told at once without asking anything that was said', async () => {
    await write(words.story);
    await page.locator('.values mark').first().waitFor();
    await takePicture('2-answer');

    expect(await page.getByRole('combobox').count()).toBe(0);
    expect(await page.locator('.values mark').allInnerTexts()).toContain('587');
    expect(await page.locator('.values del').allInnerTexts()).toContain('25');
    expect(await page.locator('.bot').last().innerText()).toContain('smtp.nifty.com');
  });

  it('shows the click path of the program in the words of its screen, with its own test and two ticks', async () => {
    const steps = (await page.locator('.bot').last().locator('.steps').allInnerTexts()).join('\n');

    expect(words.path.filter((word) => !steps.includes(word))).toEqual([]);
  });

  it('says what the answer rests on', async () => {
    const badges = await page.locator('.bot').last().locator('.badge').allInnerTexts();

    expect(new Set(badges)).toEqual(new Set(words.basis));
  });

  it('keeps everything over a reload', async () => {
    const before = await page.locator('.line').allInnerTexts();
    await page.reload();
    await page.locator('.values mark').first().waitFor();

    expect(await page.locator('.line').allInnerTexts()).toEqual(before);
  });

  it('explains a port with the doors of a house', async () => {
    await write(words.what);
    await page.locator('.bot').filter({ hasText: words.doors }).last().waitFor();
    await takePicture('3-port');

    expect(await page.locator('.person').last().innerText()).toContain(words.what);
  });

  it('gives a card to keep when it is fixed', async () => {
    await page.getByRole('button', { name: words.fixed, exact: true }).last().click();
    await page.locator('.card').waitFor();
    await takePicture('4-card');

    const card = await page.locator('.card-body').innerText();
    expect(card).toContain('smtp.nifty.com');
    expect(card).toContain('587');
  });

  it('has no fault that axe knows', async () => {
    expect(await findFaults(page)).toEqual([]);
  });
});
