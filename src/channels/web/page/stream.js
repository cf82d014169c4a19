/**
 * @import { StreamEvent } from '../stream-event.ts'
 * @typedef {{ hear: (event: StreamEvent) => void, live: () => void, lost: () => void, last: () => number }} Told
 */

/** Without a sign of life for so long (the server gives one each 20 s) the connection is taken for dead, in milliseconds. */
const SILENCE_MS = 50_000;
/** A page nobody sees gives its connection back after this: browsers have six to a server, for all their pages. In milliseconds. */
const SLEEP_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

/** Listens to the conversation and connects again by itself, from the last line on. */
export class Stream {
  /** @type {EventSource | null} */
  #source = null;
  #pause = FIRST_PAUSE_MS;
  #silence = 0;
  #again = 0;
  #sleep = 0;
  #told;

  /** @param {Told} told */
  constructor(told) {
    this.#told = told;
    addEventListener('online', () => this.connect());
    addEventListener('offline', () => this.#retry());
    document.addEventListener('visibilitychange', () => this.#see(document.visibilityState === 'visible'));
    // Back from the browser's memory of pages, the old connection is gone.
    addEventListener('pageshow', (event) => {
      if (event.persisted) this.connect();
    });
  }

  /** Connects anew, now. */
  connect() {
    clearTimeout(this.#again);
    this.#source?.close();
    const source = new EventSource(`/api/stream?after=${this.#told.last()}`);
    this.#source = source;
    this.#expect();
    source.addEventListener('message', (message) => {
      if (this.#source !== source) return;
      const event = JSON.parse(message.data);
      // A connection that lives until its first beat is sound; one that is cut at once must not be made again at once.
      if (event.kind === 'beat') this.#pause = FIRST_PAUSE_MS;
      this.#told.live();
      this.#expect();
      this.#told.hear(event);
    });
    source.addEventListener('error', () => {
      if (this.#source === source) this.#retry();
    });
  }

  /** @param {boolean} visible */
  #see(visible) {
    clearTimeout(this.#sleep);
    if (!visible) this.#sleep = setTimeout(() => this.#close(), SLEEP_MS);
    else if (this.#source === null) this.connect();
  }

  #close() {
    clearTimeout(this.#again);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
  }

  #retry() {
    this.#told.lost();
    this.#source?.close();
    clearTimeout(this.#again);
    clearTimeout(this.#silence);
    this.#again = setTimeout(() => this.connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  #expect() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#retry(), SILENCE_MS);
  }
}
