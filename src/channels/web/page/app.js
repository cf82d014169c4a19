/**
 * @import { Lang } from '../../../contracts/lang.ts'
 * @import { StreamEvent } from '../stream-event.ts'
 * @import { ChoiceGroup } from './choices.js'
 */
import { find } from './dom.js';
import { Log } from './log.js';
import { Outbox } from './outbox.js';
import { Stream } from './stream.js';
import { pageLang, speak, word } from './words.js';

/** Shorter troubles are over before a person has read about them, in milliseconds. */
const PATIENCE_MS = 1_500;
const THINKING_MS = 350;
const NEWS_MS = 3_000;

const text = find('text', HTMLTextAreaElement);
const banner = find('banner', HTMLElement);
const trouble = find('trouble', HTMLElement);
const typing = find('typing', HTMLElement);
const ask = find('fresh-ask', HTMLDialogElement);

/** Choices on their way, to be opened again should they be refused. @type {Map<string, ChoiceGroup>} */
const chosen = new Map();

const log = new Log(find('log', HTMLElement), { choose, write });
const outbox = new Outbox({
  last: () => log.last,
  kept(parcel, line) {
    chosen.delete(parcel.eventId);
    say(trouble, null);
    log.confirm(parcel.eventId, line === null ? null : { seq: line.seq, text: parcel.event.kind === 'text' ? line.text : null });
  },
  refused(parcel, words) {
    log.drop(parcel.eventId);
    chosen.get(parcel.eventId)?.free();
    chosen.delete(parcel.eventId);
    if (parcel.event.kind === 'text' && text.value === '') text.value = parcel.event.text;
    say(trouble, words);
    think(false);
  },
  waiting(parcel, words) {
    log.delay(parcel.eventId, word('not_sent'));
    if (words !== null) say(trouble, words);
  },
});

/**
 * @param {{ id: string, label: string }} answer
 * @param {ChoiceGroup} group
 */
function choose(answer, group) {
  group.mark(answer.id);
  const eventId = outbox.add({ kind: 'choose', choice: answer.id });
  chosen.set(eventId, group);
  log.echo(eventId, answer.label);
  think(true);
}

/** @param {string} typed */
function write(typed) {
  const words = typed.trim();
  if (words === '') return;
  say(trouble, null);
  log.echo(outbox.add({ kind: 'text', text: words }), words);
  think(true);
}

/**
 * @param {HTMLElement} place
 * @param {string | null} words
 */
function say(place, words) {
  place.hidden = words === null;
  place.textContent = words ?? '';
}

let thinking = 0;

/** @param {boolean} busy */
function think(busy) {
  clearTimeout(thinking);
  if (!busy) typing.hidden = true;
  else
    thinking = setTimeout(() => {
      // A list of looks under way says it better.
      typing.hidden =
        log.lastMessage?.blocks.some((block) => block.kind === 'progress' && block.items.some(({ state }) => state === 'running')) ?? false;
    }, THINKING_MS);
}

/** @param {StreamEvent} event */
function hear(event) {
  switch (event.kind) {
    case 'person':
      return log.showPerson(event);
    case 'bot':
      typing.hidden = true;
      log.showBot(event);
      return followLang(event.message.lang);
    case 'busy':
      return think(event.busy);
    case 'ready':
      // Always the same number: two pages of one conversation greet once.
      if (event.empty) outbox.add({ kind: 'start' }, 'start');
  }
}

/** @param {Lang} lang */
function followLang(lang) {
  if (lang !== pageLang()) speak(lang);
}

let losing = 0;
let wasLost = false;

const stream = new Stream({
  hear,
  last: () => log.last,
  live() {
    clearTimeout(losing);
    losing = 0;
    if (!wasLost) return;
    wasLost = false;
    say(banner, word('online'));
    outbox.hurry();
    setTimeout(() => {
      if (!wasLost) say(banner, null);
    }, NEWS_MS);
  },
  lost() {
    if (losing === 0)
      losing = setTimeout(() => {
        wasLost = true;
        say(banner, word(navigator.cookieEnabled ? 'offline' : 'trouble_no_conversation'));
      }, PATIENCE_MS);
  },
});

find('composer', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = text.value;
  text.value = '';
  write(typed);
  text.focus();
});

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  text.form?.requestSubmit();
});

for (const button of document.querySelectorAll('[data-lang]')) {
  button.addEventListener('click', () => {
    const lang = button.getAttribute('data-lang') === 'en' ? 'en' : 'ja';
    if (lang === pageLang()) return;
    speak(lang);
    outbox.add({ kind: 'lang', lang });
  });
}

find('fresh', HTMLButtonElement).addEventListener('click', () => {
  ask.returnValue = '';
  ask.showModal();
});

ask.addEventListener('close', async () => {
  if (ask.returnValue !== 'yes') return;
  try {
    const response = await fetch('/api/new', { method: 'POST' });
    if (!response.ok) throw new Error(`new conversation refused: ${response.status}`);
  } catch {
    say(trouble, word('trouble_failed'));
    return;
  }
  outbox.clear();
  log.clear();
  say(trouble, null);
  stream.connect();
  text.focus();
});

speak(pageLang());
stream.connect();
if (matchMedia('(pointer: fine)').matches) text.focus();
