/** The end of a look. It comes once, after its time or when it is brought about, and everyone who waits is told. */
export interface Deadline {
  /** Has it come? */
  readonly over: () => boolean;
  /** Milliseconds until it comes, 0 once it has. */
  readonly left: () => number;
  /** Calls back when it comes (at once if it has); returns how to stop listening. */
  readonly onEnd: (listener: () => void) => () => void;
  /** Brings it about now and frees its timer. */
  readonly end: () => void;
}

/** A wait ended because its own limit or the look's deadline came first. */
export interface TimedOut {
  readonly timedOut: true;
}

const TIMED_OUT: TimedOut = { timedOut: true };

/** A deadline `ms` milliseconds from now. It keeps the process alive no longer than its work does, so `end` it when done. */
export function createDeadline(ms: number): Deadline {
  const listeners = new Set<() => void>();
  const endsAt = performance.now() + ms;
  let isOver = false;
  const timer = setTimeout(end, ms);

  function end(): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    for (const listener of listeners) listener();
    listeners.clear();
  }

  function onEnd(listener: () => void): () => void {
    if (isOver) {
      listener();
      return () => {};
    }
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { over: () => isOver, left: () => (isOver ? 0 : Math.max(0, endsAt - performance.now())), onEnd, end };
}

/** One wait of a look: what to start, and for how long at most. */
export interface Wait<T> {
  readonly deadline: Deadline;
  readonly ms: number;
  /** Starts the work; calls `settle` with its result; returns how to stop listening for it. */
  readonly start: (settle: (value: T) => void) => () => void;
}

/** Resolves with the work's result, or as timed out after `ms` or at the deadline, whichever is first. Never rejects. */
export function waitFor<T>({ deadline, ms, start }: Wait<T>): Promise<T | TimedOut> {
  return new Promise((resolve) => {
    const undo: (() => void)[] = [];
    let isSettled = false;

    function settle(value: T | TimedOut): void {
      if (isSettled) return;
      isSettled = true;
      for (const act of undo) act();
      resolve(value);
    }

    function keep(act: () => void): void {
      if (isSettled) act();
      else undo.push(act);
    }

    const timer = setTimeout(() => settle(TIMED_OUT), ms);
    keep(() => clearTimeout(timer));
    keep(deadline.onEnd(() => settle(TIMED_OUT)));
    if (!isSettled) keep(start(settle));
  });
}

/** Tells a wait that ran out from one that brought something. */
export function isTimedOut(value: unknown): value is TimedOut {
  return value === TIMED_OUT;
}
