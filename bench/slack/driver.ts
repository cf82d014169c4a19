import { Pool } from 'undici';
import { type Arrived, directOf, type Loopback } from './loopback.ts';
import { buttonsOf, pressButton, type SignedRequest, writeMessage } from './payloads.ts';
import type { Program, ProgramName } from './program.ts';

/** What a person says first. Ours greets and asks: two posts. */
export const STORY = 'メールが送れない';

/** What they say then; each is answered by one post, no network is looked at. Where a turn brings anything else, the bench ends. */
const REMARKS = [
  'ポートって何ですか？',
  'ポート番号は25と書いてあります',
  'すみません、どこに書いてありますか',
  'iPhoneだとWi-Fiのときだけ送信できなくて、4Gにすると送れます',
] as const;

/** Turns by pressing that a person takes: the first questions, each answered by one post and one change. */
const PRESSES = 3;

/** One post a turn; of a press also a change of the message pressed. */
export const TURNS = {
  story: { okuru: { posts: 2, updates: 0 }, bare: { posts: 1, updates: 0 }, none: { posts: 1, updates: 0 } },
  text: { posts: 1, updates: 0 },
  press: { posts: 1, updates: 1 },
} as const;

/** Connections to a program: more than are ever in flight, as Slack has. */
const CONNECTIONS = 256;

/** One program under test, and Slack's side of it. */
export interface Driver {
  readonly program: Program;
  /** Hands a request over; resolves once it is acknowledged. Rejects where it is not. */
  deliver(request: SignedRequest): Promise<void>;
  /** A turn: resolves once it is acknowledged and all that it brings has been posted. */
  turn(user: string, request: SignedRequest, brings: Arrived): Promise<void>;
  close(): Promise<void>;
}

/** Opens connections to a program. */
export function openDriver(program: Program, loopback: Loopback): Driver {
  const { origin, pathname: path } = new URL(program.url);
  const pool = new Pool(origin, { connections: CONNECTIONS });
  /** What each person's turns have brought. */
  const settled = new Map<string, Arrived>();

  async function deliver({ headers, body }: SignedRequest): Promise<void> {
    const answer = await pool.request({ method: 'POST', path, headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 200) {
      throw new Error(`${program.name} answered ${answer.statusCode}.`);
    }
  }

  return {
    program,
    deliver,
    async turn(user, request, brings) {
      const channel = directOf(user);
      const before = settled.get(user) ?? NOTHING;
      if (!isSame(loopback.arrivedIn(channel), before)) {
        throw new Error(`A turn of ${program.name} brought more than it should.`);
      }
      const arrived = loopback.expect(channel, brings);
      await deliver(request);
      await arrived;
      settled.set(user, { posts: before.posts + brings.posts, updates: before.updates + brings.updates });
    },
    close: () => pool.destroy(),
  };
}

const NOTHING: Arrived = { posts: 0, updates: 0 };

function isSame(one: Arrived, other: Arrived): boolean {
  return one.posts === other.posts && one.updates === other.updates;
}

let people = 0;

/** So many people nobody has met. */
export function makePeople(count: number): readonly string[] {
  return Array.from({ length: count }, () => {
    people += 1;
    return `U${String(people).padStart(7, '0')}`;
  });
}

/** Somebody's first words. */
export function tellStory(user: string, driver: Driver): Promise<void> {
  return driver.turn(user, writeMessage(user, STORY), TURNS.story[driver.program.name]);
}

/** Something to say after the story. */
export function writeRemark(user: string): SignedRequest {
  return writeMessage(user, REMARKS[0]);
}

/** One turn each for what is said after the story. */
export function remark(user: string, driver: Driver): readonly (() => Promise<void>)[] {
  return REMARKS.map((text) => () => driver.turn(user, writeMessage(user, text), TURNS.text));
}

/** One turn each for the buttons pressed after the story: the first button of the last message. An app without buttons is told of one of its own. */
export function press(user: string, driver: Driver, loopback: Loopback): readonly (() => Promise<void>)[] {
  return Array.from({ length: PRESSES }, () => () => driver.turn(user, makePress(user, driver.program.name, loopback), TURNS.press));
}

function makePress(user: string, name: ProgramName, loopback: Loopback): SignedRequest {
  const message = loopback.messagesOf(directOf(user)).at(-1);
  const [first] = message === undefined ? [] : buttonsOf(message);
  if (message === undefined || (first === undefined && name === 'okuru')) {
    throw new Error(`${user} has nothing to press.`);
  }
  return pressButton(user, message, first ?? PLAIN_BUTTON);
}

const PLAIN_BUTTON = {
  blockId: 'plain',
  button: { type: 'button', action_id: 'choice.0', value: 'isp:unknown', text: { type: 'plain_text', text: 'わからない' } },
};
