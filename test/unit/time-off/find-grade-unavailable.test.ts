import type { LeaveType, SourceLeave } from '../../../shared/model/time-off.ts';
import { findGradeUnavailable } from '../../../shared/time-off/find-grade-unavailable.ts';
import { buildLeave, buildLeaveType } from '../../builders/leave.ts';

const TYPES: ReadonlyMap<string, LeaveType> = new Map(
  (['SICK_LEAVE', 'PARENTAL_LEAVE', 'VACATION', 'OFF_DUTY', 'CHILDCARE', null] as const).map((kind) => [
    `${kind}`,
    buildLeaveType({ id: `${kind}`, kind }),
  ]),
);
const of = (typeId: string | null, grade: string | null = null): SourceLeave => buildLeave({ typeId, grade });

/** What is told of a plan of March, and what of the year is read for it. */
const look = async (leaves: readonly SourceLeave[], ofYear: readonly SourceLeave[] = []) => {
  const asked: string[] = [];
  const findings = await findGradeUnavailable(
    leaves,
    TYPES,
    { from: '2026-03-01', to: '2026-03-31' },
    {
      leaves: async (from, to, typeId) => {
        asked.push(`${typeId} from ${from} to ${to}`);
        return ofYear.filter((leave) => leave.typeId === typeId);
      },
    },
  );
  return { told: findings.map(({ code, count }) => `${code} ${count}`), asked };
};

test.each([
  ['no leave', []],
  ['vacations alone', [of('VACATION'), of('VACATION')]],
  ['kinds that have no degree', [of('OFF_DUTY'), of('CHILDCARE'), of('null'), of(null), of('nobodys')]],
  ['a graded leave beside one without a degree', [of('SICK_LEAVE', '50'), of('SICK_LEAVE')]],
  ['a degree of another kind, for then the company has the field', [of('OFF_DUTY', '100'), of('SICK_LEAVE')]],
])('Of %s nothing is told, and nothing more is read', async (_what, leaves) => {
  expect(await look(leaves)).toEqual({ told: [], asked: [] });
});

test('Of sick and parental leaves without a degree those of a year are looked at, and then it is told', async () => {
  expect(await look([of('SICK_LEAVE'), of('PARENTAL_LEAVE'), of('VACATION')], [of('SICK_LEAVE')])).toEqual({
    told: ['GRADE_UNAVAILABLE 2'],
    asked: ['SICK_LEAVE from 2025-03-01 to 2026-03-31', 'PARENTAL_LEAVE from 2025-03-01 to 2026-03-31'],
  });
});

test.each(['SICK_LEAVE', 'PARENTAL_LEAVE'])('A degree of one of kind %s in the year is enough', async (kind) => {
  expect((await look([of('SICK_LEAVE')], [of(kind, '80')])).told).toEqual([]);
});
