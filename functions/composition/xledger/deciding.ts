import { toLinkDependencies } from '../../../shared/flows/employees-to-xledger/decisions/decide-dependencies.ts';
import type { DecideDependencies } from '../../../shared/flows/employees-to-xledger/decisions/decide-dependencies.ts';
import { findHeld } from '../../../shared/flows/employees-to-xledger/decisions/find-held.ts';
import type { FoundInXledger } from '../../../shared/flows/employees-to-xledger/inspect/look.ts';
import { orRunAbort } from '../../../shared/flows/employees-to-xledger/run-errors.ts';
import { allowHeld } from '../../../shared/people/decisions/allow-held.ts';
import { linkPerson, unlinkPerson } from '../../../shared/people/decisions/decide-link.ts';
import { settleWrite } from '../../../shared/people/decisions/settle-write.ts';
import { PersonRefusedError } from '../../../shared/people/inspect/person-refused-error.ts';
import type { HistoryStore } from '../../../shared/state/history-store.ts';
import type { OpenDeciding } from '../deciding.ts';
import type { XledgerSurroundings } from './flow.ts';
import { lookThrough } from './looking.ts';

interface XledgerDecidingSurroundings extends XledgerSurroundings {
  readonly history: Pick<HistoryStore, 'decide'>;
}

/** Decisions over a table and both vendors, whose writers are left out. */
export const openXledgerDeciding =
  ({ history, ...surroundings }: XledgerDecidingSurroundings): OpenDeciding =>
  (limits) => {
    const { look, inTime } = lookThrough(surroundings, limits);
    /** Does something with what deciding takes. */
    const through = <T>(decide: (dependencies: DecideDependencies) => Promise<T>): Promise<T> =>
      orRunAbort(async () => decide({ ...(await look()), history, inTime }));
    return {
      link: (asked, choice, by) =>
        through((dependencies) => linkPerson(asked, choice, by, toLinkDependencies(dependencies))),
      unlink: (asked, by) => through((dependencies) => unlinkPerson(asked, by, toLinkDependencies(dependencies))),
      allow: (asked, code, by) =>
        through((dependencies) => {
          const find = (person: FoundInXledger) => findHeld(person, code, dependencies);
          return allowHeld(asked, code, find, by, toLinkDependencies(dependencies));
        }),
      settle: (asked, write, by) =>
        through((dependencies) => settleWrite(asked, write, refuseOther, by, toLinkDependencies(dependencies))),
    };
  };

/** Nothing of its own hangs on an employee of X-ledger that a run makes. */
const refuseOther = (_person: FoundInXledger, kind: string, exists: number) =>
  Promise.reject(
    new PersonRefusedError('RECORD_UNKNOWN', `This person has no ${kind} with the id ${exists} in X-ledger.`),
  );
