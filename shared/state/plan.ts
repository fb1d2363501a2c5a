import * as z from 'zod';

/** A guard that speaks against a run: too many records would be touched in one way. */
const guardSchema = z.object({
  code: z.string(),
  /** How many, and how many a run may touch. */
  message: z.string(),
  /** Whom it is about: what people call each record, or the source's id of it. */
  people: z.array(z.string()),
});
export type Guard = Readonly<z.infer<typeof guardSchema>>;

/** Something that the whole company shows, with how often: a type that no rule maps, a note without a code. */
export const findingSchema = z.object({ code: z.string(), message: z.string(), count: z.number() });
export type Finding = Readonly<z.infer<typeof findingSchema>>;

/** What a plan says of all records together. */
const overviewSchema = z.object({
  /** What a run that carried it out would be given up for. */
  guards: z.array(guardSchema).readonly(),
  /** How many records were matched in which way. */
  match: z.record(z.string(), z.number()).readonly(),
  findings: z.array(findingSchema).readonly(),
});
export type Overview = Readonly<z.infer<typeof overviewSchema>>;

/** How far a stored plan has come. */
export const PLAN_STATES = ['making', 'open', 'applied', 'superseded', 'expired'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** What a run of the mode `plan` has beside a run. */
export const planSchema = z.object({
  /** False for one that is shown and then forgotten: it can never be applied, and takes no other's place. */
  isStored: z.boolean(),
  /** Somebody had asked for a run that writes: it waits for an approval (the first run of a flow, ADR 34). */
  isGated: z.boolean(),
  /** `open` from the moment in which the last record is planned; who is to be written then, its outcomes say. */
  state: z.enum(['open', 'applied', 'superseded']),
  /** When what it says of single records is forgotten, epoch milliseconds. */
  expiresAt: z.number(),
  overview: overviewSchema.nullable(),
});
export type Plan = Readonly<z.infer<typeof planSchema>>;

/** A stored plan that a run carries out. */
export const appliedPlanSchema = z.object({
  planId: z.string(),
  /** The codes of the guards that somebody has accepted for this run. */
  accept: z.array(z.string()).readonly(),
  /** The plan itself is for some records alone, so that no run which carries it out speaks for all. */
  isForSome: z.boolean().optional(),
});
export type AppliedPlan = Readonly<z.infer<typeof appliedPlanSchema>>;

/** A plan of which nothing is known yet. @param expiresAt epoch milliseconds */
export const newPlan = (isStored: boolean, expiresAt: number): Plan => ({
  isStored,
  isGated: false,
  state: 'open',
  expiresAt,
  overview: null,
});
