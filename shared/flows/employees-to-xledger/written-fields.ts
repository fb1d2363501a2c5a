import type { WrittenFields } from '../../vendors/xledger/probe.ts';
import { HIDDEN_FIELDS } from './rules/mapping-row.ts';
import { MAPPING_ROWS } from './rules/mapping-table.ts';
import type { XledgerSettings } from './settings.ts';

/** Fields that are written only when a setting says so, by X-ledger's names. */
const OPTIONAL: Readonly<Record<string, (settings: XledgerSettings) => boolean>> = {
  positionValue: ({ title }) => title === 'positionValue',
  jobTitle: ({ title }) => title === 'contactJobTitle',
  employeeGroup: ({ employeeGroups }) => Object.keys(employeeGroups).length > 0,
  glObject1: ({ costCenter }) => costCenter === 'glObject1',
  glObject2: ({ costCenter }) => costCenter === 'glObject2',
  glObject3: ({ costCenter }) => costCenter === 'glObject3',
  glObject4: ({ costCenter }) => costCenter === 'glObject4',
  glObject5: ({ costCenter }) => costCenter === 'glObject5',
  superior: ({ manager }) => manager,
  trialTo: ({ probationTypes }) => probationTypes.length > 0,
  exitReason: ({ exitReason }) => exitReason !== null,
  dateTo: ({ closeRecords }) => closeRecords,
  flexiFieldItem: ({ correlationField }) => correlationField !== null,
  phone2: ({ workPhone }) => workPhone === 'contactPhone2',
  gender: ({ gender }) => gender !== null,
};

/** Set when an employee is created, and never again. */
const ON_CREATE = ['code', 'initials', 'dateFrom'];

/** The fields that runs with these settings may write: what the probe looks for in X-ledger's schema. */
export const writtenFields = (settings: XledgerSettings): WrittenFields => {
  const kept = MAPPING_ROWS.flatMap(({ kept: fields }) => fields ?? [])
    .map(({ field, entity }) => ({ name: field.split('.')[0] ?? field, entity }))
    .filter(({ name }) => OPTIONAL[name]?.(settings) ?? true);
  const of = (wanted: 'employee' | 'contact'): string[] => [
    ...new Set(kept.filter(({ entity }) => entity === wanted).map(({ name }) => name)),
  ];
  const employee = [...of('employee'), ...HIDDEN_FIELDS];
  const fixed = Object.entries(settings.fixedValues).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return {
    addEmployees: [...ON_CREATE, ...employee, ...fixed],
    updateEmployees: ['dbId', ...employee],
    updateContacts: settings.contacts === 'off' ? [] : ['dbId', 'id', ...of('contact')],
  };
};
