/**
 * @import { Event } from '../../../contracts/turn.ts'
 * @typedef {Extract<Event, { kind: 'start' | 'text' | 'choose' | 'lang' }>} PersonEvent
 * @typedef {{ seq: number, text: string }} KeptLine
 * @typedef {{ eventId: string, event: PersonEvent }} Parcel
 */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Posts what the person does, one after another, each under one number until it has arrived: a repeat acts once.
 * `kept` is told the line it left, `refused` why it can never be taken, `waiting` that it has not arrived yet.
 * @param {{
 *   last: () => number,
 *   kept: (parcel: Parcel, line: KeptLine | null) => void,
 *   refused: (parcel: Parcel, words: string) => void,
 *   waiting: (parcel: Parcel, words: string | null) => void,
 * }} page
 */
export function createOutbox({ last, kept, refused, waiting }) {
  /** @type {Parcel[]} */
  let parcels = [];
  let running = false;
  /** @type {() => void} */
  let wake = () => undefined;

  /** @param {number} ms */
  const rest = (ms) =>
    new Promise((resolve) => {
      wake = () => resolve(undefined);
      setTimeout(wake, ms);
    });

  const run = async () => {
    running = true;
    let pause = FIRST_PAUSE_MS;
    for (let parcel = parcels[0]; parcel !== undefined; parcel = parcels[0]) {
      const answer = await post(parcel, last());
      // Thrown away meanwhile: a new conversation was begun.
      if (parcels[0] !== parcel) continue;
      if (answer.kind === 'later') {
        waiting(parcel, answer.words);
        await rest(answer.pauseMs ?? pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        continue;
      }
      pause = FIRST_PAUSE_MS;
      parcels.shift();
      if (answer.kind === 'kept') kept(parcel, answer.line);
      else refused(parcel, answer.words);
    }
    running = false;
  };

  return {
    /**
     * @param {PersonEvent} event
     * @param {string} eventId
     */
    add(event, eventId = newEventId()) {
      parcels.push({ eventId, event });
      if (!running) run();
      return eventId;
    },
    hurry: () => wake(),
    clear() {
      parcels = [];
      wake();
    },
  };
}

/** A number nobody else has; `randomUUID` is missing on pages served without TLS. */
function newEventId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {Parcel} parcel
 * @param {number} after
 * @returns {Promise<{ kind: 'kept', line: KeptLine | null } | { kind: 'refused', words: string } | { kind: 'later', words: string | null, pauseMs: number | null }>}
 */
async function post(parcel, after) {
  try {
    const response = await fetch('/api/events', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...parcel, after }),
    });
    const body = await response.json();
    if (response.status === 202) return { kind: 'kept', line: body.line };
    if (response.status !== 429 && response.status < 500) return { kind: 'refused', words: body.words };
    const seconds = Number(response.headers.get('Retry-After'));
    return { kind: 'later', words: body.words, pauseMs: seconds > 0 ? seconds * 1000 : null };
  } catch {
    return { kind: 'later', words: null, pauseMs: null };
  }
}
