/** Places for calls under way, so many for each name; who comes later waits in line. */
export interface Slots {
  /** Resolves with what gives the place back. */
  take(name: string): Promise<() => void>;
}

interface Line {
  free: number;
  readonly waiting: (() => void)[];
}

/** Makes `each` places for every name. */
export function createSlots(each: number): Slots {
  const lines = new Map<string, Line>();

  function give(name: string, line: Line): void {
    const next = line.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    line.free += 1;
    if (line.free === each) {
      lines.delete(name);
    }
  }

  return {
    async take(name) {
      const line = lines.get(name) ?? { free: each, waiting: [] };
      lines.set(name, line);
      if (line.free > 0) {
        line.free -= 1;
      } else {
        await new Promise<void>((resolve) => line.waiting.push(resolve));
      }
      return () => give(name, line);
    },
  };
}
