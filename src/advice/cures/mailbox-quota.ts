import { type Cure, type CureContext, hasSign } from '../context.ts';
import { leaveOutbox } from '../parts/meanwhile.ts';
import { steps, text } from '../words.ts';

/** A full mailbox: the person's own, or the recipient's, which only the recipient can empty. */
export function cureMailboxQuota(context: CureContext): Cure {
  const theirs = hasSign(context.request, 'quota.recipient_full') && !hasSign(context.request, 'quota.own_full');
  return { settings: false, blocks: theirs ? recipientsBox() : ownBox() };
}

function ownBox(): Cure['blocks'] {
  return [
    text({ key: 'advice:cure.mailbox_quota.own' }),
    ...steps({ key: 'advice:cure.mailbox_quota.title' }, [
      { key: 'advice:cure.mailbox_quota.webmail' },
      { key: 'advice:cure.mailbox_quota.trash' },
      { key: 'advice:cure.mailbox_quota.big' },
      { key: 'advice:cure.mailbox_quota.pop' },
      { key: 'advice:cure.mailbox_quota.again' },
    ]),
    leaveOutbox(),
  ];
}

function recipientsBox(): Cure['blocks'] {
  return [
    text({ key: 'advice:cure.mailbox_quota.recipient' }),
    ...steps({ key: 'advice:cure.mailbox_quota.recipient_title' }, [
      { key: 'advice:cure.mailbox_quota.tell' },
      { key: 'advice:cure.mailbox_quota.resend' },
    ]),
  ];
}
