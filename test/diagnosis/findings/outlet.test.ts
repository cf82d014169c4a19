import type { FindingId } from '../../../src/contracts/diagnosis.ts';
import type { Observation } from '../../../src/contracts/probes.ts';
import { findingsOf } from '../../../src/diagnosis/findings.ts';
import { failed, failure, resolved, silent, talked } from '../../helpers/diagnosis/looks.ts';

const HOST = 'smtp.mail.example.jp';
const control = { control: true } as const;
const outlet = [talked('smtp.known.example', 587, control), talked('smtp.known.example', 465, control)];

function idsOf(observations: readonly Observation[]): readonly FindingId[] {
  return findingsOf(observations).map(({ id }) => id);
}

describe("the bot's own outlet", () => {
  test('one known-good host that answers makes it good', () => {
    expect(idsOf([silent('smtp.other.example', 465, control), ...outlet])).toContain('outlet_ok');
  });

  test('known-good hosts silent while names resolve: filtered, and the provider is not called dead', () => {
    const ids = idsOf([
      resolved(HOST, 'A', ['192.0.2.1']),
      silent('smtp.known.example', 587, control),
      silent('smtp.known.example', 465, control),
      silent(HOST, 587),
      silent(HOST, 465),
    ]);

    expect(ids).toEqual(['outlet_filtered']);
  });

  test('nothing at all gets out: no network', () => {
    const lost = failure('name_failure', 'resolve');
    const ids = idsOf([failed('smtp.known.example', 587, lost, control), failed(HOST, 587, lost), resolved(HOST, 'A', 'name_failure')]);

    expect(ids).toEqual(['no_network']);
  });

  test('a resolver that knows no name at all is no network, and no proof that the server does not exist', () => {
    const unknown = failure('name_not_found', 'resolve');
    const ids = idsOf([
      { ...failed('smtp.known.example', 587, unknown, control), address: null },
      { ...failed(HOST, 587, unknown), address: null },
      resolved(HOST, 'A', 'name_not_found'),
      resolved(HOST, 'AAAA', 'name_not_found'),
    ]);

    expect(ids).toEqual(['no_network']);
  });

  test('a look that was never made says nothing about the network', () => {
    expect(idsOf([failed(HOST, 587, failure('limited', 'guard'))])).toEqual(['limited']);
  });
});

describe("the provider's submission ports", () => {
  test('both silent for an outlet that is good: dead', () => {
    expect(idsOf([...outlet, silent(HOST, 587), silent(HOST, 465)])).toContain('submission_dead');
  });

  test('silence on a port the outlet could not prove is no finding', () => {
    const half = [talked('smtp.known.example', 465, control), silent('smtp.known.example', 587, control)];
    const ids = idsOf([...half, silent(HOST, 587), talked(HOST, 465)]);

    expect(ids).toContain('submission_465_alive');
    expect(ids).not.toContain('submission_only_465');
    expect(ids).not.toContain('submission_dead');
  });

  test('465 alone answers', () => {
    expect(idsOf([...outlet, silent(HOST, 587, { kind: 'refused' }), talked(HOST, 465)])).toContain('submission_only_465');
  });

  test('587 alone answers', () => {
    expect(idsOf([...outlet, talked(HOST, 587), silent(HOST, 465)])).toContain('submission_only_587');
  });

  test("a server that reaches from the person's line is not dead", () => {
    const ids = idsOf([...outlet, silent(HOST, 587), silent(HOST, 465), talked(HOST, 587, { vantage: 'line' })]);

    expect(ids).not.toContain('submission_dead');
  });

  test('something that does not speak SMTP is not alive', () => {
    const ids = idsOf([...outlet, failed(HOST, 587, failure('not_smtp', 'greeting'))]);

    expect(ids).toContain('not_smtp');
    expect(ids).not.toContain('submission_587_alive');
  });
});

describe('names', () => {
  test('a name that does not exist', () => {
    expect(idsOf([...outlet, resolved(HOST, 'A', 'name_not_found'), resolved(HOST, 'AAAA', 'name_not_found')])).toContain('name_unknown');
  });

  test('a host without IPv6 is known', () => {
    const ids = idsOf([...outlet, resolved(HOST, 'A', ['192.0.2.1']), resolved(HOST, 'AAAA', 'name_not_found'), talked(HOST, 587)]);

    expect(ids).not.toContain('name_unknown');
  });

  test('name servers that fail for this name alone are silent', () => {
    expect(idsOf([...outlet, resolved(HOST, 'A', 'name_failure')])).toContain('name_servers_silent');
  });

  test('an address that may not be looked at is refused by the guard', () => {
    expect(idsOf([failed('10.0.0.1', 25, failure('not_allowed', 'guard'))])).toContain('guard_refused');
  });
});
