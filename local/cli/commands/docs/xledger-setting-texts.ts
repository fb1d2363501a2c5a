/*
 * What each setting under `xledger` means, by its path, with an example that is worth setting; see setting-texts.ts. One
 * whose rule nobody has confirmed on a live X-ledger says "unverified" and is off by default. For example,
 * `xledger.fullTimeOnly` says whether an employment must be of 100 %, and shows false.
 */
import type { SettingText } from './setting-texts.ts';

const UNVERIFIED = 'Unverified: nobody has been seen to do this on a live X-ledger.';
const FIXED = `Sent with a new employee and never again. ${UNVERIFIED}`;

export const XLEDGER_SETTING_TEXTS: Readonly<Record<string, SettingText>> = {
  'xledger.employmentTypes': {
    means: 'Employment types in Simployer, by id or name, that go to X-ledger.',
    example: ['permanent_employment', 'Vikariat'],
  },
  'xledger.fullTimeOnly': {
    means: 'Whether an employment has to be of 100 % for somebody to go to X-ledger.',
    example: false,
  },
  'xledger.severalRecords': {
    means:
      'Of several active records of one person with one number the one hired first is synced, or none of them before HR has corrected it.',
    example: 'block',
  },
  'xledger.privateEmailFallback': {
    means: 'Whether the private e-mail address stands in where that of work is missing or malformed.',
    example: false,
  },
  'xledger.requireNationalId': {
    means: 'Whether nobody is created without a valid Norwegian national id.',
    example: true,
  },
  'xledger.workPhone': { means: 'Where the work phone goes, if anywhere.', example: 'contactPhone2' },
  'xledger.lastDay': {
    means:
      "Which date comes first as the last day: the end date, or the off-boarding date. Simployer's file for X-ledger has the off-boarding date, which is when access ends and may differ from the last day that is paid.",
    example: 'offboardDate',
  },
  'xledger.title': {
    means: 'Where the job title goes: a position value, the job title of the contact, or nowhere.',
    example: 'contactJobTitle',
  },
  'xledger.positionKind': {
    means:
      "X-ledger's id of the kind of its list of titles (`objectKindDbId`). Needed only while no employee in X-ledger has a title yet (`TITLE_LIST_UNKNOWN`).",
    example: '70001',
  },
  'xledger.createPositionValues': {
    means: `Whether a title that X-ledger has in no spelling is added to its list. ${UNVERIFIED}`,
    example: true,
  },
  'xledger.gender': {
    means: `X-ledger's codes of the genders, sent when an employee is created. ${UNVERIFIED}`,
    example: { female: { code: 'F' }, male: { code: 'M' } },
  },
  'xledger.contacts': {
    means: "Whether the employee's contact gets what belongs there: address, second e-mail address.",
    example: 'off',
  },
  'xledger.employeeGroups': {
    means: "Employment type in Simployer, by id or name -> code of X-ledger's employee group.",
    example: { permanent_employment: 'FAST' },
  },
  'xledger.costCenter': {
    means: "Which posting dimension takes the code of the employee's cost centre.",
    example: 'glObject1',
  },
  'xledger.manager': { means: "Whether the manager's record is sent as the superior.", example: true },
  'xledger.probationTypes': {
    means: 'Employment types in Simployer, by id or name, whose end is the end of the trial period.',
    example: ['Prøvetid'],
  },
  'xledger.exitReason': {
    means: `X-ledger's code of the reason that goes with a last day, unless payroll has entered one. ${UNVERIFIED}`,
    example: { code: 'F' },
  },
  'xledger.fixedValues.employmentType.code': { means: `Type of employment. ${FIXED}`, example: '1' },
  'xledger.fixedValues.employeeType.code': { means: `Type of employee. ${FIXED}`, example: '1' },
  'xledger.fixedValues.compensationType.code': { means: `Type of compensation. ${FIXED}`, example: '1' },
  'xledger.fixedValues.paySlipDeliveryMethod.code': { means: `How pay slips are sent. ${FIXED}`, example: '1' },
  'xledger.fixedValues.timesheet': { means: `Whether the employee keeps timesheets. ${FIXED}`, example: true },
  'xledger.fixedValues.overtime': { means: `Whether the employee is paid overtime. ${FIXED}`, example: true },
  'xledger.fixedValues.flextime': { means: `Whether the employee has flexible hours. ${FIXED}`, example: true },
  'xledger.fixedValues.timebased': { means: `Whether pay is by the hour. ${FIXED}`, example: true },
  'xledger.salary': {
    means: `Salaries are not sent, whichever it is: no way to write them is known. ${UNVERIFIED}`,
    example: 'unverified',
  },
  'xledger.correlationField': {
    means: `A free text of the employee that is to hold the Simployer user; it has to be unused in X-ledger. ${UNVERIFIED}`,
    example: 'flexiField.text1',
  },
  'xledger.looseCodes': {
    means: 'Whether employee numbers and codes that differ in leading zeros alone are the same.',
    example: false,
  },
  'xledger.ownerSet': {
    means: "Whose employees are read to find people again: the token's own entity, and by this others that it reaches.",
    example: 'LOWER',
  },
  'xledger.hiddenOnAdoption': {
    means:
      'A record that was there before may have a national id or an account of which X-ledger shows nothing: left as it is, or overwritten.',
    example: 'write',
  },
  'xledger.accountCompare': {
    means:
      '`auto`: an account that X-ledger shows whole is compared, so that changes by hand are seen. `hash`: accounts are compared with what was sent last.',
    example: 'hash',
  },
  'xledger.closeRecords': {
    means: 'Whether the record of a leaver is closed for payroll (`dateTo`) with the last day.',
    example: true,
  },
  'xledger.batchSize': {
    means:
      'How many employees a call to X-ledger writes at the most: fewer requests, and with them credits, in a first load. A worker has ten people at a time, so more than ten change nothing.',
    example: 10,
  },
  'xledger.maxRequestsPerFiveSeconds': {
    means: 'Over everything that uses the token. X-ledger takes 20.',
    example: 10,
  },
  'xledger.guards.createAbsolute': {
    means:
      'A run that would create more people than this, and more than the share below, is given up before its first write (`CREATE_GUARD`).',
    example: 50,
  },
  'xledger.guards.createShare': { means: 'The same as a share of the people who are linked.', example: 0.5 },
  'xledger.guards.endAbsolute': {
    means:
      'A run in which more people than this, and more than the share below, would get a last day that is over is given up before its first write (`END_GUARD`).',
    example: 20,
  },
  'xledger.guards.endShare': { means: 'The same as a share of the people who are linked.', example: 0.5 },
  'xledger.guards.overwriteAbsolute': {
    means:
      'A first run that would overwrite one field of more people than this, and of more than the share below, is given up before its first write (`OVERWRITE_GUARD`).',
    example: 20,
  },
  'xledger.guards.overwriteShare': {
    means: 'The same as a share of the people who were found in X-ledger.',
    example: 0.8,
  },
  'xledger.guards.identityAbsolute': {
    means:
      "A run in which the records of more people than this, and more than the share below, look like somebody else's is given up before its first write (`IDENTITY_GUARD`).",
    example: 10,
  },
  'xledger.guards.identityShare': { means: 'The same as a share of the people in scope.', example: 0.3 },
  'xledger.guards.scopeAbsolute': {
    means: 'So many people of the last run for everybody may be out of scope at once (`SCOPE_GUARD`).',
    example: 10,
  },
  'xledger.guards.scopeShare': { means: 'The same as a share of the people who were in scope then.', example: 0.3 },
};
