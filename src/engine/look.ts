import type { Block, Phrase } from '../contracts/messages.ts';
import type { Observation, ProbePort, ProbeProgress, ProbeRequest } from '../contracts/probes.ts';
import type { Session } from '../contracts/turn.ts';
import { findingsOf } from '../diagnosis/findings.ts';
import { clientOf, providerOf } from './look-ups.ts';
import type { Moment } from './mind.ts';
import { known } from './session.ts';
import { edit, probe, say, text, update, type Work, wishId } from './work.ts';

/** 25 as the control of the matched pair, the two submission ports (RFC 8314 §3.3). */
const PORTS: readonly ProbePort[] = [25, 465, 587];

const STEPS: readonly ProbeProgress['step'][] = ['outlet', 'names', 'port_25', 'port_465', 'port_587'];

type ItemState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** Starts a look at the provider's outgoing server as soon as it is known which; one look a target. */
export function startLook(work: Work, moment: Moment): Work {
  const target = targetOf(work.session, moment);
  if (!moment.mind.looks || target === null || work.session.probe?.target === (target.host ?? target.domain)) {
    return work;
  }
  const message = wishId(work.session);
  const said = say(work, {
    blocks: [
      progressBlock(
        'talk:looking.title',
        STEPS.map(() => 'running'),
      ),
    ],
  });
  const run = `${moment.envelope.conversation}#${wishId(said.session)}`;
  const request: ProbeRequest = {
    ...target,
    run,
    ports: PORTS,
    oldTls: clientOf(work.session.facts, moment.mind.knowledge.catalogue)?.traits.includes('old_tls') ?? false,
    controls: 'outlet',
    person: moment.envelope.person,
    workplace: moment.envelope.workplace,
  };
  const name = target.host ?? target.domain ?? '';
  return update(probe(said, request), { probe: { run, target: name, state: 'running', message } });
}

/** Is a look under way? */
export function isLooking(session: Session): boolean {
  return session.probe?.state === 'running';
}

/** Takes in the result of the look under way; null for a late result of another run, which is dropped. */
export function takeResult(work: Work, run: string, observations: readonly Observation[]): Work | null {
  const { probe: current, observations: before } = work.session;
  if (current === null || current.run !== run || current.state === 'done') {
    return null;
  }
  const kept = before.filter(({ vantage }) => vantage !== 'bot');
  const next = update(work, { observations: [...kept, ...observations], probe: { ...current, state: 'done' } });
  return current.message === null ? next : edit(next, current.message, { blocks: doneBlocks(observations) });
}

/** Shows how far the look under way has come; the case does not change. */
export function showProgress(work: Work, run: string, soFar: readonly ProbeProgress[]): Work {
  const { probe: current } = work.session;
  if (current === null || current.run !== run || current.state === 'done' || current.message === null) {
    return work;
  }
  const states = STEPS.map((step) => soFar.findLast((each) => each.step === step)?.state ?? 'waiting');
  const shown = edit(work, current.message, { blocks: [progressBlock('talk:looking.title', states)] });
  return { ...shown, session: work.session };
}

function doneBlocks(observations: readonly Observation[]): readonly Block<Phrase>[] {
  const block = progressBlock(
    'talk:looking.title_done',
    STEPS.map((step) => stateOf(step, observations)),
  );
  const blind = findingsOf(observations).some(({ id }) => id === 'outlet_filtered' || id === 'no_network');
  return blind ? [block, text({ key: 'talk:looking.cannot_tell' })] : [block];
}

function stateOf(step: ProbeProgress['step'], observations: readonly Observation[]): ItemState {
  const looks = observations.filter((each) => concerns(step, each));
  if (looks.length === 0) {
    return 'skipped';
  }
  return looks.some(({ failure }) => failure === null) ? 'done' : 'failed';
}

function concerns(step: ProbeProgress['step'], { control, probe: kind, port }: Observation): boolean {
  switch (step) {
    case 'outlet':
      return control;
    case 'names':
      return !control && kind === 'dns';
    case 'port_25':
      return !control && kind !== 'dns' && port === 25;
    case 'port_465':
      return !control && kind !== 'dns' && port === 465;
    case 'port_587':
      return !control && kind !== 'dns' && port === 587;
    case 'other':
      return false;
    default:
      return step satisfies never;
  }
}

function progressBlock(title: 'talk:looking.title' | 'talk:looking.title_done', states: readonly ItemState[]): Block<Phrase> {
  const items = STEPS.map((step, index) => ({ what: { key: `talk:looking.${step}` } satisfies Phrase, state: states[index] ?? 'waiting' }));
  return { kind: 'progress', title: { key: title }, items };
}

/** The provider's own server first; else the one in the settings; else whatever the domain's records say. */
function targetOf(session: Session, { mind }: Moment): { readonly host: string | null; readonly domain: string | null } | null {
  const provider = providerOf(session.facts, mind.knowledge.catalogue);
  const host = provider?.outgoing[0]?.host ?? known(session.facts, 'outgoing_server');
  const domain = known(session.facts, 'mail_domain');
  return host === null && domain === null ? null : { host, domain: host === null ? domain : null };
}
