import Big from 'big.js';
import { dtoOf } from './dto.ts';
import { datedLine, lineEndpoints, lineNames } from './employment-lines.ts';
import { applyPatch } from './json-patch.ts';
import { readPost } from './post-body.ts';
import { refuse, titles } from './problem-details.ts';
import type { SalaryRow } from './rows.ts';
import type { ClientState } from './state.ts';
import { salaryShape } from './wire-shapes.ts';

const WEEKS_PER_YEAR = 52;

const names = [...salaryShape.keyof().options, ...lineNames];
const target = { shape: salaryShape, objectName: 'Employment salary', title: titles.employment };
const post = { ...target, dtoName: 'EmploymentSalaryPostDto', required: ['FromDate', 'RemunerationType'] };
const patch = { ...target, dtoName: 'EmploymentSalaryPatchDto' };

/** `/Employees/Employments/{employmentId}/Salaries` (PowerOffice fact 47). */
export const salaryEndpoints = lineEndpoints<SalaryRow>({
  ...datedLine((client) => client.salaries, 'Salary (line)', 'salary'),
  segment: 'Salaries',
  privilege: 'EmploymentSalary',
  names,
  dto: (client, row) =>
    dtoOf({ ...row, HourlyRate: row.HourlyRate ?? computedHourlyRate(client, row) }, names, client.options),
  create: ({ request }, base) => ({ ...base, ...readPost(post, request.body) }),
  change: (before, body) => {
    const after = { ...before, ...applyPatch(patch, before, body) };
    if (after.FromDate === null) refuse(400, titles.employment, 'FromDate must have a value.');
    if (after.RemunerationType === null) refuse(400, titles.employment, 'RemunerationType must have a value.');
    return after;
  },
});

/** Go's own hourly rate of a fixed wage without one: annual salary over full-time hours a week times 52. */
const computedHourlyRate = (client: ClientState, row: SalaryRow): number | null => {
  const hoursPerWeek = client.employments.primary.get(row.EmploymentId)?.FullTimeHoursPerWeek ?? 0;
  if (row.RemunerationType !== 'FixedWage' || row.AnnualSalary === null || hoursPerWeek <= 0) return null;
  return new Big(row.AnnualSalary).div(new Big(hoursPerWeek).times(WEEKS_PER_YEAR)).round(2).toNumber();
};
