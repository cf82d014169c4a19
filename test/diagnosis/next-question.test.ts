import type { QuestionRow } from '../../src/contracts/diagnosis.ts';
import type { FactId, Facts } from '../../src/contracts/facts.ts';
import type { SignId } from '../../src/contracts/signs.ts';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { nextQuestion, QUESTIONS_AT_MOST } from '../../src/diagnosis/next-question.ts';
import { facts, world } from '../helpers/diagnosis/world.ts';

const catalogue = world();

interface Told {
  readonly known?: Facts;
  readonly signs?: readonly SignId[];
  readonly asked?: readonly FactId[];
  readonly limit?: number;
  readonly questions?: ReadonlyMap<FactId, QuestionRow>;
}

function askNext({ known = {}, signs = [], asked = [], limit = QUESTIONS_AT_MOST, questions = catalogue.questions }: Told): FactId | null {
  const evidence = gatherEvidence({ facts: known, signs, observations: [], catalogue });
  const judgement = judge(evidence, catalogue.causes, { excluded: [] });
  return nextQuestion({ evidence, judgement, causes: catalogue.causes, questions, facts: known, asked, limit });
}

test('somebody who only says that sending fails is asked something', () => {
  expect(askNext({ known: facts({ can_receive: true }) })).not.toBeNull();
});

test('the founding story, told whole, is asked nothing more', () => {
  const known = facts({
    isp: 'minami',
    previous_isp: 'kita',
    mail_provider: 'tegami',
    client: 'furui',
    can_receive: true,
    started_after: ['isp_change'],
  });

  expect(askNext({ known, signs: ['symptom.outbox'] })).toBeNull();
});

test('a clear error leaves nothing to ask', () => {
  expect(askNext({ known: facts({ error_codes: ['basic-off'], mail_provider: 'oauth-mail' }) })).toBeNull();
});

test('what was asked is not asked again, whatever came back', () => {
  const asked: FactId[] = [];
  for (let next = askNext({ asked }); next !== null; next = askNext({ asked })) asked.push(next);

  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(QUESTIONS_AT_MOST);
});

test('"I don\'t know" is an answer: that fact is never asked', () => {
  const first = askNext({}) ?? 'isp';

  expect(askNext({ known: facts({ [first]: null }) })).not.toBe(first);
});

test('the limit holds', () => {
  expect(askNext({ asked: ['isp'], limit: 1 })).toBeNull();
});

test('an error told in words is as good as a code', () => {
  expect(askNext({ signs: ['stage.connect'], questions: only('error_codes') })).toBeNull();
});

test('the provider is not asked for where the mail domain tells it', () => {
  expect(askNext({ known: facts({ mail_domain: 'tegami.example' }), questions: only('mail_provider') })).toBeNull();
});

test('a question whose answers all lead to the same is not asked', () => {
  const idle: QuestionRow = {
    fact: 'os',
    effort: 1,
    answers: [
      { value: 'a', share: 0.5, signs: [] },
      { value: 'b', share: 0.5, signs: [] },
    ],
  };

  expect(askNext({ questions: new Map([['os', idle]]) })).toBeNull();
});

test('of two questions that tell the same, the easier one is asked', () => {
  const row = (fact: FactId, effort: number): readonly [FactId, QuestionRow] => [
    fact,
    {
      fact,
      effort,
      answers: [
        { value: 'yes', share: 0.5, signs: ['port.25'] },
        { value: 'no', share: 0.5, signs: ['port.465'] },
      ],
    },
  ];

  expect(askNext({ questions: new Map([row('security', 3), row('os', 1)]) })).toBe('os');
});

function only(fact: FactId): ReadonlyMap<FactId, QuestionRow> {
  return new Map([...catalogue.questions].filter(([id]) => id === fact));
}
