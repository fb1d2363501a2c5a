import { dtoOf } from './dto.ts';
import { datedLine, lineEndpoints, lineNames } from './employment-lines.ts';
import { applyPatch } from './json-patch.ts';
import { readPost } from './post-body.ts';
import { refuse, titles } from './problem-details.ts';
import type { FtePercentageRow } from './rows.ts';
import { ftePercentageShape } from './wire-shapes.ts';

const names = [...ftePercentageShape.keyof().options, ...lineNames];
const target = {
  shape: ftePercentageShape,
  objectName: 'Employment full-time equivalent (FTE) percentage',
  title: titles.employment,
};
const post = { ...target, dtoName: 'EmploymentFtePercentagePostDto', required: ['FromDate', 'FtePercentage'] };
const patch = { ...target, dtoName: 'EmploymentFtePercentagePatchDto' };

/** `/Employees/Employments/{employmentId}/FtePercentages` (PowerOffice fact 48). */
export const ftePercentageEndpoints = lineEndpoints<FtePercentageRow>({
  ...datedLine((client) => client.ftePercentages, 'Full-time equivalent (FTE) percentage (line)', 'FTE percentage'),
  segment: 'FtePercentages',
  privilege: 'EmploymentFtePercentage',
  names,
  dto: (client, row) => dtoOf(row, names, client.options),
  create: ({ request }, base) => checked({ ...base, ...readPost(post, request.body) }),
  change: (before, body) => checked({ ...before, ...applyPatch(patch, before, body) }),
});

const checked = (row: FtePercentageRow): FtePercentageRow => {
  if (row.FromDate === null) refuse(400, titles.employment, 'FromDate must have a value.');
  if (row.FtePercentage === null || row.FtePercentage < 0 || row.FtePercentage > 100) {
    refuse(400, titles.employment, 'FtePercentage must be a value from 0 to 100.');
  }
  return row;
};
