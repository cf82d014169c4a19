import { findFaults } from '../helpers/axe.ts';
import { STORY, usePageStage } from '../helpers/page-stage.ts';

describe('the page for everybody', () => {
  const stage = usePageStage();
  const { gate, open, write } = stage;

  it.each([
    ['on a wide screen', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
  ] as const)('has no fault that axe knows %s, and every target is big enough for a thumb', async (_name, options) => {
    await open(options);
    gate.close();
    await write(STORY);
    const box = stage.page.getByRole('combobox');
    await box.pressSequentially('so');
    await stage.page.getByRole('option').first().waitFor();
    await stage.page.keyboard.press('ArrowDown');
    const faults = [await findFaults(stage.page)];
    await stage.page.getByRole('button', { name: 'NURO 光' }).click();
    await stage.page.locator('[data-state=running]').nth(1).waitFor();
    faults.push(await findFaults(stage.page));
    gate.open();
    await stage.page.getByRole('button', { name: '直った' }).click();
    await stage.page.getByRole('heading', { name: 'メール設定の控え' }).waitFor();
    faults.push(await findFaults(stage.page));
    await stage.page.getByRole('button', { name: '新しい相談をはじめる' }).click();
    faults.push(await findFaults(stage.page));

    expect(faults.flat()).toEqual([]);
    expect(
      await stage.page.evaluate<unknown>(
        '[...document.querySelectorAll("button, input, textarea")].map((element) => [element.innerText || element.id, element.getBoundingClientRect()]).filter(([, box]) => box.width > 0 && (box.height < 44 || box.width < 44))',
      ),
    ).toEqual([]);
    expect(await stage.page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
  });

  it('moves nothing for people who asked for rest', async () => {
    await open();
    gate.close();
    await stage.page.emulateMedia({ reducedMotion: 'reduce' });
    await write(STORY);
    await stage.page.getByRole('button', { name: 'NURO 光' }).click();
    await stage.page.locator('[data-state=running]').nth(1).waitFor();

    expect(await stage.page.evaluate('document.getAnimations().length')).toBe(0);
    await stage.page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await stage.page.evaluate('document.getAnimations().length')).toBeGreaterThan(0);
  });
});
