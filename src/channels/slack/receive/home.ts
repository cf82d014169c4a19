import { z } from 'zod';
import { sayIn } from '../../shared/say.ts';
import type { Who } from '../people.ts';
import { namePerson } from '../place.ts';
import { HOME_ACTIONS, renderHome, type Standing } from '../render/home.ts';
import type { Click } from './click-payload.ts';
import { openIntake } from './intake.ts';
import { chooseLang, forgetPerson } from './person.ts';
import { deliver, directOf, learnDirect, type Scene } from './rooms.ts';

/** docs.slack.dev/reference/events/app_home_opened */
const opened = z.object({ user: z.string(), channel: z.string().optional(), tab: z.string().optional() });

/** The person looks at the app's home: it shows how their case stands. */
export async function openHome(event: unknown, scene: Scene): Promise<void> {
  const read = opened.safeParse(event);
  if (!read.success) return;
  const { user, channel, tab } = read.data;
  if (channel?.startsWith('D') === true) learnDirect({ team: scene.team, user }, channel, scene);
  if (tab === 'messages') return;
  scene.aside('home published', () => publishHome({ team: scene.team, user }, scene));
}

/** A button of the home tab; whatever it did, the home then shows it. */
export async function clickHome(click: Click, who: Who, scene: Scene): Promise<void> {
  const action = click.actions[0]?.action_id;
  // A home published anew has another hash: a double click acts once.
  const eventId = `act:${click.view?.id}:${click.view?.hash}:${action}`;
  if (action === HOME_ACTIONS.form) {
    openIntake(click.trigger_id, who, scene);
    return;
  }
  try {
    await scene.inTurn(namePerson(who), () => follow(action, { who, eventId }, scene));
  } catch (error) {
    scene.logger.error({ error, team: who.team }, 'Slack home click failed');
  }
  scene.aside('home published', () => publishHome(who, scene));
}

async function follow(
  action: string | undefined,
  { who, eventId }: { readonly who: Who; readonly eventId: string },
  scene: Scene,
): Promise<void> {
  const to = { who, conversation: directOf(who), eventId };
  switch (action) {
    case HOME_ACTIONS.start:
      await deliver({ ...to, event: { kind: 'form', choices: [], text: '', fresh: true } }, scene);
      return;
    case HOME_ACTIONS.continue:
      await deliver({ ...to, event: { kind: 'start' } }, scene);
      return;
    case HOME_ACTIONS.ja:
    case HOME_ACTIONS.en:
      await chooseLang(who, action === HOME_ACTIONS.ja ? 'ja' : 'en', { eventId, scene });
      return;
    case HOME_ACTIONS.forget:
      await forgetPerson(who, scene);
      return;
    default:
      return;
  }
}

async function publishHome(who: Who, scene: Scene): Promise<void> {
  const lang = (await scene.people.langOf(who)) ?? scene.lang;
  const view = renderHome({ lang, say: sayIn(scene.translator, lang), standing: await readStanding(who, scene) });
  const client = await scene.workspaces.clientOf(who.team);
  await client.views.publish({ user_id: who.user, view });
}

async function readStanding(who: Who, { desk }: Scene): Promise<Standing> {
  const conversation = directOf(who);
  const [step, report] = await Promise.all([desk.stepOf(conversation), desk.report(conversation)]);
  return { step, cause: report?.verdict?.cause ?? null };
}
