/*
 * The third story of `npm start`: who is away. Leaves go to payroll by a plan that somebody looks at, so there is one of
 * this month and the next two; it is carried out, and a second one finds nothing to write. For example, 1001 has a leave
 * for studies over one that payroll has entered by hand: it is held, and the list of reasons says who looks at it.
 */
import { addDays } from '../../../../shared/records/values/days.ts';
import { firstOfMonth } from '../../../demo-vendors/company/demo-dates.ts';
import type { DemoVendors } from '../../../demo-vendors/start-demo-vendors.ts';
import { flowWords } from '../../flow-words.ts';
import type { LocalSync } from '../../local-sync.ts';
import { renderAbort, renderReport } from '../../report-table.ts';
import type { ShownRun } from '../../shown-run.ts';
import { watchRun } from '../../watch-run.ts';
import { listReasons } from './list-reasons.ts';

const FLOW = 'leaves-to-poweroffice';
const WORDS = flowWords(FLOW);

/** Which leaves are held, and why: a line for each reason. */
export const renderHeld = ({ employees }: Pick<ShownRun, 'employees'>, width: number): string => {
  const held = employees.filter(({ group }) => group === 'held');
  const codesOf = ({ problems }: ShownRun['employees'][number]) => problems.map(({ code }) => code);
  return listReasons('Why they are held', held, codesOf, { words: WORDS, width }).join('');
};

/**
 * A plan of the demo company's leaves, its apply, and both once more.
 * @param width columns of the terminal
 * @returns whether all came to their end
 */
export const showLeaves = async (
  sync: LocalSync,
  { powerOffice, company: { today } }: Pick<DemoVendors, 'powerOffice' | 'company'>,
  { say, width }: { readonly say: (text: string) => void; readonly width: number },
): Promise<boolean> => {
  const selection = { from: [firstOfMonth(today, 0)], to: [addDays(firstOfMonth(today, 3), -1)] };
  const plan = (): Promise<ShownRun> =>
    watchRun(sync, { flow: FLOW, mode: 'plan', employees: null, isStored: true, selection });
  const apply = ({ runId }: ShownRun): Promise<ShownRun> =>
    watchRun(sync, { flow: FLOW, mode: 'apply', employees: null, applies: { planId: runId, accept: [] } });
  const isDone = (run: ShownRun): boolean => {
    if (run.abort !== null) say(renderAbort(run.abort, width));
    return run.abort === null;
  };

  const first = await plan();
  if (!isDone(first)) return false;
  say(renderReport(first, { environment: sync.environmentOf(FLOW), width, withProblems: false, words: WORDS }));
  say(`\n${renderHeld(first, width)}`);
  const applied = await apply(first);
  if (!isDone(applied)) return false;
  say(`\nSomebody approves it: ${applied.totals.created} leaves are in PowerOffice.`);
  const { writes } = powerOffice;
  if (!isDone(await apply(await plan()))) return false;
  say(`A second plan, approved too: PowerOffice received ${powerOffice.writes - writes} writes.`);
  return true;
};
