import type { FieldValue } from '../../../records/field-value.ts';
import { isVendorError } from '../../../records/vendor-error.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/employments.ts';

/** What PowerOffice answered to the write of an employment. */
export interface AnsweredEmployment {
  readonly id: EmploymentId;
  readonly employment: PayrollEmployment;
  /** Others of the person that lost the default flag for it. */
  readonly others: readonly PayrollEmployment[];
}

/**
 * Makes a write that may give an employment the default flag (IsDefault, row 31). Whether PowerOffice takes a second
 * default for a moment is not known (PowerOffice fact 44). Where it does not, the old default loses the flag first, and
 * gets it back should the new one be refused all the same.
 * @param fields what the write says
 * @param current the person's employments, by their ids
 * @param patch writes another employment of the person
 */
export const asOnlyDefault = async (
  fields: readonly FieldValue[],
  current: ReadonlyMap<EmploymentId, PayrollEmployment>,
  write: () => Promise<PayrollEmployment>,
  patch: (id: EmploymentId, fields: readonly FieldValue[]) => Promise<PayrollEmployment>,
): Promise<AnsweredEmployment> => {
  try {
    return toAnswered(await write(), []);
  } catch (error) {
    const defaults = [...current.values()].filter(({ isDefault }) => isDefault);
    const isAboutDefault = isVendorError(error, 'rejected') && /default/i.test(error.message);
    if (!isAboutDefault || !makesDefault(fields) || defaults.length === 0) throw error;
    const others: PayrollEmployment[] = [];
    for (const { id } of defaults) others.push(await patch(id, [{ field: 'IsDefault', value: false }]));
    try {
      return toAnswered(await write(), others);
    } catch (second) {
      for (const { id } of defaults) await patch(id, [{ field: 'IsDefault', value: true }]);
      throw second;
    }
  }
};

const toAnswered = (employment: PayrollEmployment, others: readonly PayrollEmployment[]): AnsweredEmployment => ({
  id: employment.id,
  employment,
  others,
});

const makesDefault = (fields: readonly FieldValue[]): boolean =>
  fields.some(({ field, value }) => field === 'IsDefault' && value === true);
