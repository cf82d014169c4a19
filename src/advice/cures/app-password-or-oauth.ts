import type { AuthPolicy } from '../../contracts/catalogue.ts';
import type { Block, Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { hasSign, programName, programRow, providerName } from '../context.ts';
import { sayAll } from '../parts/click-path.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { settingsBlocks } from '../parts/settings.ts';
import { steps, text } from '../words.ts';

type Way = 'oauth' | 'app_password' | 'switch' | 'no_way' | 'unknown';

/** The provider refuses the everyday password: an app password, OAuth, its own switch, or a program that can. */
export function cureAppPasswordOrOauth(context: CureContext): Cure {
  const way = wayOf(context);
  const { target } = context;
  const blocks = [...leadBlocks(context, way), ...WAYS[way](context)];
  const never = text({ key: 'advice:never_password' });
  if (target === null || (way !== 'app_password' && way !== 'switch')) {
    const warnings = way === 'no_way' || knowsOauth(context) ? [] : quirkTexts(context);
    return { settings: false, blocks: [...blocks, ...warnings, meanwhile(context), never] };
  }
  const password = way === 'app_password' ? 'app' : 'usual';
  return { settings: true, blocks: [...blocks, ...settingsBlocks({ ...context, password }, target), never] };
}

const WAYS: { readonly [K in Way]: (context: CureContext) => readonly Block<Phrase>[] } = {
  oauth: signInAnew,
  app_password: makeAppPassword,
  switch: switchOn,
  no_way: otherPrograms,
  unknown: otherPrograms,
};

/** Which way is open, from the recorded policy and what the program can do. A program known to do OAuth is spared the app password. */
function wayOf(context: CureContext): Way {
  const { request } = context;
  const policy = request.provider?.policy ?? null;
  if (policy === null) return 'unknown';
  const old = hasSign(request, 'client.no_oauth') || (request.client?.traits.includes('no_oauth') ?? false);
  const oauth = policy.oauth2 === 'required' || policy.oauth2 === 'offered';
  const app = policy.appPassword === 'required' || policy.appPassword === 'offered';
  if (oauth && (knowsOauth(context) || !app)) return old ? 'no_way' : 'oauth';
  if (app) return 'app_password';
  return policy.smtpSwitch === 'required' ? 'switch' : 'unknown';
}

function knowsOauth({ request }: CureContext): boolean {
  return request.client?.quirks.includes('oauth_choice') ?? false;
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
  const own = labelsOf(context, 'appPasswordPath');
  const path = own.length > 0 ? own : labelsOf(context, 'switchPath');
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
    ...labelsOf(context, 'switchPath'),
    { key: 'advice:cure.app_password_or_oauth.switch_on' },
  ]);
}

/** Where the program's list of sign-in methods is known, click by click to it; else what to look for. */
function signInAnew(context: CureContext): readonly Block<Phrase>[] {
  const { request } = context;
  const provider = providerName(request);
  const row = programRow(request);
  const list = row?.fields.auth.find((step) => step.act === 'choose')?.label?.[request.screen];
  const title: Phrase = { key: 'advice:cure.app_password_or_oauth.oauth_title' };
  const allow: Phrase = { key: 'advice:cure.app_password_or_oauth.oauth_allow', params: { provider } };
  if (row !== null && list !== undefined && knowsOauth(context)) {
    const choose: Phrase = { key: 'advice:set.choice', params: { label: list, word: 'OAuth2' } };
    return steps(title, [...sayAll(context, row.path), choose, ...sayAll(context, row.finish), allow]);
  }
  return [
    ...steps(title, [
      { key: 'advice:cure.app_password_or_oauth.oauth_method' },
      { key: 'advice:cure.app_password_or_oauth.oauth_readd' },
      allow,
    ]),
    ...(request.client?.id === 'outlook' ? otherPrograms() : []),
  ];
}

function otherPrograms(): readonly Block<Phrase>[] {
  return steps({ key: 'advice:cure.app_password_or_oauth.other_title' }, [
    { key: 'advice:cure.app_password_or_oauth.other_webmail' },
    { key: 'advice:cure.app_password_or_oauth.other_program' },
    { key: 'advice:cure.app_password_or_oauth.other_phone' },
  ]);
}

/** The labels on the provider's page, in the screen's language where they are recorded, else as they are recorded. */
function labelsOf({ request }: CureContext, which: 'switchPath' | 'appPasswordPath'): readonly Phrase[] {
  const path: AuthPolicy['switchPath'] | undefined = request.provider?.policy?.[which];
  const labels = path?.[request.screen] ?? path?.en ?? path?.ja ?? [];
  return labels.map((label) => ({ key: 'advice:cure.app_password_or_oauth.switch_item', params: { label } }));
}
