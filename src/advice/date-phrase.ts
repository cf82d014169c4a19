import type { Phrase } from '../contracts/messages.ts';

const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

/** An ISO date (a day, a month or a year) as people say it; what is no such date stays as it is. */
export function datePhrase(iso: string): Phrase {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso);
  const year = parts?.[1];
  const month = MONTHS[Number(parts?.[2] ?? 0) - 1];
  if (year === undefined) {
    return { key: 'advice:literal', params: { value: iso } };
  }
  if (month === undefined) {
    return { key: 'advice:date.year', params: { year } };
  }
  const named: Phrase = { key: `advice:date.names.${month}` };
  const day = parts?.[3];
  return day === undefined
    ? { key: 'advice:date.month', params: { year, month: named } }
    : { key: 'advice:date.day', params: { year, month: named, day: Number(day) } };
}
