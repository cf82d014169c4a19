import type { BrowserContext, Page } from 'playwright-core';
import type { Envelope } from '../../src/contracts/turn.ts';
import { type BrowserOptions, type OpenBrowser, openBrowser } from './browser.ts';
import { createFoundingScript } from './founding-script.ts';
import { openWebHouse, type WebHouse } from './web-house.ts';

/** What the person of the script writes first. */
export const STORY = 'Outlook 2007 でメールが送れません。受信はできます。';

/** Closed, it keeps the script's look in its middle until it is opened again. */
export interface Gate {
  close(): void;
  open(): void;
}

/** The chat page in a real browser, with a scripted desk behind it. */
export interface PageStage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly house: WebHouse;
  readonly gate: Gate;
  /** Opens a browser and the page in it, and waits for the greeting. */
  open(options?: Partial<BrowserOptions>): Promise<void>;
  write(text: string): Promise<void>;
  /** Tells the story and answers the question, up to the answer. */
  reachAnswer(): Promise<void>;
  textsOf(selector: string): Promise<string[]>;
  envelopesOf(kind: string): readonly Envelope[];
  conversationOf(): Promise<string>;
  /** Words of what has the focus, or its id. */
  focused(): Promise<string>;
}

/** A stage for the tests of a file. After each test the browser is closed; a script error, a refused resource or a request to elsewhere fails it. */
export function usePageStage(): PageStage {
  const gate = createGate();
  let house: WebHouse | null = null;
  let browser: OpenBrowser | null = null;
  let trouble: string[] = [];

  beforeAll(async () => {
    house = await openWebHouse(createFoundingScript({ gate: gate.pass }));
  });
  afterEach(async () => {
    gate.open();
    await browser?.close();
    browser = null;
    expect(trouble).toEqual([]);
  });
  afterAll(async () => {
    await house?.close();
  });

  const stage: PageStage = {
    get house() {
      return demand(house);
    },
    get context() {
      return demand(browser).context;
    },
    get page() {
      return demand(stage.context.pages()[0]);
    },
    gate,
    async open(options = {}) {
      browser = await openBrowser({ locale: 'ja-JP', ...options });
      trouble = [];
      gate.open();
      watch(stage.page, stage.house.url, trouble);
      await stage.page.goto(stage.house.url);
      await stage.page.getByText('こんにちは。').waitFor();
    },
    async write(text) {
      await stage.page.getByLabel('困っていることを書く').fill(text);
      await stage.page.getByRole('button', { name: '送る' }).click();
    },
    async reachAnswer() {
      await stage.write(STORY);
      await stage.page.getByRole('button', { name: 'NURO 光' }).click();
      await stage.page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    },
    textsOf: (selector) => stage.page.locator(selector).allInnerTexts(),
    envelopesOf: (kind) => stage.house.desk.envelopes.filter(({ event }) => event.kind === kind),
    async conversationOf() {
      const cookies = await stage.context.cookies();
      return `web:page:${cookies.find(({ name }) => name === 'okuru')?.value}`;
    },
    focused: () => stage.page.evaluate<string>('document.activeElement.innerText || document.activeElement.id'),
  };
  return stage;
}

function createGate() {
  let open = (): void => undefined;
  let passed = Promise.resolve();
  return {
    pass: () => passed,
    open: () => open(),
    close() {
      passed = new Promise((resolve) => {
        open = resolve;
      });
    },
  };
}

function watch(page: Page, url: string, trouble: string[]): void {
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => {
    // The browser's own line about an answer of 4xx or 5xx; tests look at what the page makes of it.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) trouble.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) trouble.push(`asked ${request.url()}`);
  });
}

function demand<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('open the stage first');
  return value;
}
