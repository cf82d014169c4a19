import { isFields } from '../../../helpers/json.ts';
import type { FakeDiscord, Fields } from '../index.ts';

/** What the REST API said. */
export interface Answer {
  readonly status: number;
  readonly body: Fields;
  readonly headers: Headers;
  /** The places Discord complains about: `components.0.label BASE_TYPE_BAD_LENGTH`. */
  readonly flaws: readonly string[];
}

/** One call, as `POST /channels/1/messages`. */
export async function callApi(fake: FakeDiscord, route: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const [method = 'GET', path = ''] = route.split(' ');
  const headers = {
    Authorization: `Bot ${fake.app.token}`,
    'User-Agent': 'DiscordBot (https://okuru.example.jp, 1)',
    'Content-Type': 'application/json',
  };
  const res = await fetch(`${fake.apiUrl}/v10${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const text = await res.text();
  const read: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {};
  const fields = isFields(read) ? read : { list: read };
  return { status: res.status, body: fields, headers: res.headers, flaws: flawsIn(fields.errors, '') };
}

function flawsIn(errors: unknown, path: string): readonly string[] {
  if (!isFields(errors)) {
    return [];
  }
  return Object.entries(errors).flatMap(([key, value]) =>
    key === '_errors' && Array.isArray(value)
      ? value.filter(isFields).map(({ code }) => `${path} ${String(code)}`)
      : flawsIn(value, path === '' ? key : `${path}.${key}`),
  );
}
