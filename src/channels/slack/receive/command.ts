import { z } from 'zod';
import type { Lang } from '../../../contracts/lang.ts';
import type { MessageKey } from '../../../contracts/message-key.ts';
import type { Translator } from '../../../contracts/messages.ts';
import type { Who } from '../people.ts';
import { namePerson } from '../place.ts';
import { renderHelp } from '../render/help.ts';
import type { Rendered } from '../render/rendered.ts';
import { readSlackText } from '../render/words.ts';
import { chooseLang, forgetPerson } from './person.ts';
import { deliver, directOf, noteOrigin, type Scene, sayTo } from './rooms.ts';

/** docs.slack.dev/interactivity/implementing-slash-commands */
const command = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
});

type Command = z.infer<typeof command>;

/** What was asked for. */
type Order =
  | { readonly kind: 'help' | 'forget' | 'bad_lang' }
  | { readonly kind: 'lang'; readonly lang: Lang }
  | { readonly kind: 'story'; readonly text: string };

/** What a command is answered with: words, or a message. */
export type CommandAnswer = string | Rendered | undefined;

/** `/mailfix …`. The answer is told to this person alone, where they typed. Slack tells a command once: what goes wrong is said. */
export async function runCommand(body: unknown, scene: Scene): Promise<CommandAnswer> {
  const read = command.safeParse(body);
  if (!read.success) return undefined;
  const who = { team: scene.team, user: read.data.user_id };
  try {
    return await scene.inTurn(namePerson(who), () => follow(readOrder(read.data.text, scene.translator), { ...read.data, who }, scene));
  } catch (error) {
    scene.logger.error({ error, team: who.team }, 'Slack command failed');
    return (await sayTo(who, scene))('slack:word.failed');
  }
}

function readOrder(typed: string, translator: Translator): Order {
  const words = typed.normalize('NFKC').trim().toLowerCase().split(/\s+/);
  const [first = '', second = ''] = words;
  const means = (word: string, key: OrderKey): boolean => wordsFor(key, translator).includes(word);
  if (words.length === 1 && means(first, 'slack:order.help')) return { kind: 'help' };
  if (words.length === 1 && means(first, 'slack:order.forget')) return { kind: 'forget' };
  if (words.length <= 2 && means(first, 'slack:order.lang')) {
    if (means(second, 'slack:order.ja')) return { kind: 'lang', lang: 'ja' };
    return means(second, 'slack:order.en') ? { kind: 'lang', lang: 'en' } : { kind: 'bad_lang' };
  }
  return { kind: 'story', text: typed };
}

type OrderKey = Extract<MessageKey, `slack:order.${string}`>;

/** The words of every language: people type either, whatever they are answered in. */
function wordsFor(key: OrderKey, translator: Translator): readonly string[] {
  return (['ja', 'en'] as const).flatMap((lang) => translator.say({ key }, lang).split(' '));
}

async function follow(order: Order, asked: Command & { readonly who: Who }, scene: Scene): Promise<CommandAnswer> {
  const { who, trigger_id } = asked;
  switch (order.kind) {
    case 'help':
      return renderHelp(await sayTo(who, scene));
    case 'bad_lang':
      return (await sayTo(who, scene))('slack:word.language_unknown');
    case 'forget':
      return forget(who, scene);
    case 'lang':
      await chooseLang(who, order.lang, { eventId: `trig:${trigger_id}`, scene });
      return (await sayTo(who, scene))('slack:word.language_set');
    case 'story':
      return begin(order.text, asked, scene);
    default:
      return order satisfies never;
  }
}

async function begin(
  typed: string,
  { who, channel_id, trigger_id }: Command & { readonly who: Who },
  scene: Scene,
): Promise<string | undefined> {
  const text = readSlackText(typed, { botUser: scene.botUser }).trim();
  await noteOrigin(who, channel_id, scene);
  await deliver(
    {
      who,
      conversation: directOf(who),
      eventId: `trig:${trigger_id}`,
      event: text === '' ? { kind: 'start' } : { kind: 'text', text },
    },
    scene,
  );
  return (await scene.directs.isOwn(who, channel_id)) ? undefined : (await sayTo(who, scene))('slack:word.written');
}

/** Said in the language that is forgotten with the rest. */
async function forget(who: Who, scene: Scene): Promise<string> {
  const say = await sayTo(who, scene);
  await forgetPerson(who, scene);
  return say('slack:word.forgotten');
}
