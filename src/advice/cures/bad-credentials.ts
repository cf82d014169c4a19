import type { Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { programName, programRow, providerName } from '../context.ts';
import { sayAll, signInPath } from '../parts/click-path.ts';
import { testBlocks } from '../parts/how-to.ts';
import { meanwhile } from '../parts/meanwhile.ts';
import { quirkTexts } from '../parts/quirks.ts';
import { usernameWord } from '../parts/user-words.ts';
import { steps, text } from '../words.ts';

/** Wrong user name or password: prove the password by webmail, then enter the one for sending again. */
export function cureBadCredentials(context: CureContext): Cure {
  const client = programName(context.request);
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.bad_credentials.lead' }),
      ...steps({ key: 'advice:cure.bad_credentials.check_title' }, [
        { key: 'advice:cure.bad_credentials.webmail' },
        { key: 'advice:cure.bad_credentials.same' },
        { key: 'advice:cure.bad_credentials.bad' },
        { key: 'advice:cure.bad_credentials.good' },
      ]),
      ...steps({ key: 'advice:cure.bad_credentials.retype_title', params: { client } }, retype(context)),
      ...testBlocks({ ...context, target: null }),
      ...quirkTexts(context),
      meanwhile(context),
      text({ key: 'advice:never_password' }),
    ],
  };
}

function retype(context: CureContext): readonly Phrase[] {
  const row = programRow(context.request);
  const way: readonly Phrase[] = row === null ? [{ key: 'advice:cure.bad_credentials.find' }] : signInPath(context, row);
  const named = row?.fields.auth.some((step) => step.act === 'enter') ?? false;
  const boxes: readonly Phrase[] = [
    ...(named ? [] : [userName(context)]),
    { key: 'advice:cure.bad_credentials.username_plain' },
    { key: 'advice:cure.bad_credentials.clear' },
  ];
  if (row === null) return [...way, ...boxes];
  const close = sayAll(context, row.finish);
  // The window a program's own test starts from is also the one with the password's box.
  return row.test === null ? [...way, ...boxes, ...close] : [...way, ...close, ...boxes];
}

function userName(context: CureContext): Phrase {
  const params = { provider: providerName(context.request), username: usernameWord(context) };
  return { key: 'advice:cure.bad_credentials.username', params };
}
