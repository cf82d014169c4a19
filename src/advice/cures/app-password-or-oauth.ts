import type { AuthPolicy } from '../../contracts/catalogue.ts';
import type { Block, Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { hasSign, programName, providerName } from '../context.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { settingsBlocks } from '../parts/settings.ts';
import { steps, text } from '../words.ts';

type Way = 'oauth' | 'app_password' | 'switch' | 'no_way' | 'unknown';

/** The provider refuses the everyday password: an app password, OAuth, its own switch, or a program that can. */
export function cureAppPasswordOrOauth(context: CureContext): Cure {
  const way = wayOf(context);
  const { target } = context;
  const usesSettings = way === 'app_password' || way === 'switch' || way === 'oauth';
  const settings = usesSettings && target !== null ? settingsBlocks(context, target) : [...quirkTexts(context), meanwhile(context)];
  return {
    settings: usesSettings && target !== null,
    blocks: [...leadBlocks(context, way), ...WAYS[way](context), ...settings, text({ key: 'advice:never_password' })],
  };
}

const WAYS: { readonly [K in Way]: (context: CureContext) => readonly Block<Phrase>[] } = {
  oauth: signInAnew,
  app_password: makeAppPassword,
  switch: switchOn,
  no_way: otherPrograms,
  unknown: otherPrograms,
};

/** Which way is open, from the recorded policy and what the program can do. */
function wayOf({ request }: CureContext): Way {
  const policy = request.provider?.policy ?? null;
  if (policy === null) return 'unknown';
  const oldProgram = hasSign(request, 'client.no_oauth') || (request.client?.traits.includes('no_oauth') ?? false);
  const app = policy.appPassword === 'required' || policy.appPassword === 'offered';
  if (policy.smtpSwitch === 'required' && !app) return 'switch';
  if (app && (oldProgram || policy.oauth2 === 'none' || policy.oauth2 === 'unknown' || policy.appPassword === 'required'))
    return 'app_password';
  if (policy.oauth2 === 'required' || policy.oauth2 === 'offered') return oldProgram ? 'no_way' : 'oauth';
  return app ? 'app_password' : 'unknown';
}

function leadBlocks({ request }: CureContext, way: Way): readonly Block<Phrase>[] {
  const provider = providerName(request);
  const useless = request.provider?.policy?.appPassword === 'not_working';
  const notWorking = useless ? [text({ key: 'advice:cure.app_password_or_oauth.app_not_working', params: { provider } })] : [];
  if (way === 'unknown') return [text({ key: 'advice:cure.app_password_or_oauth.lead_unknown' })];
  if (way === 'app_password') return [text({ key: 'advice:cure.app_password_or_oauth.lead_app', params: { provider } })];
  if (way === 'switch') return [text({ key: 'advice:cure.app_password_or_oauth.lead_switch', params: { provider } })];
  const lead = text({ key: 'advice:cure.app_password_or_oauth.lead_oauth', params: { provider } });
  const client = programName(request);
  const cannot = way === 'no_way' ? [text({ key: 'advice:cure.app_password_or_oauth.program_cannot', params: { client } })] : [];
  return [lead, ...notWorking, ...cannot];
}

function makeAppPassword(context: CureContext): readonly Block<Phrase>[] {
  const provider = providerName(context.request);
  const path = switchPath(context);
  const page: readonly Phrase[] = path.length === 0 ? [{ key: 'advice:cure.app_password_or_oauth.security_page' }] : path;
  return steps({ key: 'advice:cure.app_password_or_oauth.make_title' }, [
    { key: 'advice:cure.app_password_or_oauth.sign_in', params: { provider } },
    ...page,
    { key: 'advice:cure.app_password_or_oauth.create' },
    { key: 'advice:cure.app_password_or_oauth.paste' },
  ]);
}

function switchOn(context: CureContext): readonly Block<Phrase>[] {
  const provider = providerName(context.request);
  return steps({ key: 'advice:cure.app_password_or_oauth.switch_title', params: { provider } }, [
    { key: 'advice:cure.app_password_or_oauth.sign_in', params: { provider } },
    ...switchPath(context),
    { key: 'advice:cure.app_password_or_oauth.switch_on' },
  ]);
}

function signInAnew(context: CureContext): readonly Block<Phrase>[] {
  const provider = providerName(context.request);
  return steps({ key: 'advice:cure.app_password_or_oauth.oauth_title' }, [
    { key: 'advice:cure.app_password_or_oauth.oauth_method' },
    { key: 'advice:cure.app_password_or_oauth.pop_copy' },
    { key: 'advice:cure.app_password_or_oauth.oauth_readd', params: { provider } },
    { key: 'advice:cure.app_password_or_oauth.oauth_allow' },
  ]);
}

function otherPrograms(): readonly Block<Phrase>[] {
  return steps({ key: 'advice:cure.app_password_or_oauth.other_title' }, [
    { key: 'advice:cure.app_password_or_oauth.other_webmail' },
    { key: 'advice:cure.app_password_or_oauth.other_program' },
    { key: 'advice:cure.app_password_or_oauth.other_phone' },
  ]);
}

/** The labels on the provider's page, in the screen's language where they are recorded, else as they are recorded. */
function switchPath({ request }: CureContext): readonly Phrase[] {
  const path: AuthPolicy['switchPath'] | undefined = request.provider?.policy?.switchPath;
  const labels = path?.[request.screen] ?? path?.en ?? path?.ja ?? [];
  return labels.map((label) => ({ key: 'advice:cure.app_password_or_oauth.switch_item', params: { label } }));
}
