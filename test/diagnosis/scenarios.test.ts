import type { CauseId } from '../../src/contracts/diagnosis.ts';
import type { FactId, Facts } from '../../src/contracts/facts.ts';
import type { Observation } from '../../src/contracts/probes.ts';
import type { SignId } from '../../src/contracts/signs.ts';
import { gatherEvidence } from '../../src/diagnosis/evidence.ts';
import { judge, SURE_AT } from '../../src/diagnosis/judge.ts';
import { nextQuestion } from '../../src/diagnosis/next-question.ts';
import { silent, talked } from '../helpers/diagnosis/looks.ts';
import { facts, world } from '../helpers/diagnosis/world.ts';

const catalogue = world();

/** How the world misbehaves, as far as the person told it and looks showed it. */
interface Story {
  readonly known?: Facts;
  readonly signs?: readonly SignId[];
  readonly observations?: readonly Observation[];
  readonly failed?: readonly CauseId[];
}

function hear({ known = {}, signs = [], observations = [], failed = [] }: Story) {
  const evidence = gatherEvidence({ facts: known, signs, observations, catalogue });
  const judgement = judge(evidence, catalogue.causes, { excluded: failed });
  const asks = (asked: readonly FactId[] = []) =>
    nextQuestion({ evidence, judgement, causes: catalogue.causes, questions: catalogue.questions, facts: known, asked });
  const chance = (cause: CauseId) => judgement.ranked.find((rank) => rank.cause === cause)?.probability ?? 0;
  return { judgement, first: judgement.ranked[0]?.cause, verdict: judgement.verdict, asks, chance };
}

/** Switched the line, kept the mailbox, mail piles up in the outbox, receiving works. */
const SWITCHED = facts({
  isp: 'minami',
  previous_isp: 'kita',
  mail_provider: 'tegami',
  client: 'furui',
  can_receive: true,
  started_after: ['isp_change'],
});

describe('the line was switched and mail stays in the outbox', () => {
  test('port 25 it is, without one more question', () => {
    const story = hear({ known: SWITCHED, signs: ['symptom.outbox'] });

    expect(story.verdict?.cause).toBe('op25b');
    expect(story.asks()).toBeNull();
  });

  test('nothing is recorded against a line whose policy is unknown', () => {
    const because = hear({ known: SWITCHED, signs: ['symptom.outbox'] }).judgement.ranked[0]?.because ?? [];

    expect(because.map(({ sign }) => sign.id)).not.toContain('isp.blocks_25');
  });

  test("the living submission port is measured and joins what the verdict rests on; it proves nothing about the person's line", () => {
    const looks = [talked('smtp.tegami.example', 587), silent('smtp.tegami.example', 25)];
    const story = hear({ known: SWITCHED, signs: ['symptom.outbox'], observations: looks });

    expect(story.verdict?.cause).toBe('op25b');
    expect(story.verdict?.basis).toContain('measured');
    expect(story.judgement.ranked[0]?.because.map(({ sign }) => sign.id)).not.toContain('found.line_25_blocked');
  });

  test('the same with an open 25 on the line is something else', () => {
    const looks = [talked('smtp.tegami.example', 25, { vantage: 'line' })];
    const story = hear({ known: SWITCHED, signs: ['symptom.outbox'], observations: looks });

    expect(story.chance('op25b')).toBe(0);
    expect(story.verdict?.confidence ?? 0).toBeLessThan(SURE_AT);
  });

  test('the cure for port 25 did not help: it is not said again', () => {
    const story = hear({ known: SWITCHED, signs: ['symptom.outbox'], failed: ['op25b'] });

    expect(story.first).not.toBe('op25b');
    expect(story.chance('op25b')).toBe(0);
  });

  test('one word less, and a single question settles it', () => {
    const story = hear({ known: facts({ can_receive: true }), signs: ['symptom.outbox'] });

    expect(story.verdict?.confidence ?? 0).toBeLessThan(SURE_AT);
    expect(story.asks()).not.toBeNull();
  });
});

