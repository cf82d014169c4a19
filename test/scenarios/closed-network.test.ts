import type { Observation } from '../../src/contracts/probes.ts';
import { loadRealKnowledge } from '../helpers/real-knowledge.ts';
import { startTalk, type World } from '../helpers/talk.ts';

const UNKNOWN = { kind: 'name_not_found', step: 'resolve', code: 'ENOTFOUND' } as const;

function lookFor(host: string, kind: 'dns' | 'smtp', port: number | null, control: boolean): Observation {
  const place = kind === 'dns' ? 'A' : String(port);
  return {
    id: `${kind}/bot/${host}/${place}`,
    probe: kind,
    vantage: 'bot',
    host,
    address: null,
    family: null,
    port,
    control,
    at: 0,
    ms: 1,
    failure: UNKNOWN,
    facts: null,
  };
}

/** A network closed to the outside, whose resolver says of every name that it does not exist. */
const knowsNoName: World = ({ host, domain, ports }) => {
  const target = host ?? domain ?? '';
  return [
    ...[465, 587].map((port) => lookFor('smtp.control.example', 'smtp', port, true)),
    lookFor(target, 'dns', null, false),
    ...ports.map((port) => lookFor(target, 'smtp', port, false)),
  ];
};

const STORIES = {
  ja: [
    '一週間前にJ:COMからNURO光に変えました。@nifty.comのメールをOutlook 2007で使っています。受信はできますが、送信トレイに残ります。',
    '確かめられませんでした',
  ],
  en: [
    'We changed from J:COM to NURO Hikari a week ago. I use my @nifty.com mail in Outlook 2007. I can receive, but mail stays in the outbox.',
    "can't tell from here",
  ],
} as const;

test.each(['ja', 'en'] as const)(
  'a resolver that knows no name does not make the server vanish: the founding story still ends in port 25 (%s)',
  (lang) => {
    const [story, blind] = STORIES[lang];
    const talk = startTalk({ knowledge: loadRealKnowledge(), lang, world: knowsNoName });

    talk.say(story);
    for (let open = talk.report().asked; open !== null; open = talk.report().asked) talk.choose(`${open}:unknown`);

    expect(talk.report().verdict).toMatchObject({ cause: 'op25b' });
    expect(talk.report().verdict?.basis).not.toContain('measured');
    expect(talk.report().fix).toMatchObject({ host: 'smtp.nifty.com', port: 587 });
    expect(talk.transcript()).toContain(blind);
  },
);
