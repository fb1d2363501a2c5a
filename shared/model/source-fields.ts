interface FieldPlace {
  /** What HR calls the field. */
  readonly name: string;
  /** Where Simployer has it, below "Simployer > employee". */
  readonly place: string;
  /** Never shown, whatever it holds. */
  readonly isSecret?: true;
}

/** The source's fields that may hold a value which cannot be read, by the source's own names. */
export const SOURCE_FIELDS = {
  userId: { name: 'user id', place: 'user' },
  firstName: { name: 'first name', place: 'personal > first name' },
  lastName: { name: 'last name', place: 'personal > last name' },
  title: { name: 'title', place: 'work > title' },
  workEmail: { name: 'work e-mail address', place: 'work > e-mail' },
  privateEmail: { name: 'private e-mail address', place: 'personal > e-mail' },
  privatePhoneSanitized: { name: 'private phone number', place: 'personal > phone' },
  privatePhone: { name: 'private phone number', place: 'personal > phone' },
  workPhoneSanitized: { name: 'work phone number', place: 'work > phone' },
  workPhone: { name: 'work phone number', place: 'work > phone' },
  hireDate: { name: 'hire date', place: 'work > hire date' },
  birthDate: { name: 'birth date', place: 'personal > birth date' },
  ssn: { name: 'national id', place: 'personal > national id', isSecret: true },
  ssnCountry: { name: 'country of the national id', place: 'personal > national id' },
  gender: { name: 'gender', place: 'personal > gender' },
  homeAddress: { name: 'home address', place: 'personal > home address' },
  'homeAddress.street': { name: 'street of the home address', place: 'personal > home address' },
  'homeAddress.city': { name: 'city of the home address', place: 'personal > home address' },
  'homeAddress.postalCode': { name: 'postal code of the home address', place: 'personal > home address' },
  'homeAddress.country': { name: 'country of the home address', place: 'personal > home address' },
  bankAccount: { name: 'bank account', place: 'financial > bank account', isSecret: true },
  'bankAccount.number': { name: 'account number', place: 'financial > bank account', isSecret: true },
  'bankAccount.iban': { name: 'IBAN', place: 'financial > bank account', isSecret: true },
  'bankAccount.bic': { name: 'BIC of the bank', place: 'financial > bank account' },
  'bankAccount.bank': { name: 'name of the bank', place: 'financial > bank account' },
  'bankAccount.clearing': { name: 'clearing number', place: 'financial > bank account', isSecret: true },
  'bankAccount.country': { name: 'country of the bank account', place: 'financial > bank account' },
  employmentId: { name: 'main employment', place: 'employment' },
  compensationId: { name: 'current salary', place: 'compensation' },
  'employment.typeId': { name: 'type', place: 'employment > type' },
  'employment.startDate': { name: 'start date', place: 'employment > start date' },
  'employment.endDate': { name: 'end date', place: 'employment > end date' },
  'employment.note': { name: 'note', place: 'employment > notes' },
  'employment.rate': { name: 'rate', place: 'employment > rate' },
  'compensation.effectiveDate': { name: 'effective date', place: 'compensation > effective date' },
  'compensation.amount': { name: 'amount', place: 'compensation > amount', isSecret: true },
  'compensation.payoutPeriod': { name: 'pay period', place: 'compensation > pay period' },
  'compensation.currency': { name: 'currency', place: 'compensation > currency' },
} as const satisfies Record<string, FieldPlace>;

export type SourceField = keyof typeof SOURCE_FIELDS;

export const isSourceField = (name: string): name is SourceField => Object.hasOwn(SOURCE_FIELDS, name);

/** A field's name and place. */
export const placeOf = (field: SourceField): FieldPlace => SOURCE_FIELDS[field];
