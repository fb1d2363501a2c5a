import { allowHeld } from '../../shared/flows/employees-to-poweroffice/decisions/allow-held.ts';
import { linkPerson, unlinkPerson } from '../../shared/flows/employees-to-poweroffice/decisions/decide-link.ts';
import type {
  DecisionDocument,
  DecideDependencies,
} from '../../shared/flows/employees-to-poweroffice/decisions/decided-person.ts';
import { settleWrite } from '../../shared/flows/employees-to-poweroffice/decisions/settle-write.ts';
import type { HistoryStore } from '../../shared/state/history-store.ts';
import { answeringInTime } from './answering-in-time.ts';
import type { InspectionLimits } from './answering-in-time.ts';
import { connectOnce } from './connect-once.ts';
import type { Surroundings } from './flows.ts';

/** The rest of what a decision takes. */
type Inputs<Decide> = Decide extends (asked: string, choice: infer Choice, ...rest: never[]) => unknown
  ? Choice
  : never;

/** What somebody may decide about a person; nothing is written to a vendor. */
export interface Deciding {
  link(asked: string, choice: Inputs<typeof linkPerson>, by: string | null): Promise<DecisionDocument>;
  unlink(asked: string, by: string | null): Promise<DecisionDocument>;
  allow(asked: string, code: Inputs<typeof allowHeld>, by: string | null): Promise<DecisionDocument>;
  settle(asked: string, write: Inputs<typeof settleWrite>, by: string | null): Promise<DecisionDocument>;
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
      link: async (asked, choice, by) => linkPerson(asked, choice, by, await connected()),
      unlink: async (asked, by) => unlinkPerson(asked, by, await connected()),
      allow: async (asked, code, by) => allowHeld(asked, code, by, await connected()),
      settle: async (asked, write, by) => settleWrite(asked, write, by, await connected()),
    };
  };
