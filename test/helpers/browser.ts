import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Debian's browser; another one can be named for another machine. */
const EXECUTABLE = process.env.OKURU_TEST_BROWSER ?? '/usr/bin/chromium';

/** Alone with the page under test: nothing of the browser's own goes to the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface BrowserOptions {
  readonly locale: 'ja-JP' | 'en-US';
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly hasTouch?: boolean;
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** A browser with a profile of its own, thrown away at the end. */
export async function openBrowser(options: BrowserOptions): Promise<OpenBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'okuru-browser-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: EXECUTABLE,
    headless: true,
    args: FLAGS,
    locale: options.locale,
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport ?? { width: 1100, height: 900 },
    hasTouch: options.hasTouch ?? false,
    deviceScaleFactor: 2,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
