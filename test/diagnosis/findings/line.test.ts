import type { FindingId } from '../../../src/contracts/diagnosis.ts';
import type { Observation } from '../../../src/contracts/probes.ts';
import { findingsOf } from '../../../src/diagnosis/findings.ts';
import { failed, failure, resolved, silent, talked, tcpOpen } from '../../helpers/diagnosis/looks.ts';

const HOST = 'smtp.mail.example.jp';
const line = { vantage: 'line' } as const;
const lineControl = { vantage: 'line', control: true } as const;

function idsOf(observations: readonly Observation[]): readonly FindingId[] {
  return findingsOf(observations).map(({ id }) => id);
}

describe('port 25 on the line', () => {
  test('the matched pair with an answer from elsewhere proves a block', () => {
    const ids = idsOf([silent(HOST, 25, line), talked(HOST, 587, line), talked(HOST, 25)]);

    expect(ids).toContain('port_25_blocked_on_line');
    expect(ids).not.toContain('port_25_not_proven');
  });

  test('465 is as good a second half of the pair as 587', () => {
    expect(idsOf([silent(HOST, 25, line), talked(HOST, 465, line), talked(HOST, 25)])).toContain('port_25_blocked_on_line');
  });

  test('the pair with silence at independent hosts too proves a block', () => {
    const relays = [silent('mx.one.example', 25, lineControl), silent('mx.two.test', 25, lineControl)];

    expect(idsOf([silent(HOST, 25, line), tcpOpen(HOST, 587, line), ...relays])).toContain('port_25_blocked_on_line');
  });

  test('refused and unreachable are silence as well as a timeout is', () => {
    for (const kind of ['refused', 'reset', 'unreachable'] as const) {
      expect(idsOf([silent(HOST, 25, { ...line, kind }), talked(HOST, 587, line), talked(HOST, 25)])).toContain('port_25_blocked_on_line');
    }
  });

  test.each([
    ['one failing port alone', [silent(HOST, 25, line)]],
    ['the pair without any control', [silent(HOST, 25, line), talked(HOST, 587, line)]],
    ['25 and 587 both failing', [silent(HOST, 25, line), silent(HOST, 587, line), talked(HOST, 25)]],
    ['a single silent relay as control', [silent(HOST, 25, line), talked(HOST, 587, line), silent('mx.one.example', 25, lineControl)]],
    [
      'two silent relays of one organisation',
      [silent(HOST, 25, line), talked(HOST, 587, line), silent('mx1.one.test', 25, lineControl), silent('mx2.one.test', 25, lineControl)],
    ],
    [
      'another relay that does answer on 25',
      [silent(HOST, 25, line), talked(HOST, 587, line), talked(HOST, 25), talked('mx.one.example', 25, lineControl)],
    ],
    ['a server with no port 25 anywhere', [silent(HOST, 25, line), talked(HOST, 587, line), silent(HOST, 25)]],
    [
      'a control that never got as far as connecting',
      [silent(HOST, 25, line), talked(HOST, 587, line), failed(HOST, 25, failure('limited', 'guard'))],
    ],
  ])('%s is not a proof', (_, observations) => {
    const ids = idsOf(observations);

    expect(ids).toContain('port_25_not_proven');
    expect(ids).not.toContain('port_25_blocked_on_line');
  });

  test("a look from the bot's own house alone says nothing about the person's line", () => {
    const ids = idsOf([silent(HOST, 25), talked(HOST, 587)]);

    expect(ids.filter((id) => id.startsWith('port_25'))).toEqual([]);
  });

  test("the provider's own greeting on 25 shows the port open", () => {
    expect(idsOf([talked(HOST, 25, line)])).toContain('port_25_open_on_line');
  });

  test('the name the server gives itself on its submission port counts as its own', () => {
    const smtp = { bannerHost: 'gw7.farm.example' };

    expect(idsOf([talked(HOST, 25, { ...line, smtp }), talked(HOST, 587, { smtp })])).toContain('port_25_open_on_line');
  });

  test('a stranger greeting on 25 is an interception, not an open port', () => {
    const ids = idsOf([talked(HOST, 25, { ...line, smtp: { bannerHost: 'relay.line.example' } }), talked(HOST, 587, line)]);

    expect(ids).toContain('port_25_intercepted');
    expect(ids).not.toContain('port_25_open_on_line');
  });

  test('an open port that gives no greeting is not called open', () => {
    const ids = idsOf([tcpOpen(HOST, 25, line), talked(HOST, 587, line)]);

    expect(ids).toContain('port_25_not_proven');
  });

  test('a strange name with nothing to compare it to is left open', () => {
    const ids = idsOf([talked(HOST, 25, { ...line, smtp: { bannerHost: 'sv12.host.example' } })]);

    expect(ids).toEqual(['port_25_not_proven']);
  });

  test('one address that answers is enough, whatever the other family does', () => {
    const ids = idsOf([
      silent(HOST, 25, { ...line, family: 6, kind: 'unreachable' }),
      talked(HOST, 25, line),
      talked(HOST, 587, line),
      talked(HOST, 25),
    ]);

    expect(ids).toContain('port_25_open_on_line');
    expect(ids).not.toContain('port_25_blocked_on_line');
  });
});

