/*
 * The settings that a run of this flow follows: how the mapping decides where it leaves a choice, who is in scope, how
 * much a run may archive, how long to wait for PowerOffice. Each has a default, and the defaults do what the mapping
 * table says. They come as JSON, of which any part may be left out, and a name that is not known is refused. For
 * example, `{"guards":{"archiveAbsolute":20}}` lets a run archive twenty people, and leaves everything else as it is.
 */
import * as z from 'zod';
import type { ScopeSettings } from '../../people/scope.ts';
import { LANGUAGES } from '../../records/words.ts';
import type { Language } from '../../records/words.ts';
import {
  DEFAULT_MAPPING_SETTINGS,
  EMPLOYMENT_FORMS,
  EMPLOYMENT_TYPES,
  END_DATE_REASONS,
  WORKING_HOURS_ARRANGEMENTS,
} from './mapping-settings.ts';
import type { MappingSettings } from './mapping-settings.ts';

/** What a run follows. Every value has a default; the defaults reproduce the mapping table. */
export interface Settings {
  /** The options of the mapping table. */
  readonly mapping: MappingSettings;
  /** Who is synced. An empty list does not restrict; someone is in scope when every list that is not empty names them. */
  readonly scope: ScopeSettings;
  readonly guards: GuardSettings;
  /** What becomes of somebody who would be created although PowerOffice may have them already (`POSSIBLE_DUPLICATE`). */
  readonly onPossibleDuplicate: 'hold' | 'create';
  readonly plans: PlanSettings;
  readonly history: HistorySettings;
  /** `plan`: until people have been linked, whatever starts a run makes a plan, which somebody has to approve. */
  readonly firstRun: 'plan' | 'apply';
  /** `every-run`: every salary line is compared in every run. `rolling`: one in 30 a run, and whoever changed. */
  readonly salaryVerification: 'every-run' | 'rolling';
  /** For how long a read from PowerOffice may not yet show what was written before it. */
  readonly replicaLagInSeconds: number;
  /** After how long without an answer from PowerOffice it is unknown whether it carried a write out. */
  readonly writeTimeoutInSeconds: number;
  /**
   * After so many months without a person in the source, what the sync remembers of them is removed; null keeps it.
   * Two years: who comes back for the season is still known by their link, and nothing outlives what it is needed for.
   */
  readonly forgetAfterMonths: number | null;
  /** Of the words for people: the dashboard's list, and the problems unless whoever asks says otherwise. */
  readonly language: Language;
}

export interface PlanSettings {
  /** For how many days a plan can be carried out, and its names and values are kept; a fraction for hours. */
  readonly keepDays: number;
  /** Whether a plan says people's names and what fields hold, or nothing but the names of fields. */
  readonly values: 'shown' | 'names-only';
}

interface HistorySettings {
  /** For how many months it is kept what was written to a person, and what was decided about them. */
  readonly keepMonths: number;
}

/** A run in which more people than the greater of the two are concerned is given up before it writes. */
export interface GuardSettings {
  /** So many people may be archived (`ARCHIVE_GUARD`). */
  readonly archiveAbsolute: number;
  /** This share of the linked people, 0 to 1. */
  readonly archiveShare: number;
  /** The records of so many people may look like somebody else's (`IDENTITY_GUARD`). */
  readonly identityAbsolute: number;
  /** This share of the people in scope, 0 to 1. */
  readonly identityShare: number;
  /** So many people may get other pay, another salary account or a second employment, each by itself (`CHANGE_GUARD`). */
  readonly changeAbsolute: number;
  /** This share of the people in scope, 0 to 1. */
  readonly changeShare: number;
  /** Pay counts as other pay when it differs by more than this share of what PowerOffice has. */
  readonly changePay: number;
  /** So many people of the last run for everybody may be out of scope (`SCOPE_GUARD`). */
  readonly scopeAbsolute: number;
  /** This share of the people who were in scope then, 0 to 1. */
  readonly scopeShare: number;
}

export const DEFAULT_SETTINGS: Settings = {
  mapping: DEFAULT_MAPPING_SETTINGS,
  scope: { departments: [], offices: [], employees: [] },
  guards: {
    archiveAbsolute: 5,
    archiveShare: 0.2,
    identityAbsolute: 5,
    identityShare: 0.2,
    changeAbsolute: 5,
    changeShare: 0.2,
    changePay: 0.15,
    scopeAbsolute: 5,
    scopeShare: 0.2,
  },
  onPossibleDuplicate: 'hold',
  plans: { keepDays: 7, values: 'shown' },
  history: { keepMonths: 24 },
  firstRun: 'apply',
  salaryVerification: 'every-run',
  replicaLagInSeconds: 35,
  writeTimeoutInSeconds: 20,
  forgetAfterMonths: 24,
  language: 'en',
};

