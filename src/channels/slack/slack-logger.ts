import { LogLevel, type Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from '../../contracts/ports.ts';

/** Our log as Slack's libraries want it. Their debug and info lines are dropped: they hold what people wrote. */
export function createSlackLogger(logger: Logger): SlackLogger {
  return {
    debug: drop,
    info: drop,
    warn: (...about) => logger.warn({ about: about.map(String) }, 'Slack library warns'),
    error: (...about) => logger.error({ about: about.map(String) }, 'Slack library complains'),
    setLevel: drop,
    getLevel: () => LogLevel.WARN,
    setName: drop,
  };
}

function drop(): void {
  // nothing to keep
}
