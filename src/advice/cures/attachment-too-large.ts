import type { Phrase } from '../../contracts/messages.ts';
import type { Cure, CureContext } from '../context.ts';
import { largestMail } from '../measured.ts';
import { steps, text } from '../words.ts';

const MEGABYTE = 1024 * 1024;

/** Base64 makes three bytes four, and line ends add a little (RFC 2045 §6.8): what fits is about 0.73 of the limit. */
const SHARE_THAT_FITS = 0.73;

/** The mail is too large: out of the outbox with it (so nothing about leaving the outbox alone), and hand the file over by a link. */
export function cureAttachmentTooLarge(context: CureContext): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.attachment_too_large.lead' }),
      ...limit(context).map(text),
      ...steps({ key: 'advice:cure.attachment_too_large.title' }, [
        { key: 'advice:cure.attachment_too_large.copy' },
        { key: 'advice:cure.attachment_too_large.remove' },
        { key: 'advice:cure.attachment_too_large.share' },
        { key: 'advice:cure.attachment_too_large.shrink' },
      ]),
    ],
  };
}

function limit({ request }: CureContext): readonly Phrase[] {
  const bytes = largestMail(request);
  if (bytes === null || bytes < MEGABYTE) {
    return [];
  }
  const params = { mb: Math.floor(bytes / MEGABYTE), fit: Math.max(1, Math.floor((bytes * SHARE_THAT_FITS) / MEGABYTE)) };
  return [{ key: 'advice:cure.attachment_too_large.limit', params }];
}