const name = z.string().trim().min(1);
const payPeriod = z.enum(['DAILY', 'WEEKLY', 'BI_WEEKLY', 'QUARTERLY']);
const mapping = DEFAULT_MAPPING_SETTINGS;

const mappingSchema = z.strictObject({
  archive: z.enum(['whenInactive', 'afterEndDate']).default(mapping.archive),
  bankCode: z.enum(['bank', 'clearing', 'omit']).default(mapping.bankCode),
  fillEmptyNationalId: z.boolean().default(mapping.fillEmptyNationalId),
  createEndedEmployments: z.boolean().default(mapping.createEndedEmployments),
  fixedValues: z.enum(['create', 'always']).default(mapping.fixedValues),
  fullTimeHoursPerWeek: z.number().positive().max(168).default(mapping.fullTimeHoursPerWeek),
  workingHoursArrangement: z.enum(WORKING_HOURS_ARRANGEMENTS).default(mapping.workingHoursArrangement),
  employmentType: z.enum(EMPLOYMENT_TYPES).default(mapping.employmentType),
  endDateReason: z.enum(END_DATE_REASONS).default(mapping.endDateReason),
  employmentForms: z.record(name, z.enum(EMPLOYMENT_FORMS)).default({ ...mapping.employmentForms }),
  onEmploymentKeyChange: z.enum(['create', 'update', 'hold']).default(mapping.onEmploymentKeyChange),
  payPeriodFactors: z.partialRecord(payPeriod, z.number().positive()).default({ ...mapping.payPeriodFactors }),
  syncFtePercentage: z.boolean().default(mapping.syncFtePercentage),
});

const scopeSchema = z.strictObject({
  departments: z.array(name).default([]),
  offices: z.array(name).default([]),
  employees: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[0-9]+$/, 'an employee number has digits only'),
    )
    .default([]),
});

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const { guards } = DEFAULT_SETTINGS;

const guardsSchema = z.strictObject({
  archiveAbsolute: count.default(guards.archiveAbsolute),
  archiveShare: share.default(guards.archiveShare),
  identityAbsolute: count.default(guards.identityAbsolute),
  identityShare: share.default(guards.identityShare),
  changeAbsolute: count.default(guards.changeAbsolute),
  changeShare: share.default(guards.changeShare),
  changePay: z.number().min(0).max(10).default(guards.changePay),
  scopeAbsolute: count.default(guards.scopeAbsolute),
  scopeShare: share.default(guards.scopeShare),
});

const plansSchema = z.strictObject({
  keepDays: z.number().positive().max(90).default(DEFAULT_SETTINGS.plans.keepDays),
  values: z.enum(['shown', 'names-only']).default(DEFAULT_SETTINGS.plans.values),
});

const historySchema = z.strictObject({
  keepMonths: z.int().min(1).max(120).default(DEFAULT_SETTINGS.history.keepMonths),
});

/** Parses settings of which any part may be left out; an unknown name is refused, since it is a typing error. */
export const settingsSchema = z.strictObject({
  mapping: mappingSchema.prefault({}),
  scope: scopeSchema.prefault({}),
  guards: guardsSchema.prefault({}),
  plans: plansSchema.prefault({}),
  history: historySchema.prefault({}),
  firstRun: z.enum(['plan', 'apply']).default(DEFAULT_SETTINGS.firstRun),
  onPossibleDuplicate: z.enum(['hold', 'create']).default(DEFAULT_SETTINGS.onPossibleDuplicate),
  salaryVerification: z.enum(['every-run', 'rolling']).default(DEFAULT_SETTINGS.salaryVerification),
  replicaLagInSeconds: z.int().min(0).max(300).default(DEFAULT_SETTINGS.replicaLagInSeconds),
  writeTimeoutInSeconds: z.int().min(1).max(60).default(DEFAULT_SETTINGS.writeTimeoutInSeconds),
  forgetAfterMonths: z.int().min(1).max(120).nullable().default(DEFAULT_SETTINGS.forgetAfterMonths),
  language: z.enum(LANGUAGES).default(DEFAULT_SETTINGS.language),
});
