import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCases } from '../../src/bin/eval/case-file.ts';
import { playCase } from '../../src/bin/eval/play.ts';
import { markCases, markGroups } from '../../src/bin/eval/score.ts';
import { runEval } from '../../src/bin/eval.ts';
import type { CauseId } from '../../src/contracts/diagnosis.ts';
import type { FactId } from '../../src/contracts/facts.ts';
import type { Translator } from '../../src/contracts/messages.ts';
import type { Engine, Session, TurnReport } from '../../src/contracts/turn.ts';
import { newSession } from '../../src/engine/session.ts';
import { evalCase, played } from '../helpers/eval.ts';

const SESSION: Session = newSession('ja', 0);

/** An engine that asks what it is told to ask, one question a turn, then gives its verdict. It keeps what it heard. */
function scripted(asks: readonly FactId[], verdict: TurnReport['verdict']): { readonly engine: Engine; readonly heard: string[] } {
  const heard: string[] = [];
  const engine: Engine = {
    decide: (session, { event }) => {
      if (event.kind !== 'text') throw new Error(`The player sent ${event.kind}.`);
      heard.push(event.text);
      const turn = (session?.turn ?? -1) + 1;
      return { session: { ...SESSION, turn, open: asks[turn] ?? null }, wishes: [], heard: null };
    },
    concerns: () => true,
    report: ({ open }) => ({
      asked: open,
      facts: {},
      causes: [
        { id: 'op25b', probability: 0.7 },
        { id: 'auth_required', probability: 0.2 },
      ],
      verdict: open === null ? verdict : null,
      fix: null,
      closed: false,
    }),
  };
  return { engine, heard };
}

const sayKeys: Translator = {
  say: ({ key, params }) => `${key} ${JSON.stringify(params ?? {})}`,
  message: () => {
    throw new Error('Eval shows no messages.');
  },
};

function fileWith(...lines: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'okuru-eval-')), 'cases.jsonl');
  writeFileSync(file, lines.join('\n'));
  return file;
}

describe('playing a case', () => {
  test('answers what is known and does not know the rest', () => {
    const { engine, heard } = scripted(['isp', 'client'], { cause: 'op25b', confidence: 0.9, basis: ['stated'] });

    const result = playCase(engine, evalCase({ answers: { isp: 'NURO', client: null } }));

    expect(heard).toEqual(['送れません', 'NURO', 'わかりません']);
    expect(result.asked).toEqual(['isp', 'client']);
    expect(result).toMatchObject({ cause: 'op25b', confidence: 0.9, verdict: true });
  });

  test('without a verdict the first of the ranking stands, as handed over', () => {
    const result = playCase(scripted([], null).engine, evalCase({ lang: 'en' }));

    expect(result).toMatchObject({ cause: 'op25b', confidence: 0.7, verdict: false });
  });

  test('an engine that never stops asking is left after a while', () => {
    const result = playCase(
      scripted(
        Array.from({ length: 500 }, () => 'isp' as const),
        null,
      ).engine,
      evalCase({}),
    );

    expect(result.asked.length).toBeLessThan(50);
  });

  test('a look at the network comes back empty', () => {
    const events: string[] = [];
    const looking: Engine = {
      ...scripted([], null).engine,
      decide: (session, { event }) => {
        events.push(event.kind);
        const request = {
          run: 'r1',
          host: null,
          domain: 'example.jp',
          ports: [],
          oldTls: false,
          controls: 'outlet',
          person: 'p',
          workplace: 'w',
        } as const;
        return { session: session ?? SESSION, wishes: session === null ? [{ kind: 'probe', id: '1', request }] : [], heard: null };
      },
    };

    playCase(looking, evalCase({}));

    expect(events).toEqual(['text', 'probe_result']);
  });
});

