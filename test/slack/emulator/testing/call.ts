import type { FakeSlack, Fields } from '../index.ts';
import { isFields } from '../json.ts';

/** Calls a method of the emulated Web API as a bare client would, arguments as JSON. The answer is the body; a status other than 200 is thrown. */
export async function callApi(
  fake: FakeSlack,
  token: string | null,
  call: { readonly method: string; readonly args?: Fields },
): Promise<Fields> {
  const res = await fetch(`${fake.apiUrl}${call.method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(call.args ?? {}),
  });
  if (res.status !== 200) {
    throw new Error(`status ${res.status}`);
  }
  const body: unknown = await res.json();
  return isFields(body) ? body : {};
}
