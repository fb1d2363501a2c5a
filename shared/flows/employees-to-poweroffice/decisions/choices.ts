import type { ProblemCode } from '../problems.ts';

/** What may be allowed to pass. */
export const ALLOWABLE = ['SALARY_IMPLAUSIBLE', 'IDENTITY_CHANGED'] as const satisfies readonly ProblemCode[];
export type Allowable = (typeof ALLOWABLE)[number];

/** What a write that stays in doubt was to make. */
export const SETTLED_KINDS = ['employee', 'bankAccount', 'employment', 'salary', 'ftePercentage'] as const;
export type SettledKind = (typeof SETTLED_KINDS)[number];
