import { employeeLabel } from '../../shared/records/values/shown-value.ts';
import { answerWith, RefusedError } from '../api/answer.ts';
import type { Respond } from '../api/answer-call.ts';
import type { InspectCall } from './handler.ts';
import { refuseFailure } from './refuse-failure.ts';

/** Simployer's own ids have 24 characters, and PowerOffice's numbers 19. */
const LONGEST_NAME = 200;

/** `GET /employees/{number}/explain`: what a run would do with one person, and why. */
export const explainPerson: Respond<'GET /employees/{number}/explain', InspectCall> = async (
  { query: { pay }, pathParameters },
  { inspection },
) => {
  const asked = pathParameters['number']?.trim() ?? '';
  if (asked === '' || asked.length > LONGEST_NAME) {
    throw new RefusedError('INPUT_INVALID', 'An employee number, or a Simployer id, is at most 200 characters long.');
  }
  const answer = await inspection.explain(asked, { showsPay: pay === 'shown' }).catch(refuseFailure);
  switch (answer.kind) {
    case 'unknown':
      throw new RefusedError('EMPLOYEE_UNKNOWN', 'Neither Simployer nor the sync knows anybody by this number or id.');
    case 'several':
      throw new RefusedError(
        'INPUT_INVALID',
        `Several people have the employee number ${employeeLabel(asked)}: name one by their Simployer id, ${answer.sourceIds.join(' or ')}.`,
        { simployerEmployeeIds: answer.sourceIds },
      );
    case 'explained':
      return answerWith(200, answer.explanation);
  }
};
