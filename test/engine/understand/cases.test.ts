import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactId } from '../../../src/contracts/facts.ts';
import { factsIn } from '../../helpers/reading.ts';

interface Case {
  readonly id: string;
  readonly text: string;
  readonly answers: ReadonlyMap<string, string>;
}

const CASES = join(import.meta.dirname, '..', '..', 'fixtures', 'cases');
const MEASURED: readonly FactId[] = ['isp', 'client', 'client_version', 'os', 'current_port', 'can_receive'];

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function readCase(line: string): Case {
  const parsed: unknown = JSON.parse(line);
  if (!isRecord(parsed) || !isRecord(parsed.answers)) throw new Error('Not a case.');
  const answers = Object.entries(parsed.answers).flatMap(([id, answer]) => (typeof answer === 'string' ? [[id, answer] as const] : []));
  return { id: String(parsed.id), text: String(parsed.user_text), answers: new Map(answers) };
}

const cases = ['ja', 'en'].flatMap((lang) =>
  readFileSync(join(CASES, `${lang}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(readCase),
);

describe('The corpus', () => {
  test.each(MEASURED)('what a first message says of %s agrees with what the person answers when asked', (id) => {
    const compared = cases.flatMap((item) => {
      const answer = item.answers.get(id);
      const said = factsIn(item.text)[id];
      const answered = answer === undefined ? undefined : factsIn(answer, id)[id];
      return said === undefined || answered === undefined ? [] : [{ id: item.id, said, answered }];
    });

    const wrong = compared.filter(({ said, answered }) => said !== answered);

    expect(compared.length).toBeGreaterThan(5);
    expect(wrong.length / compared.length).toBeLessThan(0.08);
  });

  test.each([
    'isp',
    'previous_isp',
    'mail_provider',
    'client',
    'current_port',
    'can_receive',
    'can_send_elsewhere',
    'started_after',
    'error_codes',
    'antivirus',
    'vpn',
  ] as const)('every answer about %s is understood as one', (id) => {
    const answers = cases.flatMap((item) => item.answers.get(id) ?? []);

    const missed = answers.filter((answer) => factsIn(answer, id)[id] === undefined);

    expect(answers.length).toBeGreaterThan(0);
    expect(missed.length / answers.length).toBeLessThanOrEqual(0.03);
  });
});
