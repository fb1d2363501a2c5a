import * as z from 'zod';
import { contactId, employeeGroupId, entityId, objectKindId, objectValueId, xledgerEmployeeId } from './ids.ts';

const text = z.string().nullable();

const listed = { code: text, description: text };
const objectValue = z.object({ id: objectValueId, ...listed, objectKindId: objectKindId.nullable() }).nullable();

const address = z.object({
  streetAddress: text,
  zipCode: text,
  place: text,
  country: z.object(listed).nullable(),
});

const contact = z.object({
  id: contactId,
  secondId: text,
  firstName: text,
  lastName: text,
  birthday: text,
  jobTitle: text,
  email2: text,
  phone: text,
  phone2: text,
  gender: z.object({ code: text, name: text }).nullable(),
  homeAddress: address.nullable(),
});

/** An employee as the client has read it, for whoever passes one on and reads it again. */
export const xledgerEmployeeSchema = z.object({
  id: xledgerEmployeeId,
  code: text,
  description: text,
  email: text,
  dateFrom: text,
  dateTo: text,
  employmentFrom: text,
  employmentTo: text,
  trialTo: text,
  socialSecurityMasked: text,
  positionValue: objectValue,
  exitReason: objectValue,
  glObject1: objectValue,
  glObject2: objectValue,
  glObject3: objectValue,
  glObject4: objectValue,
  glObject5: objectValue,
  employeeGroup: z.object({ id: employeeGroupId, ...listed }).nullable(),
  superior: z.object({ id: xledgerEmployeeId }).nullable(),
  flexiFieldsItem: z
    .object({ text1: text, text2: text, text3: text, text4: text, text5: text, text6: text, text7: text, text8: text })
    .nullable(),
  contact: contact.nullable(),
  /** The entity that the record belongs to. */
  ownerId: entityId.nullable(),
  /** Null where there is none and where it cannot be read: X-ledger does not tell these apart (X-ledger fact 21). */
  bankAccount: text,
});
export type XledgerEmployee = Readonly<z.output<typeof xledgerEmployeeSchema>>;
