import { buildText } from '../helpers/messages.ts';
import { STORY, usePageStage } from '../helpers/page-stage.ts';

describe('the page on a bad line', () => {
  const stage = usePageStage();
  const { conversationOf, envelopesOf, open, textsOf, write } = stage;

  it('says that the connection is lost, keeps what is written meanwhile, and sends it once when it is back', async () => {
    await open();
    await stage.context.setOffline(true);
    await stage.page.getByText('接続が切れました').waitFor();
    await write(STORY);
    await stage.page.getByText('まだ送れていません').waitFor();
    await stage.context.setOffline(false);
    await stage.page.getByText('またつながりました').waitFor();
    await stage.page.getByRole('combobox').waitFor();
    await stage.page.getByText('まだ送れていません').waitFor({ state: 'detached' });

    const conversation = await conversationOf();
    expect(envelopesOf('text').filter((envelope) => envelope.conversation === conversation)).toHaveLength(1);
    expect(await textsOf('.person .said')).toEqual([STORY]);
  });

  it('tries again under the same number when the server could not keep an act or its answer was lost', async () => {
    await open();
    const ids: string[] = [];
    let tries = 0;
    await stage.page.route('**/api/events', async (route) => {
      tries += 1;
      ids.push(JSON.parse(route.request().postData() ?? '{}').eventId);
      if (tries === 1) return route.fulfill({ status: 503, json: { error: 'failed', words: '少しお待ちください。' } });
      if (tries > 2) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await write(STORY);
    await stage.page.getByRole('combobox').waitFor();
    await stage.page.locator('.person:not(.pending)').waitFor();

    const conversation = await conversationOf();
    expect(tries).toBe(3);
    expect(new Set(ids).size).toBe(1);
    expect(envelopesOf('text').filter((envelope) => envelope.conversation === conversation)).toHaveLength(1);
    expect(await textsOf('.person .said')).toEqual([STORY]);
    expect(await stage.page.locator('#trouble').isHidden()).toBe(true);
  });

  it('gives its connection back when nobody sees it, and knows everything when it is seen again', async () => {
    await open();
    const conversation = await conversationOf();
    await stage.page.clock.install();
    await setVisible('hidden');
    await stage.page.clock.runFor(31_000);
    await stage.house.desk.say(conversation, buildText('late', 'その間に来ました'));
    await stage.house.desk.edit(conversation, buildText('late', 'その間に変わりました'));
    const asleep = await stage.page.locator('.bot').count();
    await setVisible('visible');
    await stage.page.getByText('その間に変わりました').waitFor();

    expect(asleep).toBe(1);
    expect(await stage.page.locator('.bot').count()).toBe(2);
    expect(await stage.page.locator('#banner').isHidden()).toBe(true);
  });

  function setVisible(state: 'hidden' | 'visible'): Promise<unknown> {
    return stage.page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
  }
});
