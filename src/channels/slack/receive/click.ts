import type { Who } from '../people.ts';
import { namePerson, readConversation } from '../place.ts';
import { readBlockId } from '../render/block-id.ts';
import { type Chosen, type Click, click } from './click-payload.ts';
import { clickHome } from './home.ts';
import { retireButtons } from './retire.ts';
import { deliver, directOf, noteOrigin, type Scene, sayTo } from './rooms.ts';

/** A button was pressed, or a row of a list chosen. Slack tells it once: what goes wrong is said. */
export async function hearClick(body: unknown, scene: Scene): Promise<void> {
  const read = click.safeParse(body);
  if (!read.success) return;
  const who = { team: scene.team, user: read.data.user.id };
  if (read.data.view?.type === 'home') {
    await clickHome(read.data, who, scene);
    return;
  }
  const chosen = readChosen(read.data, who);
  if (chosen === null) return;
  if (!isOf(chosen)) {
    whisperBack(chosen, 'slack:word.not_yours', scene);
    return;
  }
  try {
    await scene.inTurn(namePerson(who), () => choose(chosen, scene));
    scene.aside('buttons retired', () => retireButtons(chosen, scene));
  } catch (error) {
    scene.logger.error({ error, team: who.team }, 'Slack click failed');
    whisperBack(chosen, 'slack:word.failed', scene);
  }
}

function readChosen(told: Click, who: Who): Chosen | null {
  const [action] = told.actions;
  const place = action === undefined ? null : readBlockId(action.block_id);
  const choice = action?.selected_option?.value ?? action?.value;
  const channel = told.container.channel_id ?? told.channel?.id;
  const ts = told.container.message_ts ?? told.message?.ts;
  if (place === null || choice === undefined || channel === undefined || ts === undefined) return null;
  return {
    who,
    ...place,
    choice,
    label: action?.selected_option?.text.text ?? action?.text?.text ?? '',
    channel,
    ts,
    click: told,
  };
}

/** In a thread everybody sees the buttons, but one person is talked with. */
function isOf({ conversation, who }: Chosen): boolean {
  const place = readConversation(conversation);
  return place !== null && place.team === who.team && place.user === who.user;
}

/** One message's one choice acts once, however often it is pressed. */
async function choose(chosen: Chosen, scene: Scene): Promise<void> {
  const { who, conversation, choice, channel, ts } = chosen;
  if (choice === 'offer:private') await bringStory(chosen, scene);
  await deliver({ who, conversation, eventId: `act:${channel}:${ts}:${choice}`, event: { kind: 'choose', choice } }, scene);
}

/** What the person said in the channel is told again in their direct messages: the thread's conversation ends with this choice. */
async function bringStory({ who, conversation, channel, ts }: Chosen, scene: Scene): Promise<void> {
  const lines = await scene.desk.replay(conversation, 0);
  const text = lines.flatMap((line) => (line.kind === 'person' ? [line.text] : [])).join('\n');
  if (text.trim() === '') return;
  await noteOrigin(who, channel, scene);
  await deliver({ who, conversation: directOf(who), eventId: `offer:${channel}:${ts}`, event: { kind: 'text', text } }, scene);
}

function whisperBack({ who, channel, click }: Chosen, key: 'slack:word.not_yours' | 'slack:word.failed', scene: Scene): void {
  scene.aside('click answered', async () => {
    const say = await sayTo(who, scene);
    const thread = click.container.thread_ts;
    await scene.poster.whisper({ ...who, channel, text: say(key), ...(thread === undefined ? {} : { thread }) });
  });
}
