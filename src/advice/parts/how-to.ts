import type { Block, Phrase } from '../../contracts/messages.ts';
import type { CureContext, Target } from '../context.ts';
import { factOf, isServerProgram, programName, programRow } from '../context.ts';
import { steps, text } from '../words.ts';
import { clickPath, sayAll } from './click-path.ts';
import { securityWord } from './program-words.ts';
import { usernameWord } from './user-words.ts';
import { hostWord } from './values.ts';

/** How to change the settings in the person's program, ending with a test: click by click where the row knows the screens. */
export function howTo(context: CureContext, target: Target): readonly Block<Phrase>[] {
  const { request } = context;
  if (isServerProgram(request)) {
    return steps(titleOf(context), serverProgramSteps(context, target));
  }
  const row = programRow(request);
  if (row === null) {
    return [...whichOutlook(context), ...steps(titleOf(context), genericSteps(context, target)), ...testBlocks(context)];
  }
  const items = [...clickPath(context, row, target), ...sayAll(context, row.finish)];
  return [...whichOutlook(context), ...steps(titleOf(context), items), ...testBlocks(context)];
}

/** The program's own test with what success looks like; a mail to oneself where it has none. */
export function testBlocks(context: CureContext): readonly Block<Phrase>[] {
  const { request } = context;
  const row = programRow(request);
  if (row === null || row.test === null) {
    return steps({ key: 'advice:test.title' }, [{ key: 'advice:test.self' }, { key: 'advice:test.arrived' }]);
  }
  const items: readonly Phrase[] = [
    ...serverOnTheWay(context),
    ...sayAll(context, row.test),
    { key: `advice:test.ticks.${request.screen}` },
    ...sayAll(context, row.afterTest),
  ];
  return steps({ key: 'advice:test.title' }, items);
}

/** The test starts from the window that also shows the server's name: the last moment to put it right. */
function serverOnTheWay({ request, target }: CureContext): readonly Phrase[] {
  const row = programRow(request);
  const marked = row?.path.some((step) => step.act === 'server') ?? false;
  const host = target?.fix.host ?? null;
  if (marked || host === null || host === factOf(request, 'outgoing_server')) {
    return [];
  }
  return [{ key: `advice:set.server_here.${request.screen}`, params: { host } }];
}

function titleOf({ request }: CureContext): Phrase {
  const classic = programRow(request)?.id === 'outlook-classic';
  return classic ? { key: 'advice:steps.title_classic' } : { key: 'advice:steps.title', params: { client: programName(request) } };
}

/** Plain "Outlook": how to tell which one, since the screens differ. */
function whichOutlook({ request }: CureContext): readonly Block<Phrase>[] {
  return request.client?.id === 'outlook' ? [text({ key: `advice:which_outlook.${request.screen}` })] : [];
}

function genericSteps(context: CureContext, target: Target): readonly Phrase[] {
  const { request } = context;
  const { screen } = request;
  const { fix } = target;
  const keep = factOf(request, 'current_port') === fix.port;
  const server: readonly Phrase[] =
    fix.host === null || fix.host === factOf(request, 'outgoing_server')
      ? []
      : [{ key: 'advice:do.server', params: { label: { key: `advice:word.server_box.${request.screen}` }, host: fix.host } }];
  return [
    { key: `advice:steps.generic.${screen}.account` },
    { key: `advice:steps.generic.${screen}.outgoing` },
    ...server,
    { key: `advice:steps.generic.${screen}.auth`, params: { username: usernameWord(context) } },
    { key: `advice:steps.generic.${screen}.encryption`, params: { word: securityWord(request, fix.security) } },
    keep
      ? { key: `advice:steps.generic.${screen}.port_keep`, params: { port: fix.port } }
      : { key: `advice:steps.generic.${screen}.port`, params: { port: fix.port } },
    { key: `advice:steps.generic.${screen}.close` },
  ];
}

function serverProgramSteps(context: CureContext, target: Target): readonly Phrase[] {
  const { fix } = target;
  return [
    { key: 'advice:steps.server_program.relay', params: { host: hostWord(context, target), port: fix.port } },
    { key: 'advice:steps.server_program.auth' },
    { key: 'advice:steps.server_program.security', params: { word: securityWord(context.request, fix.security) } },
    { key: 'advice:steps.server_program.restart' },
  ];
}
