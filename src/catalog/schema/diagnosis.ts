import { z } from 'zod';
import type { CauseRow } from '../../contracts/catalogue.ts';
import type { CauseId, QuestionRow } from '../../contracts/diagnosis.ts';
import type { FactId } from '../../contracts/facts.ts';
import { fault } from '../faults.ts';
import { sign, text } from './common.ts';
import { isCauseId, isFactId, isSignId } from './ids.ts';

const weights = z.custom<CauseRow['signs']>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([key, weight]) => isSignId(key) && Number.isFinite(weight)),
  fault('weights'),
);

/** A row of `catalog/causes/`. */
export const causeRow = z.strictObject({
  id: z.custom<CauseId>(isCauseId, fault('cause')),
  prior: z.number().min(-20).max(0),
  signs: weights,
  curedBySettings: z.boolean(),
}) satisfies z.ZodType<CauseRow>;

const answer = z.strictObject({ value: text, signs: z.array(sign), share: z.number().min(0).max(1) });

/** A row of `catalog/questions/`. The shares of all answers make 1. */
export const questionRow = z.strictObject({
  fact: z.custom<FactId>(isFactId, fault('fact')),
  effort: z.number().min(1).max(3),
  answers: z
    .array(answer)
    .min(1)
    .refine((all) => Math.abs(all.reduce((sum, { share }) => sum + share, 0) - 1) < 0.005, fault('shares')),
}) satisfies z.ZodType<QuestionRow>;
