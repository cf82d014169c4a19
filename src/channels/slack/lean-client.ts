import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { type Answered, leanRequest } from '../shared/lean-request.ts';

/** Whose client it is, and where Slack is. */
export interface LeanClientOptions {
  readonly token: string;
  /** The workspace that is meant, where the token is a whole organisation's. */
  readonly team: string | null;
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly patienceMs: number;
}

/** Where Slack, or what stands before it, answers 429 without Retry-After: seconds. */
const LATER_S = 1;

/**
 * Slack's own client with a shorter way to the network: one try, no waiting of its own, nothing shared between workspaces, and no copies of
 * all that is said made for a log. Rejects with the same errors.
 */
export class LeanClient extends WebClient {
  readonly #options: LeanClientOptions;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(options: LeanClientOptions) {
    super(options.token, { slackApiUrl: options.apiUrl });
    this.#options = options;
    this.#headers = {
      accept: 'application/json',
      authorization: `Bearer ${options.token}`,
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'okuru',
    };
  }

  override async apiCall(method: string, args: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const { apiUrl, team, patienceMs } = this.#options;
    const body = writeForm(team === null ? args : { team_id: team, ...args });
    const url = new URL(method, apiUrl);
    const answered = await leanRequest(url, { method: 'POST', headers: this.#headers, body, patienceMs }).catch((error: unknown) => {
      throw new WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
    });
    return readAnswer(answered);
  }
}

/** Lists and objects go as JSON: docs.slack.dev/apis/web-api, "POST bodies". */
function writeForm(args: Readonly<Record<string, unknown>>): string {
  return Object.entries(args)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
    )
    .join('&');
}

function readAnswer({ status, headers, text }: Answered): WebAPICallResult {
  if (status === 429) {
    throw new WebAPIRateLimitedError(readSeconds(headers['retry-after']));
  }
  const result = status === 200 ? readResult(text) : null;
  if (result === null) {
    throw new WebAPIHTTPError(status, '', {}, text);
  }
  if (!result.ok) {
    throw new WebAPIPlatformError({ ...result, error: 'error' in result ? String(result.error) : '' });
  }
  return result;
}

function readSeconds(told: string | string[] | undefined): number {
  const seconds = Number(told ?? Number.NaN);
  return Number.isInteger(seconds) && seconds >= 0 ? seconds : LATER_S;
}

/** Null for what is no answer of the API: a proxy's page. */
function readResult(text: string): WebAPICallResult | null {
  try {
    const value: unknown = JSON.parse(text);
    return isResult(value) ? value : null;
  } catch {
    return null;
  }
}

function isResult(value: unknown): value is WebAPICallResult {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
