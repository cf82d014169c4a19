import type { Block } from '../../src/contracts/messages.ts';
import { buildMessage } from '../helpers/messages.ts';
import { STORY, usePageStage } from '../helpers/page-stage.ts';

describe('a conversation on the page', () => {
  const stage = usePageStage();
  const { conversationOf, envelopesOf, gate, open, reachAnswer, textsOf, write } = stage;

  it('walks the founding story: question, live look, answer with what changes, card', async () => {
    await open();
    gate.close();
    await write(STORY);
    await stage.page.getByRole('button', { name: 'NURO 光' }).click();
    await stage.page.locator('[data-state=running]').nth(1).waitFor();

    expect(await textsOf('.progress li')).toEqual([
      'こちらの回線\n確認できました',
      'サーバーの名前\n調べています',
      '587番の入口\n調べています',
    ]);
    gate.open();
    await stage.page.getByRole('heading', { name: 'Outlook 2007 での直し方' }).waitFor();
    expect(await textsOf('.progress .state-words')).toEqual(['確認できました', '確認できました', '確認できました']);
    expect(await textsOf('.values tr.changed th')).toEqual(['送信サーバーのポート番号', '暗号化']);
    expect(await textsOf('.values del')).toEqual(['25', 'なし']);
    expect(await textsOf('.values mark')).toEqual(['587', 'TLS（STARTTLS）']);
    expect(await stage.page.locator('.values tr.changed').first().textContent()).toContain('いま 25');
    expect(await textsOf('.evidence .badge')).toEqual(['お話から', '記録から', '測定から']);
    expect(await stage.page.locator('.steps ol > li').count()).toBe(5);
    await stage.page.getByRole('button', { name: '直った' }).click();
    await stage.page.getByRole('heading', { name: 'メール設定の控え' }).waitFor();
    expect(await textsOf('.person .said')).toEqual([STORY, 'NURO 光', '直った']);
    expect(await stage.page.locator('#typing').isHidden()).toBe(true);
  });

  it('marks the chosen answer and takes the question’s buttons out of use', async () => {
    await open();
    await reachAnswer();
    const group = stage.page.getByRole('group', { name: '選択肢' }).first();
    const before = stage.house.desk.envelopes.length;
    await group.getByRole('button', { name: 'OCN' }).click({ force: true });

    expect(await group.getByRole('button', { pressed: true }).allInnerTexts()).toEqual(['NURO 光']);
    expect(await group.locator('[aria-disabled=true]').count()).toBe(4);
    expect(stage.house.desk.envelopes).toHaveLength(before);
  });

  it('keeps the last question in sight when a look above it comes to its end and grows', async () => {
    await open({ viewport: { width: 900, height: 700 } });
    const conversation = await conversationOf();
    const look = (title: string, state: 'running' | 'done', blocks: readonly Block<string>[] = []) =>
      buildMessage({
        id: 'look',
        blocks: [{ kind: 'progress', title, items: ['一', '二', '三', '四', '五', '六'].map((what) => ({ what, state })) }, ...blocks],
      });
    await stage.house.desk.say(conversation, look('見ています', 'running'));
    await stage.house.desk.say(
      conversation,
      buildMessage({ id: 'question', choices: [{ id: 'vpn:no', label: '使っていない', style: 'plain' }] }),
    );
    await stage.page.getByRole('button', { name: '使っていない' }).waitFor();
    await stage.house.desk.edit(conversation, look('見終わりました', 'done', [{ kind: 'text', text: '長い説明です。'.repeat(40) }]));
    await stage.page.getByRole('heading', { name: '見終わりました' }).waitFor();

    const button = await stage.page.getByRole('button', { name: '使っていない' }).boundingBox();
    const dock = await stage.page.locator('.dock').boundingBox();
    expect((button?.y ?? Number.NaN) + (button?.height ?? 0)).toBeLessThanOrEqual(dock?.y ?? Number.NaN);
  });

  it('keeps the conversation over a reload in the middle of a look, and goes on live', async () => {
    await open();
    gate.close();
    await write(STORY);
    await stage.page.getByRole('button', { name: 'NURO 光' }).click();
    await stage.page.locator('[data-state=running]').nth(1).waitFor();
    await stage.page.reload();
    await stage.page.locator('[data-state=running]').nth(1).waitFor();

    expect(await textsOf('.person .said')).toEqual([STORY, 'NURO 光']);
    expect(await stage.page.getByRole('group', { name: '選択肢' }).getByRole('button', { pressed: true }).allInnerTexts()).toEqual([
      'NURO 光',
    ]);
    gate.open();
    await stage.page.getByRole('heading', { name: 'この答えのよりどころ' }).waitFor();
    expect(await stage.page.locator('.bot').count()).toBe(4);
    const conversation = await conversationOf();
    expect(envelopesOf('start').filter((envelope) => envelope.conversation === conversation)).toHaveLength(1);
  });

  it('shows two pages of one browser the same conversation, greeted once', async () => {
    await open();
    const other = await stage.context.newPage();
    await other.goto(stage.house.url);
    await other.getByText('こんにちは。').waitFor();
    await write(STORY);
    await other.getByText(STORY).waitFor();
    await other.getByRole('combobox').waitFor();

    expect(await other.locator('.line').count()).toBe(3);
    expect(await stage.page.locator('.line').count()).toBe(3);
  });

  it('hides a password on the screen as soon as it is kept', async () => {
    await open();
    await write('パスワードは hunter2 です');
    await stage.page.getByText('パスワードは ●●●● です').waitFor();

    expect(await stage.page.getByText('hunter2').count()).toBe(0);
  });

  it('gives a text that is too long back, with a word about it', async () => {
    await open();
    await write('あ'.repeat(20_000));
    await stage.page.getByRole('alert').filter({ hasText: '文章が長すぎます' }).waitFor();

    expect((await stage.page.locator('#text').inputValue()).length).toBe(20_000);
    expect(await stage.page.locator('.person').count()).toBe(0);
  });

  it('changes its language at once, tells the conversation, and follows the conversation’s language', async () => {
    await open();
    await stage.page.getByRole('button', { name: 'English' }).click();
    await stage.page.getByText('let us go on in English').waitFor();

    expect(await stage.page.title()).toBe("Okuru: help when mail won't leave");
    expect(await stage.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await stage.page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(1);
    expect(await stage.page.getByLabel('Tell me what goes wrong').getAttribute('placeholder')).toBe('Write in your own words');
    expect(await stage.page.locator('.bot').first().getAttribute('lang')).toBe('ja');
    expect(await stage.page.locator('.bot').last().getAttribute('lang')).toBe('en');
    expect(await stage.page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).toBe('true');
  });

  it('begins anew only when asked twice', async () => {
    await open();
    await write(STORY);
    await stage.page.getByRole('combobox').waitFor();
    const old = await conversationOf();
    await stage.page.getByRole('button', { name: '新しい相談をはじめる' }).click();
    await stage.page.keyboard.press('Escape');
    expect(await conversationOf()).toBe(old);
    await stage.page.getByRole('button', { name: '新しい相談をはじめる' }).click();
    await stage.page.getByRole('dialog').getByRole('button', { name: '新しくはじめる' }).click();
    await stage.page.getByText(STORY).waitFor({ state: 'detached' });
    await stage.page.getByText('こんにちは。').waitFor();

    expect(await stage.page.locator('.line').count()).toBe(1);
    expect(await conversationOf()).not.toBe(old);
  });
});
