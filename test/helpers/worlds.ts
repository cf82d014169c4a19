import type { Failure, Observation, ProbeRequest, SmtpFacts } from '../../src/contracts/probes.ts';
import { NOW, type World } from './talk.ts';

const CONTROL = 'control.example.net';

/** Everything answers, 587 offers STARTTLS, and authentication only inside TLS. */
export const healthy: World = (request) => [...outlet(null), ...names(request), ...request.ports.map((port) => smtp(request, port, null))];

/** The bot's own house lets nothing out on the ports of mail. */
export const outletFiltered: World = (request) => [
  ...outlet(failure('timeout', 'connect')),
  ...names(request),
  ...request.ports.map((port) => smtp(request, port, failure('timeout', 'connect'))),
];

/** No network at all: not even names. */
export const noNetwork: World = (request) => [
  ...outlet(failure('name_failure', 'resolve')),
  observation({ id: 'dns/bot/host/A', probe: 'dns', host: hostOf(request), failure: failure('name_failure', 'resolve') }),
];

/** The provider's server is up on 465 alone. */
export const only465: World = (request) => [
  ...outlet(null),
  ...names(request),
  ...request.ports.map((port) => smtp(request, port, port === 465 ? null : failure('refused', 'connect'))),
];

function outlet(trouble: Failure | null): readonly Observation[] {
  return ([465, 587] as const).map((port) =>
    observation({
      id: `smtp/bot/${CONTROL}/${port}`,
      host: CONTROL,
      port,
      control: true,
      failure: trouble,
      facts: trouble === null ? smtpFacts(port, CONTROL) : null,
    }),
  );
}

function names(request: ProbeRequest): readonly Observation[] {
  const host = hostOf(request);
  return [
    observation({ id: `dns/bot/${host}/A`, probe: 'dns', host, facts: { kind: 'dns', record: 'A', name: host, answers: ['192.0.2.25'] } }),
  ];
}

function smtp(request: ProbeRequest, port: number, trouble: Failure | null): Observation {
  const host = hostOf(request);
  return observation({
    id: `smtp/bot/${host}/${port}`,
    host,
    port,
    failure: trouble,
    facts: trouble === null ? smtpFacts(port, host) : null,
  });
}

function smtpFacts(port: number, host: string): SmtpFacts {
  const implicitTls = port === 465;
  return {
    kind: 'smtp',
    banner: `220 ${host} ESMTP`,
    bannerHost: host,
    greetingCode: 220,
    implicitTls,
    extensionsBefore: implicitTls ? [] : ['STARTTLS', 'SIZE 52428800'],
    extensionsInside: ['AUTH PLAIN LOGIN', 'SIZE 52428800'],
    starttls: implicitTls ? 'not_tried' : 'done',
    authBefore: [],
    authInside: ['PLAIN', 'LOGIN'],
    size: 52_428_800,
    tls: {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      certificate: {
        subject: host,
        issuer: 'Example CA',
        names: [host],
        validFrom: NOW - 1e10,
        validTo: NOW + 1e10,
        nameMatches: true,
        chainError: null,
      },
    },
  };
}

function hostOf(request: ProbeRequest): string {
  return request.host ?? request.domain ?? '';
}

function failure(kind: Failure['kind'], step: Failure['step']): Failure {
  return { kind, step, code: null };
}

function observation(parts: Partial<Observation> & Pick<Observation, 'id' | 'host'>): Observation {
  return {
    probe: 'smtp',
    vantage: 'bot',
    address: '192.0.2.25',
    family: 4,
    port: null,
    control: false,
    at: NOW,
    ms: 40,
    failure: null,
    facts: null,
    ...parts,
  };
}

/** The provider's server answers on no port, while the bot's own outlet is fine. */
export const silentProvider: World = (request) => [
  ...outlet(null),
  ...names(request),
  ...request.ports.map((port) => smtp(request, port, failure('timeout', 'connect'))),
];
