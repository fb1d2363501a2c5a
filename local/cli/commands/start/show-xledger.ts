/*
 * The second story of `npm start`: the same company goes into X-ledger. Whoever is created or changed is told as of the
 * first target; of the others in a line each who is held, or left out, and why, since the first story has shown how
 * problems are read. A second run then writes nothing. For example, 1039 has no job title: PowerOffice took them, and
 * X-ledger does not.
 */
import type { DemoVendors } from '../../../demo-vendors/start-demo-vendors.ts';
import { flowWords } from '../../flow-words.ts';
import type { LocalSync } from '../../local-sync.ts';
import { renderReport } from '../../report-table.ts';
import type { ShownPerson, ShownRun } from '../../shown-run.ts';
import { watchRun } from '../../watch-run.ts';
import { listReasons } from './list-reasons.ts';

const FLOW = 'employees-to-xledger';
const WORDS = flowWords(FLOW);

/** Who is held, who is left out, and who was written with a warning: a line for each reason. */
export const renderReasons = ({ employees }: Pick<ShownRun, 'employees'>, width: number): string => {
  const codes = (person: ShownPerson, severity: string): readonly string[] =>
    person.problems.filter((one) => one.severity === severity).map(({ code }) => code);
  const held = employees.filter(({ outcome }) => outcome === 'failed');
  const leftOut = employees.filter(({ outcome }) => outcome === 'skipped');
  const warned = employees.filter(
    (person) => !held.includes(person) && !leftOut.includes(person) && codes(person, 'warning').length > 0,
  );
  return [
    ...listReasons('Held', held, (person) => codes(person, 'error'), { words: WORDS, width }),
    ...listReasons('Left out by a rule', leftOut, ({ problems }) => problems.slice(0, 1).map(({ code }) => code), {
      words: WORDS,
      width,
    }),
    ...listReasons('In X-ledger, with a warning', warned, (person) => codes(person, 'warning'), {
      words: WORDS,
      width,
    }),
  ].join('\n\n');
};

/**
 * Two runs of the demo company into X-ledger.
 * @param width columns of the terminal
 * @returns whether both came to their end
 */
export const showXledger = async (
  sync: LocalSync,
  { xledger }: Pick<DemoVendors, 'xledger'>,
  { say, width }: { readonly say: (text: string) => void; readonly width: number },
): Promise<boolean> => {
  const run = (): Promise<ShownRun> => watchRun(sync, { flow: FLOW, mode: 'apply', employees: null });
  const first = await run();
  say(renderReport(first, { environment: sync.environmentOf(FLOW), width, withProblems: false, words: WORDS }));
  if (first.status === 'aborted') return false;
  say(`\n${renderReasons(first, width)}`);
  const { writes } = xledger;
  const second = await run();
  if (second.status === 'aborted') return false;
  say(`\nA second run: X-ledger received ${xledger.writes - writes} writes.`);
  return true;
};
