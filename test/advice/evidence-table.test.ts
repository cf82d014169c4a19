import { evidenceBlock, verdictPhrase } from '../../src/advice/evidence-table.ts';
import type { Verdict } from '../../src/contracts/diagnosis.ts';
import {
  CAUSES,
  catalogue,
  evidenceOf,
  finding,
  LANGS,
  phrasesOf,
  providerRow,
  sign,
  told,
  translator,
} from '../helpers/advice/requests.ts';

const nuro = catalogue.isps.get('nuro') ?? null;
const nifty = providerRow('nifty');
const FOUNDING = evidenceOf({ facts: { isp: told('nuro') }, signs: [sign('receive.ok'), sign('isp.changed'), sign('after.isp_change')] });

function verdictOf(change: Partial<Verdict> = {}): Verdict {
  return { cause: 'op25b', confidence: 0.9, basis: ['stated'], ...change };
}

describe('The verdict in one sentence', () => {
  it('says of the founding story what is most likely, and from what', () => {
    const said = verdictPhrase(verdictOf({ basis: ['stated', 'recorded'] }), { evidence: FOUNDING, isp: nuro, provider: nifty });

    expect(translator.say(said, 'ja')).toMatch(
      /^新しい回線（NURO ?光）が25番ポートを止めている、というのが一番考えられる原因です（お話と、公開されている記録から）。$/,
    );
  });

  it('never says a block as a fact without the matched pair, however sure and however much was measured', () => {
    const evidence = evidenceOf({ findings: [finding('submission_587_alive', 'smtp.nifty.com', 587)] });
    const said = verdictPhrase(verdictOf({ confidence: 1, basis: ['stated', 'recorded', 'measured'] }), {
      evidence,
      isp: nuro,
      provider: nifty,
    });

    expect(said.key).toBe('causes:frame.likely');
  });

  it('says a block as measured with the matched pair', () => {
    const evidence = evidenceOf({ findings: [finding('port_25_blocked_on_line', 'smtp.nifty.com', 25)] });
    const said = verdictPhrase(verdictOf({ basis: ['measured'] }), { evidence, isp: nuro, provider: nifty });

    expect(said.key).toBe('causes:frame.measured');
  });

  it('says "may be" where it is not sure', () => {
    expect(verdictPhrase(verdictOf({ confidence: 0.4 }), { evidence: FOUNDING, isp: null, provider: null }).key).toBe('causes:frame.maybe');
  });

  it.each(CAUSES)('is a whole sentence for %s in both languages, with and without rows', (cause) => {
    for (const context of [
      { evidence: FOUNDING, isp: nuro, provider: nifty },
      { evidence: evidenceOf(), isp: null, provider: null },
    ]) {
      for (const lang of LANGS) {
        const words = translator.say(verdictPhrase(verdictOf({ cause }), context), lang);
        expect(words).toMatch(/[。.]$/);
        expect(words).not.toMatch(/\{\{/);
      }
    }
  });

  it.each(CAUSES)('has a name, a reason and a ruling-out for %s', (cause) => {
    for (const lang of LANGS) {
      for (const part of ['name', 'why', 'not_this'] as const) {
        expect(translator.say({ key: `causes:${cause}.${part}` }, lang)).not.toBe('');
      }
    }
  });
});

describe('The evidence table', () => {
  it('is not shown where there is nothing to show', () => {
    expect(evidenceBlock({ verdict: verdictOf(), evidence: evidenceOf(), isp: null, provider: null })).toBeNull();
  });

  it('says of each line what it rests on, and of a record where and when', () => {
    const block = evidenceBlock({ verdict: verdictOf(), evidence: FOUNDING, isp: nuro, provider: nifty });

    const rows = block?.kind === 'evidence' ? block.rows : [];
    expect(rows.map(({ basis }) => basis)).toEqual(['stated', 'stated', 'stated', 'recorded']);
    expect(translator.say(rows[3]?.result ?? { key: 'advice:literal' }, 'ja')).toMatch(
      /smtp\.nifty\.com の587番です。出典：github\.com、2026年3月12日/,
    );
  });

  it('says from where a measurement was made', () => {
    const evidence = evidenceOf({
      signs: [sign('found.line_25_blocked', 'measured', 'finding/port_25_blocked_on_line')],
      findings: [
        finding('port_25_blocked_on_line', 'smtp.nifty.com', 25, [
          'tcp/line/smtp.nifty.com/203.0.113.1/25',
          'tcp/bot/smtp.nifty.com/203.0.113.1/25',
        ]),
      ],
    });
    const block = evidenceBlock({ verdict: verdictOf(), evidence, isp: null, provider: null });

    expect(block?.kind === 'evidence' ? block.rows[0]?.what.key : null).toBe('advice:evidence.measured_line');
  });

  it('says that the recommended door was seen open, where it was', () => {
    const look = finding('submission_587_alive', 'smtp.nifty.com', 587, ['smtp/bot/smtp.nifty.com/203.0.113.1/587']);
    const block = evidenceBlock({ verdict: verdictOf(), evidence: evidenceOf({ findings: [look] }), isp: null, provider: nifty });

    expect(block?.kind === 'evidence' ? block.rows.map(({ basis, what }) => [basis, what.key]) : []).toEqual([
      ['recorded', 'advice:evidence.topic.provider'],
      ['measured', 'advice:evidence.measured_bot'],
    ]);
  });

  it('never says that a record says NURO blocks port 25', () => {
    expect(nuro?.outbound25.policy).toBe('unknown');
  });

  it('shows the signs that speak for the verdict, not those against it', () => {
    const because = [
      { sign: sign('after.isp_change'), weight: 2 },
      { sign: sign('receive.ok'), weight: -1 },
    ];
    const block = evidenceBlock({ verdict: verdictOf(), evidence: FOUNDING, isp: null, provider: null, because });

    expect(block === null ? [] : phrasesOf(block).map(({ key }) => key)).toContain('signs:sign.after.isp_change');
    expect(JSON.stringify(block)).not.toContain('receive.ok');
  });

  it('stays short enough to read on a phone', () => {
    const signs = [
      'receive.ok',
      'isp.changed',
      'after.isp_change',
      'port.25',
      'auth.off',
      'symptom.outbox',
      'stage.connect',
      'connect.timeout',
    ] as const;
    const block = evidenceBlock({
      verdict: verdictOf(),
      evidence: evidenceOf({ signs: signs.map((id) => sign(id)) }),
      isp: null,
      provider: nifty,
    });

    expect(block?.kind === 'evidence' ? block.rows.length : 0).toBe(6);
  });
});

describe('Signs of the person’s program', () => {
  const client = catalogue.clients.get('outlook-2007') ?? null;
  const shown = (basis: 'recorded' | 'stated') => {
    const trait = sign('client.default_25', basis, 'client/outlook-2007');
    const evidence = evidenceOf({ signs: [trait, sign('receive.ok')] });
    const because = [
      { sign: trait, weight: 1 },
      { sign: sign('receive.ok'), weight: 0.5 },
    ];
    return JSON.stringify(evidenceBlock({ verdict: verdictOf(), evidence, because, isp: null, provider: null, client }));
  };

  it('name the page they were read on', () => {
    expect(shown('recorded')).toContain('billing.precedence.com.au');
  });

  it('are no reason to show where nobody wrote them down', () => {
    expect(shown('stated')).not.toContain('client.default_25');
    expect(shown('stated')).toContain('receive.ok');
  });
});
