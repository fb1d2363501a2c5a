import { styleText } from 'node:util';
import { breakable, createTable } from './create-table.ts';
import type { OpenProblems } from './documents.ts';

const NUMBER_WIDTH = 9;
const NARROW_COLUMNS = NUMBER_WIDTH + 26 + 11;

/** The open problems, the worst first. @param width columns of the terminal */
export const renderProblems = (problems: OpenProblems, width: number): string => {
  if (problems.length === 0) return 'No problem is open.';
  const textWidth = Math.floor((Math.max(80, Math.min(150, width)) - NARROW_COLUMNS) / 2);
  const table = createTable(
    ['number', 'code', 'since', 'what is wrong', 'who fixes it where'],
    [NUMBER_WIDTH, 26, 11, textWidth, textWidth],
  );
  for (const { employeeNumber, simployerEmployeeId, severity, code, message, hint, firstSeen } of problems) {
    table.push([
      breakable(employeeNumber ?? '(none)', NUMBER_WIDTH - 1),
      styleText(severity === 'error' ? 'red' : 'yellow', code),
      firstSeen.slice(0, 10),
      breakable(employeeNumber === null ? `${message} Simployer id: ${simployerEmployeeId}.` : message, textWidth - 1),
      breakable(hint, textWidth - 1),
    ]);
  }
  return table.toString();
};
