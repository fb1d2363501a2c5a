import { linksTo } from '../../../people/linked-record.ts';
import { employeeId } from '../../../vendors/poweroffice/ids.ts';

/** What is known of a person's PowerOffice record before any key is tried. */
export const { linkedRecordOf, storedLinkOf } = linksTo((id) => employeeId.safeParse(id).data ?? null);
