import type { Creation } from '../../../run/create-once.ts';
import type { PersonWrites } from '../../../people/person-writes.ts';
import type { StoredLink } from '../../../records/stored-link.ts';
import type { XledgerReader, XledgerWriter } from '../../../vendors/xledger/client.ts';
import type { XledgerEmployeeId } from '../../../vendors/xledger/ids.ts';
import type { OwnerSet } from '../../../vendors/xledger/reads.ts';
import type { XledgerSubject } from '../task.ts';

/** One person on their way through the writes. */
export interface Person {
  /** Adds a job title to X-ledger's list at most once, whoever else has the same. @returns the id of the value */
  readonly addTitle: (writer: XledgerWriter, title: string) => Promise<string>;
  readonly subject: XledgerSubject;
  readonly reader: Pick<XledgerReader, 'employee' | 'employeesWithCode'>;
  readonly ownerSet: OwnerSet;
  readonly writes: PersonWrites<XledgerWriter>;
  /** Records of others, by a decision: one of them that a look-up finds is not the person's. */
  readonly passedOver: StoredLink<XledgerEmployeeId>['passedOver'];
  /** The record that an earlier attempt made for the person; null when none is known of. */
  readonly madeBefore: () => Promise<XledgerEmployeeId | null>;
  /** Creates the employee at most once; see createOnce. */
  readonly create: <T extends { readonly id: XledgerEmployeeId }>(
    creation: Omit<Creation<T>, 'intentKey'>,
  ) => Promise<T>;
}
