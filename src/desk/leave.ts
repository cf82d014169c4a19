/** What work for a conversation ends with when the conversation is forgotten under it. No failure: nothing is tried again, nothing is written. */
export class Forgotten extends Error {
  constructor() {
    super('The conversation was forgotten.');
    this.name = 'Forgotten';
  }
}

/** Ends the work for one conversation. */
export interface Leave {
  /** Rejects with `Forgotten` once leave is given; never resolves. */
  readonly given: Promise<never>;
  give(): void;
  throwIfGiven(): void;
}

/** Nobody leaves yet. */
export function createLeave(): Leave {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(ignore);
  let isGiven = false;
  return {
    given: promise,
    give() {
      isGiven = true;
      reject(new Forgotten());
    },
    throwIfGiven() {
      if (isGiven) {
        throw new Forgotten();
      }
    },
  };
}

function ignore(): void {}