describe('a line looked at with known-good hosts only', () => {
  const submission = talked('smtp.known.example', 587, lineControl);

  test('independent relays silent while submission gets through prove a block', () => {
    const relays = [silent('mx.one.example', 25, lineControl), silent('mx.two.test', 25, lineControl)];

    expect(idsOf([...relays, submission])).toContain('port_25_blocked_on_line');
  });

  test('a relay that greets under its own name shows the port open', () => {
    const relays = [silent('mx.one.example', 25, lineControl), talked('mx.two.test', 25, lineControl)];

    expect(idsOf([...relays, submission])).toContain('port_25_open_on_line');
  });

  test('the same stranger at two relays is an interception', () => {
    const smtp = { bannerHost: 'out.line.example' };
    const relays = [talked('mx.one.example', 25, { ...lineControl, smtp }), talked('mx.two.test', 25, { ...lineControl, smtp })];

    expect(idsOf([...relays, submission])).toContain('port_25_intercepted');
  });
});

describe('a line that is down', () => {
  test('nothing answers, the known-good hosts included: the line is down and no block is proven', () => {
    const ids = idsOf([silent(HOST, 25, line), silent(HOST, 587, line), silent('smtp.known.example', 587, lineControl), talked(HOST, 25)]);

    expect(ids).toContain('line_down');
    expect(ids).toContain('port_25_not_proven');
    expect(ids).not.toContain('port_25_blocked_on_line');
  });

  test('no resolver on the line is a line that is down, too', () => {
    const lost = failure('name_failure', 'resolve');
    const looks = [25, 587].map((port) => failed(HOST, port, lost, line));

    expect(idsOf([...looks, failed('smtp.known.example', 587, lost, lineControl)])).toContain('line_down');
  });

  test('without a known-good host nobody can say that the line is down', () => {
    expect(idsOf([silent(HOST, 25, line), silent(HOST, 587, line)])).not.toContain('line_down');
  });
});

describe('submission ports on the line', () => {
  test('silent on a living line while they answer elsewhere: blocked there', () => {
    const looks = [silent(HOST, 465, line), silent(HOST, 587, line), talked(HOST, 587), talked('smtp.known.example', 587, lineControl)];

    expect(idsOf(looks)).toContain('line_submission_blocked');
  });

  test('a line that reaches nothing blocks nothing', () => {
    expect(idsOf([silent(HOST, 465, line), silent(HOST, 587, line), talked(HOST, 587)])).not.toContain('line_submission_blocked');
  });
});

test('names of the same look-up are kept: a finding says which looks it follows from', () => {
  const looks = [silent(HOST, 25, line), talked(HOST, 587, line), talked(HOST, 25), resolved(HOST, 'A', ['192.0.2.1'])];
  const block = findingsOf(looks).find(({ id }) => id === 'port_25_blocked_on_line');

  expect(block).toEqual({
    id: 'port_25_blocked_on_line',
    host: HOST,
    port: 25,
    from: [looks[0]?.id, looks[1]?.id, looks[2]?.id],
  });
});
