/**
 * @import { Event } from '../../../contracts/turn.ts'
 * @typedef {Extract<Event, { kind: 'start' | 'text' | 'choose' | 'lang' }>} PersonEvent
 * @typedef {{ seq: number, text: string }} KeptLine
 * @typedef {{ eventId: string, event: PersonEvent }} Parcel
 * @typedef {{
 *   last: () => number,
 *   kept: (parcel: Parcel, line: KeptLine | null) => void,
 *   refused: (parcel: Parcel, words: string) => void,
 *   waiting: (parcel: Parcel, words: string | null) => void,
 * }} Told
 * @typedef {{ kind: 'kept', line: KeptLine | null } | { kind: 'refused', words: string } | { kind: 'later', words: string | null, pauseMs: number | null }} Outcome
 */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Posts what the person does, one after another, each under one number until it has arrived: a repeat acts once.
 * `kept` is told the line it left, `refused` why it can never be taken, `waiting` that it has not arrived yet.
 */
export class Outbox {
  /** @type {Parcel[]} */
  #parcels = [];
  #running = false;
  #pause = FIRST_PAUSE_MS;
  /** @type {() => void} */
  #wake = () => undefined;
  #told;

  /** @param {Told} told */
  constructor(told) {
    this.#told = told;
  }

  /**
   * @param {PersonEvent} event
   * @param {string} eventId
   */
  add(event, eventId = newEventId()) {
    this.#parcels.push({ eventId, event });
    if (!this.#running) this.#run();
    return eventId;
  }

  /** Tries again now. */
  hurry() {
    this.#wake();
  }

  /** Throws everything away that has not arrived. */
  clear() {
    this.#parcels = [];
    this.#wake();
  }

  async #run() {
    this.#running = true;
    for (let parcel = this.#parcels[0]; parcel !== undefined; parcel = this.#parcels[0]) {
      const outcome = await post(parcel, this.#told.last());
      if (parcel === this.#parcels[0]) await this.#settle(parcel, outcome);
    }
    this.#running = false;
  }

  /**
   * @param {Parcel} parcel
   * @param {Outcome} outcome
   */
  async #settle(parcel, outcome) {
    if (outcome.kind === 'later') {
      this.#told.waiting(parcel, outcome.words);
      await this.#rest(outcome.pauseMs ?? this.#pause);
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
      return;
    }
    this.#pause = FIRST_PAUSE_MS;
    this.#parcels.shift();
    if (outcome.kind === 'kept') this.#told.kept(parcel, outcome.line);
    else this.#told.refused(parcel, outcome.words);
  }

  /** @param {number} ms */
  #rest(ms) {
    return new Promise((resolve) => {
      this.#wake = () => resolve(undefined);
      setTimeout(this.#wake, ms);
    });
  }
}

/** A number nobody else has; `randomUUID` is missing on pages served without TLS. */
function newEventId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {Parcel} parcel
 * @param {number} after
 * @returns {Promise<Outcome>}
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
