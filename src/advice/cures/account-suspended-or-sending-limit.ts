import type { Cure } from '../context.ts';
import { steps, text } from '../words.ts';

/** Sending is paused by the provider: stop, make safe, wait, ask. */
export function cureAccountSuspendedOrSendingLimit(): Cure {
  return {
    settings: false,
    blocks: [
      text({ key: 'advice:cure.account_suspended_or_sending_limit.lead' }),
      ...steps({ key: 'advice:cure.account_suspended_or_sending_limit.title' }, [
        { key: 'advice:cure.account_suspended_or_sending_limit.stop' },
        { key: 'advice:cure.account_suspended_or_sending_limit.notice' },
        { key: 'advice:cure.account_suspended_or_sending_limit.virus' },
        { key: 'advice:cure.account_suspended_or_sending_limit.password' },
        { key: 'advice:cure.account_suspended_or_sending_limit.bill' },
        { key: 'advice:cure.account_suspended_or_sending_limit.contact' },
      ]),
    ],
  };
}
