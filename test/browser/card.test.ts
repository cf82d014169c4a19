import { readFileSync } from 'node:fs';
import { usePageStage } from '../helpers/page-stage.ts';

describe('a card on the page', () => {
  const stage = usePageStage();
  const { open, reachAnswer } = stage;

  it('lets the card be saved and copied', async () => {
    await open();
    await reachAnswer();
    await stage.page.getByRole('button', { name: '直った' }).click();
    const [download] = await Promise.all([
      stage.page.waitForEvent('download'),
      stage.page.getByRole('button', { name: '控えを保存' }).click(),
    ]);
    await stage.page.getByRole('button', { name: 'コピー' }).click();
    await stage.page.getByRole('button', { name: 'コピーしました' }).waitFor();

    const saved = readFileSync(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('メール設定の控え.txt');
    expect(saved).toMatch(/^\uFEFFメール設定の控え\r\n\r\n送信メールサーバー: smtp\.nifty\.com\r\n/);
    expect((await stage.page.evaluate<string>('navigator.clipboard.readText()')).replaceAll('\r', '')).toBe(
      saved.slice(1).replaceAll('\r', ''),
    );
  });

  it('prints a card alone', async () => {
    await open();
    await reachAnswer();
    await stage.page.getByRole('button', { name: '直った' }).click();
    await stage.page.evaluate('window.print = () => undefined');
    await stage.page.getByRole('button', { name: '印刷' }).click();
    await stage.page.emulateMedia({ media: 'print' });

    expect(await stage.page.locator('#print').isVisible()).toBe(true);
    expect(await stage.page.locator('main').isVisible()).toBe(false);
    await stage.page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await stage.page.locator('#print').count()).toBe(0);
  });
});
