import { withDetail } from '../../../shared/flows/leaves-to-poweroffice/planned-outcome.ts';
import { newLeaveState } from '../../../shared/flows/leaves-to-poweroffice/state.ts';
import { parseSettings } from '../../../shared/config/settings.ts';
import { buildLeave, buildLeaveType } from '../../builders/leave.ts';

test.each([
  [null, 100],
  ['80', 80],
  ['37.5', 37.5],
  ['130', 130],
  ['80 %', null],
  ['Infinity', null],
  ['1e400', null],
  ['99999999999999999999', null],
])('The degree %j stands in a plan as %j, which every store takes', (grade, shown) => {
  const { planned } = withDetail(
    {
      sourceId: 'leave-1',
      number: '42',
      targetId: null,
      outcome: 'failed',
      changes: [],
      problems: [],
      planned: { digest: '', name: null, matchedBy: null },
    },
    null,
    {
      leave: buildLeave({ grade }),
      type: buildLeaveType(),
      payroll: new Map(),
      before: newLeaveState('leave-1', '42'),
    },
    null,
    parseSettings({}),
  );
  expect(planned?.detail).toMatchObject({ grade: shown });
});
