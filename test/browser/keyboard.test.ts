import { STORY, usePageStage } from '../helpers/page-stage.ts';

describe('the page without a mouse', () => {
  const stage = usePageStage();
  const { envelopesOf, focused, open, write } = stage;

  it('can be walked with the keyboard alone, the focus never lost', async () => {
    await open();
    await stage.page.locator('#text').focus();
    await stage.page.keyboard.type(STORY);
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('combobox').waitFor();
    await stage.page.keyboard.press('Shift+Tab');
    for (let steps = 0; steps < 3; steps += 1) await stage.page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('NURO 光');
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    expect(await focused()).toBe('NURO 光');
    await stage.page.keyboard.press('Tab');

    expect(await focused()).toBe('直った');
    expect(await stage.page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it('finds a name in the long list with the arrow keys, and shows its name after a reload too', async () => {
    await open();
    await write(STORY);
    const box = stage.page.getByRole('combobox', { name: 'ほかの会社を名前でさがす' });
    await box.pressSequentially('so');
    await stage.page.getByRole('option', { name: 'SoftBank 光' }).waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    await stage.page.keyboard.press('ArrowDown');
    await stage.page.keyboard.press('ArrowDown');
    const active = await box.getAttribute('aria-activedescendant');
    expect(await stage.page.locator(`#${active}`).innerText()).toBe('SoftBank 光');
    await stage.page.keyboard.press('Enter');
    await stage.page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    await stage.page.keyboard.press('Tab');
    expect(await focused()).toBe('直った');
    expect(envelopesOf('choose').at(-1)?.event).toEqual({ kind: 'choose', choice: 'isp:softbank' });
    await stage.page.reload();
    await stage.page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();

    await expect(stage.page.locator('.person .said').nth(1).filter({ hasText: 'SoftBank 光' }).waitFor()).resolves.toBeUndefined();
  });

  it('takes a name that no list has as words, and closes the list at Escape', async () => {
    await open();
    await write(STORY);
    const box = stage.page.getByRole('combobox');
    await box.pressSequentially('so');
    await stage.page.getByRole('option').first().waitFor();
    await stage.page.keyboard.press('Escape');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await box.fill('町のケーブル');
    await stage.page.getByText('候補にありません').waitFor();
    await stage.page.keyboard.press('Enter');
    await stage.page.getByText('町のケーブル').waitFor();

    expect(envelopesOf('text').at(-1)?.event).toEqual({ kind: 'text', text: '町のケーブル' });
  });

  it('sends at Enter, breaks the line at Shift+Enter, and leaves Enter to the input method while it converts', async () => {
    await open();
    const text = stage.page.locator('#text');
    await text.fill('一行目');
    await text.press('Shift+Enter');
    await text.pressSequentially('二行目');
    await text.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await text.inputValue()).toBe('一行目\n二行目');
    await text.press('Enter');
    await stage.page.locator('.person').waitFor();

    expect(envelopesOf('text').at(-1)?.event).toEqual({ kind: 'text', text: '一行目\n二行目' });
  });
});
