import { z } from 'zod';
import type { IspRow } from '../../contracts/catalogue.ts';
import { confidence, host, localised, looseDate, mailDomain, rowId, sources, text, unique } from './common.ts';

/** A row of `catalog/isps/`. A policy other than `unknown` needs a source. */
export const ispRow = z
  .strictObject({
    id: rowId,
    names: localised,
    aliases: unique(text),
    country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166); ZZ for a worldwide cloud'),
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
        message: 'a policy without a source is not a fact: add the page, or set policy to "unknown"',
      });
    }
    if (policy !== 'unknown' && sure === null) {
      issues.push({
        code: 'custom',
        input: value,
        path: ['outbound25', 'confidence'],
        message: 'say how sure the source makes it: high, medium or low',
      });
    }
  }) satisfies z.ZodType<IspRow>;