describe('marks', () => {
  const marked = (truth: CauseId, cause: CauseId, changes: Parameters<typeof played>[0] = {}, accept: readonly string[] = []) => ({
    subject: evalCase({ truth: { cause: truth, fix_port: null, accept } }),
    played: played({ cause, ...changes }),
  });

  test('right, accepted, wrong and handed over', () => {
    const marks = markCases([
      marked('op25b', 'op25b'),
      marked('vpn', 'sender_ip_blocklisted', {}, ['sender_ip_blocklisted']),
      marked('vpn', 'op25b'),
      marked('op25b', 'op25b', { verdict: false }),
    ]);

    expect(marks.top1).toEqual({ count: 2, of: 4, rate: 0.5 });
    expect(marks.verdicts.count).toBe(3);
    expect(marks.op25b_precision).toEqual({ count: 1, of: 2, rate: 0.5 });
    expect(marks.op25b_recall).toEqual({ count: 1, of: 2, rate: 0.5 });
  });

  test('sure and wrong is a verdict of 0.8 or more that is not the truth', () => {
    const marks = markCases([
      marked('vpn', 'op25b', { confidence: 0.8 }),
      marked('vpn', 'op25b', { confidence: 0.79 }),
      marked('vpn', 'op25b', { confidence: 0.95, verdict: false }),
      marked('vpn', 'vpn', { confidence: 0.95 }),
    ]);

    expect(marks.sure.count).toBe(2);
    expect(marks.sure_and_wrong.count).toBe(1);
  });

  test('the second place counts where a verdict was given', () => {
    const ranked = [
      { id: 'op25b', probability: 0.6 },
      { id: 'vpn', probability: 0.3 },
      { id: 'other', probability: 0.1 },
    ];

    expect(markCases([marked('vpn', 'op25b', { ranked })]).top2.count).toBe(1);
    expect(markCases([marked('other', 'op25b', { ranked })]).top2.count).toBe(0);
  });

  test('questions by median and ninetieth percentile', () => {
    const asked = (count: number) => ({
      subject: evalCase({}),
      played: played({ asked: Array.from({ length: count }, () => 'isp' as const) }),
    });

    expect(markCases([0, 1, 1, 2, 5].map(asked)).questions).toEqual({ median: 1, p90: 5 });
  });

  test('the port counts where the truth names one', () => {
    const fix = { host: 'smtp.example.jp', port: 587, security: 'starttls', auth: true, username: 'email', client: 'other' } as const;
    const withPort = (port: number | null) => ({
      subject: evalCase({ truth: { cause: 'op25b', fix_port: port, accept: [] } }),
      played: played({ fix }),
    });

    expect(markCases([withPort(587), withPort(465), withPort(null)]).fix_port).toEqual({ count: 1, of: 2, rate: 0.5 });
  });

  test('groups without cases are left out', () => {
    expect(Object.keys(markGroups([{ subject: evalCase({ doubtful: true }), played: played({}) }]))).toEqual([
      'all',
      'ja',
      'told',
      'doubtful',
    ]);
  });
});

describe('the command', () => {
  const line = JSON.stringify({ id: 'a', lang: 'en', user_text: 'mail is stuck', truth: { cause: 'op25b' } });
  const run = (file: string, json: boolean) => {
    const printed: string[] = [];
    const { engine } = scripted(['isp'], { cause: 'op25b', confidence: 0.9, basis: ['stated'] });
    const code = runEval(file, { engine, translator: sayKeys, lang: 'en', json, print: (text) => printed.push(text) });
    return { code, printed };
  };

  test('--json prints a line a case and the total', () => {
    const { code, printed } = run(fileWith(line, '', line), true);

    expect(code).toBe(0);
    expect(printed).toHaveLength(3);
    expect(JSON.parse(printed[0] ?? '')).toEqual({
      id: 'a',
      cause: 'op25b',
      confidence: 0.9,
      verdict: true,
      ranked: [
        { id: 'op25b', probability: 0.7 },
        { id: 'auth_required', probability: 0.2 },
      ],
      asked: ['isp'],
      fix: null,
    });
    expect(JSON.parse(printed[2] ?? '')).toMatchObject({ total: { cases: 2, top1: { count: 2, of: 2, rate: 1 } } });
  });

  test('for people it says each case, each group and what was taken for what', () => {
    const { printed } = run(fileWith(line), false);

    expect(printed[0]).toMatch(/^cli:eval\.case\.right /);
    expect(printed).toContainEqual(expect.stringMatching(/^cli:eval\.marks /));
    expect(printed.at(-1)).toBe('  op25b: op25b 1');
  });

  test('a file that is not there, and a line that is no case, are told apart', () => {
    expect(run(join(tmpdir(), 'okuru-eval-no-such-file'), true)).toEqual({
      code: 2,
      printed: [expect.stringMatching(/^cli:eval\.unreadable /)],
    });
    expect(run(fileWith(line, '{"id":"b"}'), true).printed[0]).toMatch(/^cli:eval\.bad_line .*"line":2.*"field":"lang"/);
    expect(run(fileWith('not json'), true).printed[0]).toMatch(/"field":"JSON"/);
  });
});

test.each([
  ['ja', 106],
  ['en', 104],
] as const)("the project's own corpus %s.jsonl is whole", (lang, count) => {
  const read = readCases(join(import.meta.dirname, `../fixtures/cases/${lang}.jsonl`));

  expect(read.ok && read.cases.length).toBe(count);
});
