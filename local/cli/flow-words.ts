/*
 * What each flow is to the command line: how its documents name things, which system it writes to and what that is
 * called, and in which words a plan says how everybody was found there. For example, the pair of companies of a flow to
 * X-ledger reads `Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (X-ledger entity, production)`.
 */
import * as z from 'zod';
import { VENDOR_DEFAULTS } from '../../shared/config/vendor-defaults.ts';
import { EMPLOYEE_ABORTS } from '../../shared/flows/employees-to-poweroffice/aborts.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import { summaryOf } from '../../shared/flows/employees-to-poweroffice/problems.ts';
import { XLEDGER_ABORTS } from '../../shared/flows/employees-to-xledger/aborts.ts';
import { describeXledgerConnection } from '../../shared/flows/employees-to-xledger/describe-connection.ts';
import { summaryOf as summaryOfXledger } from '../../shared/flows/employees-to-xledger/problems.ts';
import { EMPLOYEES_TO_XLEDGER_REPORT } from '../../shared/flows/employees-to-xledger/report.ts';
import { LEAVE_ABORTS } from '../../shared/flows/leaves-to-poweroffice/aborts.ts';
import { LEAVES_TO_POWEROFFICE_REPORT } from '../../shared/flows/leaves-to-poweroffice/report.ts';
import { FILE_ABORTS } from '../../shared/flows/time-off-to-file/aborts.ts';
import { TIME_OFF_TO_FILE_REPORT } from '../../shared/flows/time-off-to-file/report.ts';
import type { ReportedFlow } from '../../shared/operate/run-report.ts';
import type { SummaryOf } from '../../shared/records/problem.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { AbortWords } from '../../shared/run/abort.ts';
import { UNVERIFIED_FLOW } from '../../shared/time-off/flows.ts';
import { summaryOfLeaveProblem } from '../../shared/time-off/problems.ts';
import { environmentOf } from '../../shared/vendors/poweroffice/environment.ts';
import { environmentOf as environmentOfXledger } from '../../shared/vendors/xledger/environment.ts';
import { TELL_LEAVES } from './tell-leaves.ts';
import { TELL_PEOPLE } from './tell-people.ts';
import type { Telling } from './telling.ts';

const text = z.string().nullable();
const source = z.object({ id: text, name: text, organisationNumber: text });
const powerOfficePair = z.object({
  simployer: source,
  powerOffice: z.object({ clientId: text, name: text }),
});
const xledgerPair = z.object({
  simployer: source,
  xledger: z.object({ entityId: text, name: text, environment: text.default(null) }),
});

const ofFile = z.object({ simployer: source });

/** The pair of companies of a document; null also for a flow between vendors that this version does not know. */
export const pairSchema = z.union([powerOfficePair, xledgerPair, ofFile]).nullable().catch(null);
export type ShownPair = z.output<typeof pairSchema>;

/** One way in which a plan has found people. */
export interface MatchWords {
  /** As the plan's `match` counts it. */
  readonly group: string;
  readonly words: string;
  /** What stands beside. */
  readonly beside: 'nothing' | 'numbers' | 'codes';
}

/** The variables that the functions on this machine are told. */
type Variables = Readonly<Record<string, string | undefined>>;

export interface FlowWords {
  readonly name: string;
  /** What its documents call the list of its records, and that of the records which are only in the target. */
  readonly list: 'employees' | 'records';
  readonly unmatchedList: string;
  /** The system that it writes to. */
  readonly target: string;
  readonly summaryOf: SummaryOf;
  readonly aborts: AbortWords;
  /** Null for the first, whose documents are its own. */
  readonly report: ReportedFlow | null;
  /** Which of the target's environments a machine's variables lead to; null where they do not say. */
  readonly environmentOf: (variables: Variables) => string | null;
  /** The budget of requests to the target. */
  readonly requestsPerSecond: (variables: Variables) => number;
  readonly matches: readonly MatchWords[];
  /** How its records are told. */
  readonly telling: Telling;
}

const linked = { group: 'linked', words: 'linked', beside: 'nothing' } as const;
const isNew = { group: 'new', words: 'new', beside: 'nothing' } as const;
const blocked = { group: 'blocked', words: 'blocked', beside: 'codes' } as const;

