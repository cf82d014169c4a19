import { z } from 'zod';
import type { ClientTrait, MailClientRow, ScreenStep } from '../../contracts/catalogue.ts';
import { fault } from '../faults.ts';
import { confidence, localised, rowId, source, sources, text, unique } from './common.ts';

const step = z.strictObject({
  act: z.enum([
    'menu',
    'open',
    'tab',
    'choose',
    'press',
    'tick',
    'untick',
    'select_account',
    'select_server',
    'enter',
    'tap',
    'long_press',
  ]),
  label: localised.nullable(),
}) satisfies z.ZodType<ScreenStep>;

const trait = z.enum([
  'cloud',
  'old_tls',
  'default_25',
  'no_oauth',
  'no_port_box',
  'server_software',
  'webmail',
]) satisfies z.ZodType<ClientTrait>;
const steps = z.array(step);
const read = z.enum(['source', 'recall']);

/** A row of `catalog/mail-clients/`. Words from memory keep the confidence low; a path leads to fields. */
export const mailClientRow = z
  .strictObject({
    id: rowId,
    names: localised,
    aliases: unique(text),
    platform: text,
    versions: unique(text),
    path: steps,
    fields: z.strictObject({ port: steps, encryption: steps, auth: steps }),
    encryptionWords: z.strictObject({
      starttls: localised.nullable(),
      tls: localised.nullable(),
      none: localised.nullable(),
      auto: localised.nullable(),
    }),
    test: steps.nullable(),
    finish: steps,
    afterTest: steps,
    traits: unique(trait),
    traitSources: z.partialRecord(trait, source).optional(),
    quirks: unique(z.string().regex(/^[a-z][a-z0-9_]*$/, fault('quirk'))),
    sources,
    confidence,
    labelsFrom: z.strictObject({ ja: read, en: read }),
  })
  .check(({ value, issues }) => {
    if (value.sources.length === 0 && value.confidence !== 'low') {
      issues.push({ code: 'custom', input: value, path: ['confidence'], message: fault('client_confidence') });
    }
    if (value.sources.length === 0 && (value.labelsFrom.ja === 'source' || value.labelsFrom.en === 'source')) {
      issues.push({ code: 'custom', input: value, path: ['labelsFrom'], message: fault('client_words') });
    }
    if (value.path.length > 0 && value.fields.port.length === 0) {
      issues.push({ code: 'custom', input: value, path: ['fields', 'port'], message: fault('path_nowhere') });
    }
  }) satisfies z.ZodType<MailClientRow>;
