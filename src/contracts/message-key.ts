import type advice from '../../locales/ja/advice.json';
import type causes from '../../locales/ja/causes.json';
import type cli from '../../locales/ja/cli.json';
import type clients from '../../locales/ja/clients.json';
import type discord from '../../locales/ja/discord.json';
import type glossary from '../../locales/ja/glossary.json';
import type probe from '../../locales/ja/probe.json';
import type questions from '../../locales/ja/questions.json';
import type signs from '../../locales/ja/signs.json';
import type slack from '../../locales/ja/slack.json';
import type talk from '../../locales/ja/talk.json';
import type web from '../../locales/ja/web.json';

/** Paths of the leaves of a locale file, joined by dots. */
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];

interface Files {
  advice: typeof advice;
  causes: typeof causes;
  cli: typeof cli;
  clients: typeof clients;
  discord: typeof discord;
  glossary: typeof glossary;
  probe: typeof probe;
  questions: typeof questions;
  signs: typeof signs;
  slack: typeof slack;
  talk: typeof talk;
  web: typeof web;
}

/** `<file>:<path>`: every sentence of `locales/ja`, the source language; a test keeps the other languages equal. */
export type MessageKey = { [F in keyof Files & string]: `${F}:${Paths<Files[F]>}` }[keyof Files & string];
