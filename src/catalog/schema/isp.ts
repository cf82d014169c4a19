import { z } from 'zod';
import type { IspRow } from '../../contracts/catalogue.ts';
import { fault } from '../faults.ts';
import { confidence, host, localised, looseDate, mailDomain, rowId, sources, text, unique } from './common.ts';

/** A row of `catalog/isps/`. A policy other than `unknown` needs a source. */
export const ispRow = z
  .strictObject({
    id: rowId,
    names: localised,
    aliases: unique(text),
    country: z.string().regex(/^[A-Z]{2}$/, fault('country')),
    kind: z.enum(['fixed', 'cable', 'mobile', 'cloud']),
    lineBrands: unique(text),
    outbound25: z.strictObject({
      policy: z.enum(['all_dynamic', 'all', 'default_can_be_lifted', 'no', 'unknown']),
      since: looseDate.nullable(),
      sources,
      confidence: confidence.nullable(),
    }),
    mailProvider: rowId.nullable(),
    ownSmtpHost: host.nullable(),
    domains: unique(mailDomain),
    notes: z.array(text),
  })
  .check(({ value, issues }) => {
    const { policy, sources: pages, confidence: sure } = value.outbound25;
    if (policy !== 'unknown' && pages.length === 0) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['outbound25', 'sources'],
        message: fault('policy_without_source'),
      });
    }
    if (policy !== 'unknown' && sure === null) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['outbound25', 'confidence'],
        message: fault('policy_without_confidence'),
      });
    }
  }) satisfies z.ZodType<IspRow>;
