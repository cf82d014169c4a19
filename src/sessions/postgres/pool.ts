import { type ClientBase, Pool, type PoolClient, type QueryResultRow } from 'pg';

/** A database that does not answer is as good as gone: the event is not acknowledged and comes again. Milliseconds. */
const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 30_000;

/** Turns of one desk that are written at the same time. PostgreSQL serves 100 connections unless told otherwise, and desks share them. */
const CONNECTIONS = 10;

/** Asks one question; rows come back as they are named in the statement. */
export type Ask = <T extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<readonly T[]>;

/** A database, as the store needs it. */
export interface Database {
  readonly ask: Ask;
  /** Everything `work` asks is one transaction, written when it resolves and taken back when it rejects. */
  together<T>(work: (ask: Ask) => Promise<T>): Promise<T>;
  /** Lets what was asked for end, then lets go of the database. */
  close(): Promise<void>;
}

/** Connections to `url`, made when they are needed. */
export function openPool(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    keepAlive: true,
    application_name: 'okuru',
    onConnect: insistOnDisk,
  });
  // A connection that breaks while nobody uses it is replaced when somebody needs it.
  pool.on('error', ignore);
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;

  /** The pool forgets who still waits for a connection when it ends: so nobody may wait then. */
  async function track<T>(work: () => Promise<T>): Promise<T> {
    if (isClosed) {
      throw new Error('The store is closed.');
    }
    const running = work();
    underWay.add(running);
    try {
      return await running;
    } finally {
      underWay.delete(running);
    }
  }

  return {
    ask: (sql, values) => track(async () => (await pool.query(sql, [...(values ?? [])])).rows),
    together: (work) => track(() => runTogether(pool, work)),
    async close() {
      isClosed = true;
      await Promise.allSettled(underWay);
      if (!pool.ending) {
        await pool.end();
      }
    },
  };
}

async function runTogether<T>(pool: Pool, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(async (sql, values) => (await client.query(sql, [...(values ?? [])])).rows);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await giveUp(client);
    throw error;
  }
}

/** A connection that can't even take back is not used again. */
async function giveUp(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}

/** What is acknowledged must survive a power cut, also where a database is told to be quick. Stricter settings (replicas) stay. */
async function insistOnDisk(client: ClientBase): Promise<void> {
  await client.query("SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'");
}

function ignore(): void {}
