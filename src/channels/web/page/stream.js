/** @import { StreamEvent } from '../stream-event.ts' */

/** Without a sign of life for so long (the server gives one each 20 s) the connection is taken for dead, in milliseconds. */
const SILENCE_MS = 50_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Listens to the conversation and connects again by itself, from the last line on.
 * @param {{ hear: (event: StreamEvent) => void, live: () => void, lost: () => void, last: () => number }} page
 */
export function openStream({ hear, live, lost, last }) {
  /** @type {EventSource | null} */
  let source = null;
  let pause = FIRST_PAUSE_MS;
  let watch = 0;
  let again = 0;

  const connect = () => {
    clearTimeout(again);
    source?.close();
    const opened = new EventSource(`/api/stream?after=${last()}`);
    source = opened;
    listen();
    opened.addEventListener('message', (message) => {
      if (source !== opened) return;
      pause = FIRST_PAUSE_MS;
      live();
      listen();
      hear(JSON.parse(message.data));
    });
    opened.addEventListener('error', () => {
      if (source === opened) retry();
    });
  };
  const retry = () => {
    lost();
    source?.close();
    clearTimeout(again);
    again = setTimeout(connect, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  };
  const listen = () => {
    clearTimeout(watch);
    watch = setTimeout(retry, SILENCE_MS);
  };

  addEventListener('online', connect);
  addEventListener('offline', retry);
  // Back from the browser's memory of pages, the old connection is gone.
  addEventListener('pageshow', (event) => {
    if (event.persisted) connect();
  });
  connect();
  return { reconnect: connect };
}
