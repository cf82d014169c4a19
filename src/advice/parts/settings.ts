import type { Block, Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext, Target } from '../context.ts';
import { factOf, hasSign, isServerProgram, programName, programRow } from '../context.ts';
import { isDead } from '../measured.ts';
import { steps, text } from '../words.ts';
import { sayAll } from './click-path.ts';
import { howTo } from './how-to.ts';
import { meanwhile } from './meanwhile.ts';
import { canBeSet, hasOneBox, securityWord } from './program-words.ts';
import { quirkTexts } from './quirks.ts';
import { valuesBlock } from './values.ts';

/** The cure of every cause that a change of settings cures: values, steps, test; without a target, how to find the values out. */
export function settingsCure(context: CureContext, leads: readonly Phrase[]): Cure {
  const { target } = context;
  const said = leads.map(text);
  if (target === null) {
    return { settings: false, blocks: [...said, ...askProvider(), ...wayIn(context), meanwhile(context)] };
  }
  const calm = isServerProgram(context.request) ? [] : [text({ key: 'advice:note.only_sending' })];
  return { settings: true, blocks: [...said, ...calm, ...settingsBlocks(context, target)] };
}

/** Values, notes, steps and test for one target. */
export function settingsBlocks(context: CureContext, target: Target): readonly Block<Phrase>[] {
  return [
    ...already(context, target),
    valuesBlock(context, target),
    ...notes(context, target),
    ...howTo(context, target),
    ...(target.fix.host === null ? [text({ key: 'advice:ask_provider.phrase' })] : []),
    ...quirkTexts(context),
    ...(isServerProgram(context.request) ? [] : [meanwhile(context)]),
  ];
}

/** What to find out where no row helps, and how to ask for it. */
export function askProvider(): readonly Block<Phrase>[] {
  const title: Phrase = { key: 'advice:ask_provider.title' };
  return [
    text({ key: 'advice:ask_provider.lead' }),
    ...steps(title, [
      { key: 'advice:ask_provider.host' },
      { key: 'advice:ask_provider.port' },
      { key: 'advice:ask_provider.security' },
      { key: 'advice:ask_provider.username' },
    ]),
    text({ key: 'advice:ask_provider.phrase' }),
  ];
}

/** Where the values go once they are known, in a program whose screens a row knows. */
function wayIn(context: CureContext): readonly Block<Phrase>[] {
  const { request } = context;
  const row = programRow(request);
  return row === null ? [] : steps({ key: 'advice:steps.way_in', params: { client: programName(request) } }, sayAll(context, row.path));
}

/** On the right port already: that is said, and not told again. */
function already({ request }: CureContext, { fix }: Target): readonly Block<Phrase>[] {
  const { port } = fix;
  if (factOf(request, 'current_port') === port && request.cause !== 'wrong_server') {
    return [text({ key: 'advice:note.already', params: { port } })];
  }
  const tried = (port === 587 && hasSign(request, 'port.tried_587')) || (port === 465 && hasSign(request, 'port.tried_465'));
  return tried ? [text({ key: 'advice:note.all_three', params: { port } })] : [];
}

function notes(context: CureContext, target: Target): readonly Block<Phrase>[] {
  const { request } = context;
  const { fix, origin, alive } = target;
  const cannot = !canBeSet(request, fix.security);
  return [
    ...(origin === 'convention' ? [text({ key: 'advice:note.convention', params: { port: fix.port } })] : []),
    ...(cannot ? [text({ key: 'advice:note.program_cannot', params: { client: programName(request) } })] : encryptionNote(context, target)),
    ...(alive ? [text({ key: 'advice:note.measured' })] : []),
    ...(fix.host !== null && isDead(request, { host: fix.host, port: fix.port }) ? [text({ key: 'advice:note.silent' })] : []),
  ];
}

/** Said plainly: the record lists no encryption; how to try it, and the way back. */
function encryptionNote({ request }: CureContext, { fix, origin, encryptionKnown, server }: Target): readonly Block<Phrase>[] {
  if (fix.security === 'none') {
    return [text({ key: 'advice:note.plain' })];
  }
  if (server?.flags.includes('security_assumed')) {
    return [text({ key: 'advice:note.security_assumed', params: { word: securityWord(request, fix.security), port: fix.port } })];
  }
  if (encryptionKnown || origin === 'convention') {
    return [];
  }
  const row = programRow(request);
  if (row !== null && hasOneBox(row)) {
    return [text({ key: 'advice:note.security_not_recorded_tick' })];
  }
  const word = securityWord(request, fix.security);
  return [text({ key: 'advice:note.security_not_recorded', params: { word, none: securityWord(request, 'none') } })];
}
