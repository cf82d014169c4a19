/** Changes nobody waits for: of each message the newest is shown, about one a second, so that Slack never says "later" because of them. */
export interface LiveEdits {
  /** Shows a change as soon as it is its turn; a newer one of the same message takes its place. `show` never rejects. */
  offer(message: string, show: () => Promise<void>): void;
  /** Drops what waits and resolves when nothing of the message is under way: what comes next is the last word. */
  settle(message: string): Promise<void>;
  stop(): void;
}

interface Line {
  next: (() => Promise<void>) | null;
  running: Promise<void> | null;
  timer: NodeJS.Timeout | null;
}

/** Makes them; `everyMs` lies between two changes of a message. */
export function createLiveEdits(everyMs: number): LiveEdits {
  const lines = new Map<string, Line>();

  async function run(message: string, line: Line, show: () => Promise<void>): Promise<void> {
    line.next = null;
    await show();
    line.running = null;
    if (lines.get(message) === line) {
      line.timer = setTimeout(() => goOn(message, line), everyMs).unref();
    }
  }

  function goOn(message: string, line: Line): void {
    line.timer = null;
    if (line.next === null) {
      lines.delete(message);
    } else {
      line.running = run(message, line, line.next);
    }
  }

  function drop(message: string, line: Line): void {
    lines.delete(message);
    line.next = null;
    if (line.timer !== null) {
      clearTimeout(line.timer);
    }
  }

  return {
    offer(message, show) {
      const line = lines.get(message) ?? { next: null, running: null, timer: null };
      lines.set(message, line);
      line.next = show;
      if (line.running === null && line.timer === null) {
        line.running = run(message, line, show);
      }
    },
    async settle(message) {
      const line = lines.get(message);
      if (line !== undefined) {
        drop(message, line);
        await line.running;
      }
    },
    stop() {
      for (const [message, line] of lines) {
        drop(message, line);
      }
    },
  };
}
