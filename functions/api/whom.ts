import { describeSeveral } from '../../shared/people/find-remembered.ts';
import { shownPerson } from '../../shared/records/values/shown-value.ts';
import { RefusedError } from './answer.ts';
import type { ApiCall } from './request.ts';

/** Simployer's own ids have 24 characters, and PowerOffice's numbers 19. */
const LONGEST_NAME = 200;

/** Whom a call is about, as it names them: an employee number, or a Simployer id. @throws RefusedError INPUT_INVALID */
export const readWhom = ({ pathParameters }: Pick<ApiCall, 'pathParameters'>): string =>
  checkWhom(pathParameters['number'] ?? '');

/** An employee number, or a Simployer id, without blanks around it. @throws RefusedError INPUT_INVALID */
export const checkWhom = (name: string): string => {
  const asked = name.trim();
  if (asked !== '' && asked.length <= LONGEST_NAME) return asked;
  throw new RefusedError('INPUT_INVALID', 'An employee number, or a Simployer id, is at most 200 characters long.');
};

/** Nobody has the number or the id. @param where who was asked: `The sync knows` */
export const refuseUnknown = (where: string, asked: string): RefusedError =>
  new RefusedError('EMPLOYEE_UNKNOWN', `${where} nobody by the number or id ${shownPerson(asked)}.`);

/** Several have the number. */
export const refuseSeveral = (asked: string, sourceIds: readonly string[]): RefusedError =>
  new RefusedError('INPUT_INVALID', describeSeveral(asked, sourceIds), { simployerEmployeeIds: sourceIds });
