import { z } from 'zod';
import type { Controls } from '../../contracts/catalogue.ts';
import { fault } from '../faults.ts';
import { host, rowId, sources } from './common.ts';

const sourced = sources.min(1, fault('control_without_source'));

/** `catalog/controls.json`: hosts known to answer. */
export const controls = z.strictObject({
  submission: z.array(z.strictObject({ host, port: z.union([z.literal(465), z.literal(587)]), sources: sourced })).min(1),
  relay: z.array(z.strictObject({ host, port: z.literal(25), sources: sourced })).min(3),
}) satisfies z.ZodType<Controls>;

/** `catalog/common.json`: the rows shown first in a list nobody has typed into yet. */
export const common = z.strictObject({ isp: z.array(rowId), mail_provider: z.array(rowId), client: z.array(rowId) });