const TO_POWEROFFICE: FlowWords = {
  name: FIRST_FLOW,
  list: 'employees',
  unmatchedList: 'onlyInPowerOffice',
  target: 'PowerOffice',
  summaryOf,
  aborts: EMPLOYEE_ABORTS,
  report: null,
  environmentOf: ({ POWEROFFICE_BASE_URL }) =>
    POWEROFFICE_BASE_URL === undefined ? null : environmentOf(POWEROFFICE_BASE_URL),
  requestsPerSecond: ({ POWEROFFICE_MAX_REQUESTS_PER_SECOND }) =>
    Number(POWEROFFICE_MAX_REQUESTS_PER_SECOND ?? VENDOR_DEFAULTS.powerOfficeRequestsPerSecond),
  matches: [
    linked,
    { group: 'byExternalNumber', words: 'found by their external number, to be linked', beside: 'numbers' },
    { group: 'byReference', words: 'found by their import reference, to be linked', beside: 'numbers' },
    { group: 'byNumber', words: 'found by their employee number, to be linked: look at these', beside: 'numbers' },
    isNew,
    blocked,
    { group: 'possibleDuplicate', words: 'perhaps in PowerOffice already', beside: 'numbers' },
    { group: 'outsideSeries', words: "new, with a number outside PowerOffice's series", beside: 'numbers' },
  ],
  telling: TELL_PEOPLE,
};

const LEAVES_TO_POWEROFFICE: FlowWords = {
  ...TO_POWEROFFICE,
  name: 'leaves-to-poweroffice',
  list: 'records',
  summaryOf: summaryOfLeaveProblem,
  aborts: LEAVE_ABORTS,
  report: LEAVES_TO_POWEROFFICE_REPORT,
  // Nobody is looked for: whom a leave belongs to, the flow of employees has linked.
  matches: [],
  telling: TELL_LEAVES,
};

const TIME_OFF_TO_FILE: FlowWords = {
  ...LEAVES_TO_POWEROFFICE,
  name: 'time-off-to-file',
  unmatchedList: 'onlyInTarget',
  // What is wrong in it is corrected there.
  target: 'X-ledger',
  aborts: FILE_ABORTS,
  report: TIME_OFF_TO_FILE_REPORT,
  environmentOf: () => null,
};

/** Refused, in the words of time off. */
const UNVERIFIED: FlowWords = { ...TIME_OFF_TO_FILE, name: UNVERIFIED_FLOW };

/** Fifteen requests in five seconds (X-ledger fact 7). */
const XLEDGER_REQUESTS_PER_SECOND = 3;

const TO_XLEDGER: FlowWords = {
  name: 'employees-to-xledger',
  list: 'records',
  unmatchedList: 'onlyInXledger',
  target: 'X-ledger',
  summaryOf: summaryOfXledger,
  aborts: XLEDGER_ABORTS,
  report: EMPLOYEES_TO_XLEDGER_REPORT,
  environmentOf: ({ XLEDGER_URL }) => (XLEDGER_URL === undefined ? null : environmentOfXledger(XLEDGER_URL)),
  requestsPerSecond: () => XLEDGER_REQUESTS_PER_SECOND,
  matches: [
    linked,
    { group: 'byCode', words: 'found by their code, to be linked: look at these', beside: 'numbers' },
    { group: 'byLooseCode', words: 'found but for leading zeros: look at these', beside: 'numbers' },
    isNew,
    blocked,
  ],
  telling: TELL_PEOPLE,
};

/** A flow that this version does not know, of a stack that does: its documents are read as any other's. */
const unknownFlow = (name: string): FlowWords => ({
  ...TO_XLEDGER,
  name,
  unmatchedList: 'onlyInTarget',
  target: 'the target',
  report: { kind: 'record', vendors: [], kinds: {} },
  environmentOf: () => null,
});

/** What a flow is to the command line. @param name default: the first flow's */
export const flowWords = (name: string = FIRST_FLOW): FlowWords =>
  [TO_POWEROFFICE, TO_XLEDGER, LEAVES_TO_POWEROFFICE, TIME_OFF_TO_FILE, UNVERIFIED].find(
    (flow) => flow.name === name,
  ) ?? unknownFlow(name);

/**
 * The pair in one line, as every output names it.
 * @param environment of the target, where this machine knows it; else as the document says
 */
export const describeCompanies = (pair: NonNullable<ShownPair>, environment: string | null): string => {
  if ('powerOffice' in pair) return describeConnection(pair, environment);
  if (!('xledger' in pair)) return `${pair.simployer.name ?? '(no name)'} (Simployer) -> a file for X-ledger`;
  const xledger = { ...pair.xledger, environment: environment ?? pair.xledger.environment };
  return describeXledgerConnection({ ...pair, xledger });
};
