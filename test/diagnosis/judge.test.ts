import fc from 'fast-check';
import type { CauseRow } from '../../src/contracts/catalogue.ts';
import type { CauseId, Evidence } from '../../src/contracts/diagnosis.ts';
import type { Basis, SignId } from '../../src/contracts/signs.ts';
import { judge, SURE_AT } from '../../src/diagnosis/judge.ts';
import { dampen, REPEAT, TEMPERATURE } from '../../src/diagnosis/model.ts';
import { realCauses } from '../helpers/diagnosis/rows.ts';

const FRESH = { excluded: [] };

function evidence(signs: readonly SignId[], basis: Basis = 'stated'): Evidence {
  return { facts: {}, signs: signs.map((id) => ({ id, basis, from: 'text' })), findings: [] };
}

function cause(id: CauseId, prior: number, signs: CauseRow['signs']): readonly [CauseId, CauseRow] {
  return [id, { id, prior, signs, curedBySettings: true }];
}

const small = new Map([
  cause('op25b', -1, { 'port.25': 2, 'isp.blocks_25': 1, 'isp.changed': 1, 'auth.failed': -3 }),
  cause('bad_credentials', -1, { 'auth.failed': 3, 'port.25': -1 }),
  cause('other', -1, {}),
]);

describe('ranking', () => {
  test('without a sign the causes stand as common as they are', () => {
    const { ranked, verdict } = judge(evidence([]), small, FRESH);

    expect(ranked.map(({ probability }) => probability)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(verdict).toBeNull();
  });

  test('a sign moves its cause up and says by how much', () => {
    const { ranked } = judge(evidence(['port.25']), small, FRESH);

    expect(ranked[0]?.cause).toBe('op25b');
    expect(ranked[0]?.because).toEqual([{ sign: { id: 'port.25', basis: 'stated', from: 'text' }, weight: 2 / TEMPERATURE }]);
  });

  test('reasons come strongest first, those against included', () => {
    const { ranked } = judge(evidence(['isp.blocks_25', 'port.25', 'auth.failed']), small, FRESH);
    const reasons = ranked.find((rank) => rank.cause === 'op25b')?.because ?? [];

    expect(reasons.map(({ sign }) => sign.id)).toEqual(['auth.failed', 'port.25', 'isp.blocks_25']);
  });

  test('a second sign of the same family counts for less than the first', () => {
    const both = judge(evidence(['isp.blocks_25', 'isp.changed']), small, FRESH).ranked[0]?.because.map(({ weight }) => weight);

    expect(both).toEqual([1 / TEMPERATURE, (1 / TEMPERATURE) * REPEAT]);
  });

  test('a cause tried in vain is out, and its share goes to the others', () => {
    const { ranked } = judge(evidence(['port.25']), small, { excluded: ['op25b'] });

    expect(ranked.find((rank) => rank.cause === 'op25b')?.probability).toBe(0);
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });
});

describe('verdict', () => {
  test('said with what it rests on', () => {
    const signs = [
      ...evidence(['port.25']).signs,
      ...evidence(['isp.blocks_25'], 'recorded').signs,
      ...evidence(['said.block_25'], 'measured').signs,
    ];
    const { verdict } = judge({ facts: {}, signs, findings: [] }, small, FRESH);

    expect(verdict?.cause).toBe('op25b');
    expect(verdict?.confidence).toBeGreaterThanOrEqual(SURE_AT);
    expect(verdict?.basis).toEqual(['recorded', 'stated']);
  });

  test('about as likely as five others: not said', () => {
    const torn = (['tls_mismatch', 'wrong_server', 'vpn', 'dns_failure', 'mailbox_quota', 'network_down'] as const).map((id) =>
      cause(id, -1, { 'port.25': 1 }),
    );

    expect(judge(evidence(['port.25']), new Map(torn), FRESH).verdict).toBeNull();
  });

  test('leading is enough for other causes, not for blaming the line', () => {
    const others = (['wrong_server', 'vpn'] as const).map((id) => cause(id, -1, {}));
    const leading = (id: CauseId) => judge(evidence(['port.25']), new Map([cause(id, -1, { 'port.25': 0.3 }), ...others]), FRESH);

    expect(leading('tls_mismatch').verdict?.cause).toBe('tls_mismatch');
    expect(leading('op25b').ranked[0]?.cause).toBe('op25b');
    expect(leading('op25b').verdict).toBeNull();
  });

  test('how common a cause is makes no verdict by itself', () => {
    const common = new Map([cause('op25b', -0.01, {}), cause('other', -5, {})]);

    expect(judge(evidence([]), common, FRESH).verdict).toBeNull();
  });

  test('"something else" is not said: that is for a person to see', () => {
    const strange = new Map([cause('other', -0.01, { 'port.other': 3 }), cause('op25b', -5, {})]);

    expect(judge(evidence(['port.other']), strange, FRESH).verdict).toBeNull();
  });
});

describe('what port 25 can never be', () => {
  const causes = realCauses();
  const likely: readonly SignId[] = [
    'port.25',
    'isp.blocks_25',
    'isp.changed',
    'after.isp_change',
    'receive.ok',
    'connect.timeout',
    'said.block_25',
  ];
  const probability = (more: readonly SignId[]) =>
    judge(evidence([...likely, ...more]), causes, FRESH).ranked.find((rank) => rank.cause === 'op25b')?.probability;

  test('without a disproof it is likely', () => {
    expect(probability([])).toBeGreaterThan(SURE_AT);
  });

  test.each(['reply.on_25', 'found.line_25_open', 'client.cloud'] as const)('%s rules it out', (sign) => {
    expect(probability([sign])).toBe(0);
  });

  test.each([
    ['port.587', 'auth.failed'],
    ['port.465', 'found.line_submission_open'],
    ['port.587', 'reply.quoted'],
  ] as const)('%s together with %s rules it out', (port, reached) => {
    expect(probability([port, reached])).toBe(0);
  });
});

test('whatever is said, the causes make 1 together and none is below 0', () => {
  const causes = realCauses();
  const ids = [...new Set([...causes.values()].flatMap(({ signs }) => Object.keys(signs)))];
  const known = ids.filter((id): id is SignId => id.includes('.'));

  fc.assert(
    fc.property(fc.subarray(known), (signs) => {
      const { ranked } = judge(evidence(signs), causes, FRESH);
      const sum = ranked.reduce((total, rank) => total + rank.probability, 0);

      expect(ranked).toHaveLength(causes.size);
      expect(sum).toBeCloseTo(1, 9);
      expect(ranked.every((rank, index) => rank.probability >= 0 && rank.probability <= (ranked[index - 1]?.probability ?? 1))).toBe(true);
    }),
  );
});

test('the order in which signs came does not matter', () => {
  const causes = realCauses();
  const signs: readonly SignId[] = [
    'receive.ok',
    'stage.connect',
    'connect.timeout',
    'port.25',
    'isp.changed',
    'after.isp_change',
    'symptom.outbox',
  ];
  const there = judge(evidence(signs), causes, FRESH).ranked.map(({ cause: id, probability }) => [id, probability.toFixed(12)]);
  const back = judge(evidence([...signs].reverse()), causes, FRESH).ranked.map(({ cause: id, probability }) => [
    id,
    probability.toFixed(12),
  ]);

  expect(back).toEqual(there);
});

test('what is for and what is against shrink apart', () => {
  expect(dampen([1, -4, 2, -2, 0])).toEqual([0.5, -4, 2, -1, 0]);
});