describe('it sounds the same and is not port 25', () => {
  test('a program that sends from the cloud, refused from abroad', () => {
    const story = hear({ known: facts({ client: 'kumo-client', mail_provider: 'tegami', can_receive: true, error_codes: ['abroad'] }) });

    expect(story.verdict?.cause).toBe('foreign_access_filter');
    expect(story.chance('op25b')).toBe(0);
  });

  test('a program that sends from the cloud, just switched to a line that blocks 25: still not port 25', () => {
    const story = hear({
      known: facts({
        client: 'kumo-client',
        isp: 'kita',
        previous_isp: 'minami',
        mail_provider: 'tegami',
        can_receive: true,
        started_after: ['isp_change'],
      }),
      signs: ['symptom.outbox'],
    });

    expect(story.chance('op25b')).toBe(0);
    expect(story.verdict?.cause).not.toBe('op25b');
  });

  test('an old program at a provider that takes no password any more', () => {
    const known = facts({ client: 'furui', mail_provider: 'oauth-mail', can_receive: true, error_codes: ['basic-off'] });

    expect(hear({ known }).verdict?.cause).toBe('app_password_or_oauth');
  });

  test('the same with a password window that keeps coming back and no code', () => {
    const story = hear({ known: facts({ client: 'furui', mail_provider: 'oauth-mail' }), signs: ['symptom.password_prompt'] });

    expect(story.first).toBe('app_password_or_oauth');
  });

  test("the previous line's server still stands in the box, before any error was seen", () => {
    const story = hear({ known: { ...SWITCHED, ...facts({ outgoing_server: 'smtp.kita.example' }) }, signs: ['symptom.outbox'] });

    expect(story.verdict?.cause).toBe('wrong_server');
    expect(story.verdict?.basis).toContain('recorded');
  });

  test("the previous line's server refuses to relay", () => {
    const known = { ...SWITCHED, ...facts({ outgoing_server: 'smtp.kita.example', error_codes: ['relay'] }) };

    expect(hear({ known }).verdict?.cause).toBe('wrong_server');
  });

  test('on 587 already, with the encryption of 465', () => {
    const known = facts({
      current_port: 587,
      security: 'tls',
      can_receive: true,
      isp: 'kita',
      mail_provider: 'tegami',
      error_codes: ['timeout'],
    });
    const story = hear({ known });

    expect(story.first).toBe('tls_mismatch');
    expect(story.chance('op25b')).toBeLessThan(0.1);
  });

  test('on 587 already, and nothing else known: port 25 is not the answer', () => {
    const story = hear({
      known: facts({ current_port: 587, can_receive: true, isp: 'kita', mail_provider: 'tegami' }),
      signs: ['symptom.outbox'],
    });

    expect(story.first).not.toBe('op25b');
  });

  test("a relay refusal quoted from the provider's server on 25 is a missing sign-in", () => {
    const known = facts({ current_port: 25, isp: 'kita', mail_provider: 'tegami', can_receive: true, error_codes: ['relay'] });

    expect(hear({ known, signs: ['reply.on_25'] }).verdict?.cause).toBe('auth_required');
  });

  test('a wrong password is a wrong password, on any line', () => {
    const known = facts({
      isp: 'kita',
      mail_provider: 'tegami',
      can_receive: true,
      error_codes: ['bad-password'],
      started_after: ['password_change'],
    });

    expect(hear({ known }).verdict?.cause).toBe('bad_credentials');
  });
});

describe('measured on the line', () => {
  const host = 'smtp.tegami.example';

  test('a proven block needs no story', () => {
    const looks = [silent(host, 25, { vantage: 'line' }), talked(host, 587, { vantage: 'line' }), talked(host, 25)];
    const story = hear({ observations: looks });

    expect(story.verdict?.cause).toBe('op25b');
    expect(story.verdict?.basis).toEqual(['measured']);
  });

  test('a certificate that nobody else objects to is being replaced on the way: a security program', () => {
    const signs: readonly SignId[] = ['stage.tls', 'tls.certificate_untrusted'];

    expect(hear({ signs }).first).toBe('certificate_problem');
    expect(hear({ signs, observations: [talked(host, 587), talked(host, 465)] }).first).toBe('local_firewall_or_antivirus');
  });

  test('nothing answers on the line: no block is said', () => {
    const down = [25, 587].map((port) => silent(host, port, { vantage: 'line' }));
    const story = hear({ observations: [...down, silent('known.example', 587, { vantage: 'line', control: true })] });

    expect(story.first).toBe('network_down');
  });

  test("silence at the bot's own filtered outlet changes nothing", () => {
    const silence = [25, 465, 587].map((port) => silent(host, port));
    const outlet = [465, 587].map((port) => silent('known.example', port, { control: true }));
    const before = hear({ known: SWITCHED, signs: ['symptom.outbox'] });
    const after = hear({ known: SWITCHED, signs: ['symptom.outbox'], observations: [...silence, ...outlet] });

    expect(after.judgement).toEqual(before.judgement);
  });
});
