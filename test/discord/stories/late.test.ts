import { type LateNameServer, openLateNameServer } from '../../helpers/late-name-server.ts';
import { visibleText } from '../emulator/index.ts';
import { type House, openHouse } from './house.ts';
import type { Stage } from './stage.ts';

/** Milliseconds by which it is later at Discord than here. */
let ahead: number;
let names: LateNameServer;
let house: House;

beforeEach(async () => {
  ahead = 0;
  names = await openLateNameServer();
  house = await openHouse({
    door: 'gateway',
    discord: { now: () => Date.now() + ahead },
    env: { OKURU_DNS: names.address },
    helpdesks: 1,
  });
});

afterEach(async () => {
  await house?.close();
  names?.close();
});

async function takeThread({ person, helpdesk, telling, untilOffered, untilThread }: Stage): Promise<string> {
  const message = await person.writes(helpdesk, telling.story);
  await person.clicks(await untilOffered(helpdesk, 'offer:here'), 'offer:here');
  return untilThread(message);
}

describe('an answer that comes late', () => {
  it('by more than fifteen minutes after the command comes in direct messages, and says so once', async () => {
    const stage = house.meet('late');
    const { person, channel, telling } = stage;
    await person.runsCommand('mailfix', { story: telling.story }, channel);
    await names.asked;

    ahead = 15 * 60_000 + 1;
    names.release();
    const answer = await stage.untilOffered('dm', 'after:fixed');
    await person.clicks(answer, 'after:fixed');
    await stage.untilSeen('dm', '送信設定の控え');

    const shown = person.sees('dm').map(visibleText).join('\n');
    expect(shown.split('ここからは、ダイレクトメッセージでお話しします')).toHaveLength(2);
    expect(shown).toContain('smtp.nifty.com');
    expect(house.program.complaints).toEqual([]);
  });

  it('after its thread was deleted comes in direct messages', async () => {
    const stage = house.meet('deleted');
    const thread = await takeThread(stage);
    await names.asked;

    house.guild.deletes(thread);
    names.release();

    expect(visibleText(await stage.untilOffered('dm', 'after:fixed'))).toContain('smtp.nifty.com');
    expect(house.program.complaints).toEqual([]);
  });

  it('after the bot was put out of the server waits for the person’s next word to it', async () => {
    const stage = house.meet('kicked');
    const { person } = stage;
    await takeThread(stage);
    await names.asked;

    house.guild.kicksBot();
    names.release();
    await house.untilDisk('/missed', true);
    person.installsApp();
    await person.runsCommand('mailfix', {}, stage.abroad);

    const [missed] = person.sees(stage.abroad);
    expect(missed === undefined ? '' : visibleText(missed)).toMatch(/^前回お届けできなかったお返事です。.*smtp\.nifty\.com/s);
    expect(house.program.complaints).toEqual([]);
  });
});
