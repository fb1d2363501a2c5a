import type { Allowable, SettledKind } from '../../shared/flows/employees-to-poweroffice/decisions/choices.ts';
import { toLinkDependencies } from '../../shared/flows/employees-to-poweroffice/decisions/decide-dependencies.ts';
import type { DecideDependencies } from '../../shared/flows/employees-to-poweroffice/decisions/decide-dependencies.ts';
import { findHeld } from '../../shared/flows/employees-to-poweroffice/decisions/find-held.ts';
import { findMeant } from '../../shared/flows/employees-to-poweroffice/decisions/find-meant.ts';
import type { FoundInPayroll } from '../../shared/flows/employees-to-poweroffice/inspect/look-at-person.ts';
import { allowHeld } from '../../shared/people/decisions/allow-held.ts';
import { linkPerson, unlinkPerson } from '../../shared/people/decisions/decide-link.ts';
import type { LinkChoice } from '../../shared/people/decisions/decide-link.ts';
import type { DecisionDocument } from '../../shared/people/decisions/decided-person.ts';
import { settleWrite } from '../../shared/people/decisions/settle-write.ts';
import type { SettledWrite } from '../../shared/people/decisions/settle-write.ts';
import type { HistoryStore } from '../../shared/state/history-store.ts';
import { answeringInTime } from './answering-in-time.ts';
import type { InspectionLimits } from './answering-in-time.ts';
import { connectOnce } from './connect-once.ts';
import type { Surroundings } from './flows.ts';

/** What somebody may decide about a person; nothing is written to a vendor. */
export interface Deciding {
  link(asked: string, choice: LinkChoice, by: string | null): Promise<DecisionDocument>;
  unlink(asked: string, by: string | null): Promise<DecisionDocument>;
  allow(asked: string, code: Allowable, by: string | null): Promise<DecisionDocument>;
  settle(asked: string, write: SettledWrite<SettledKind>, by: string | null): Promise<DecisionDocument>;
}

export type OpenDeciding = (limits: InspectionLimits) => Deciding;

interface DecidingSurroundings extends Surroundings {
  readonly history: Pick<HistoryStore, 'decide'>;
}

/** Decisions over a table and both vendors, whose writers are left out. */
export const openDeciding =
  ({ employees, connections, history, settings, clock, vendors }: DecidingSurroundings): OpenDeciding =>
  ({ workUntil, answerBy }) => {
    const { connect } = connectOnce(vendors, { workUntil, lane: 'person' });
    const inTime = answeringInTime(connect, answerBy, clock);
    const connected = async (): Promise<DecideDependencies> => {
      const { simployer, powerOffice, deadline, digest, takeApiCalls } = await connect();
      const { reader } = powerOffice;
      const looking = { employees, connections, settings, simployer, reader, clock, deadline, digest, takeApiCalls };
      return { ...looking, history, inTime };
    };
    return {
      link: async (asked, choice, by) => linkPerson(asked, choice, by, toLinkDependencies(await connected())),
      unlink: async (asked, by) => unlinkPerson(asked, by, toLinkDependencies(await connected())),
      allow: async (asked, code, by) => {
        const dependencies = await connected();
        const find = (person: FoundInPayroll) => findHeld(person, code, dependencies);
        return allowHeld(asked, code, find, by, toLinkDependencies(dependencies));
      },
      settle: async (asked, write, by) => {
        const dependencies = await connected();
        return settleWrite(
          asked,
          write,
          (person, kind, exists, inDoubt) => findMeant(person, kind, exists, inDoubt, dependencies),
          by,
          toLinkDependencies(dependencies),
        );
      },
    };
  };
