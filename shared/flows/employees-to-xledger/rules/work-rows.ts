/*
 * The rows of the mapping to X-ledger that are about work (10 to 13, and 18 to 26), one after the other, as those of the
 * person are. A row that nobody has confirmed does nothing until a setting says so. References to other records are
 * looked up first, and one that leads nowhere leaves its field alone. For example, the title "Welder" becomes the id of
 * the one position value of that description; where there is none, the title stays as it is, and payroll is told.
 */
import { readOrNull } from '../../../model/source-value.ts';
import { normalisedTypeName } from '../../../model/employment-type.ts';
import type { SourceEmployment } from '../../../model/employee.ts';
import { shown } from '../../../records/values/shown-value.ts';
import { trimmedText } from '../../../records/values/text.ts';
import type { XledgerEmployee } from '../../../vendors/xledger/employee-record.ts';
import { problem } from '../problems.ts';
import type { XledgerSettings } from '../settings.ts';
import { chosenEmployment, isOfType, lastDay, latestOf } from './chosen-employment.ts';
import { toPositionValue } from './job-title.ts';
import { ofContact, ofEmployee, reference } from './kept-field.ts';
import type { ListedValue } from './mapping-context.ts';
import type { KeptField, Mapped, MappingRow, SetField } from './mapping-row.ts';

const findByCode = (values: readonly ListedValue[], code: string): ListedValue | null =>
  values.find((value) => trimmedText(value.code) === trimmedText(code)) ?? null;

const toReference = (name: string, { id, description }: ListedValue, code: string): Mapped => ({
  fields: { [`${name}.dbId`]: { value: id, shownAs: description ?? code } },
});

const groupCodeOf = ({ typeId, typeName }: SourceEmployment, groups: XledgerSettings['employeeGroups']) => {
  const id = readOrNull(typeId);
  const name = typeName === null ? null : normalisedTypeName(typeName);
  const codes = Object.entries(groups);
  const found = codes.find(([type]) => type === id) ?? codes.find(([type]) => normalisedTypeName(type) === name);
  return found?.[1] ?? null;
};

const fixedFields = (values: XledgerSettings['fixedValues']): readonly SetField[] =>
  Object.entries(values).flatMap(([field, value]) => {
    if (value === undefined) return [];
    return [typeof value === 'boolean' ? { field, value } : { field: `${field}.code`, value: value.code }];
  });

type GlObject = Extract<keyof XledgerEmployee, `glObject${number}`>;
const GL_OBJECTS: readonly GlObject[] = ['glObject1', 'glObject2', 'glObject3', 'glObject4', 'glObject5'];

const FREE_TEXTS = ['text1', 'text2', 'text3', 'text4', 'text5', 'text6', 'text7', 'text8'] as const;
/** Written under another name than read: `flexiFieldItem`, and `flexiFieldsItem`. */
const freeTexts: readonly KeptField[] = FREE_TEXTS.map((name) =>
  ofEmployee(`flexiFieldItem.${name}`, ({ flexiFieldsItem }) => flexiFieldsItem?.[name] ?? null, {
    written: 'whenEmpty',
  }),
);

export const WORK_ROWS: readonly MappingRow[] = [
  {
    row: '10',
    source: 'hireDate',
    target: 'employmentFrom',
    rule: 'As it is. After somebody has come back it stays as X-ledger has it, until Simployer has another hire date.',
    origin: 'CSV, HELP',
    mark: 'K',
    codes: ['HIRE_DATE_MISSING'],
    map: ({ hireDate }) => {
      const value = readOrNull(hireDate);
      return value === null ? {} : { fields: { employmentFrom: { value } } };
    },
    kept: [ofEmployee('employmentFrom', ({ employmentFrom }) => employmentFrom)],
  },
  {
    row: '11',
    source: '-',
    target: 'dateFrom',
    rule: 'As employmentFrom, on create only.',
    origin: 'API, SAMPLE',
    mark: 'D',
    codes: [],
    map: ({ hireDate }) => {
      const value = readOrNull(hireDate);
      return value === null ? {} : { onCreate: [{ field: 'dateFrom', value }] };
    },
  },
  {
    row: '12',
    source: 'endDate, employments, offboardDate',
    target: 'employmentTo, dateTo',
    rule: 'The end date of the employee, else of the chosen employment, else the off-boarding date. Cleared when it is withdrawn and X-ledger holds the date that was written; another one stays. By option the record of a leaver is closed with the same date.',
    origin: 'CSV, API',
    mark: 'K',
    codes: ['END_DATE_FOREIGN', 'END_DATE_MISSING', 'REHIRE', 'RECORD_CLOSED'],
    options: ['lastDay', 'closeRecords'],
    map: (source, { settings, today }) => {
      const value = readOrNull(lastDay(source, settings, today));
      if (value === null) return {};
      const isClosed = settings.closeRecords && source.active === false;
      return { fields: { employmentTo: { value }, ...(isClosed && { dateTo: { value } }) } };
    },
    kept: [
      ofEmployee('employmentTo', ({ employmentTo }) => employmentTo),
      ofEmployee('dateTo', ({ dateTo }) => dateTo),
    ],
  },
  {
    row: '13',
    source: 'title',
    target: 'positionValue, contact.jobTitle',
    rule: 'The position value of that description, exact after trimming, case as it is. None, or several: left alone; by option one that X-ledger has in no spelling is added to its list. By option the job title of the contact, as it is, or nothing.',
    origin: 'HELP, API',
    mark: 'D',
    codes: ['TITLE_UNKNOWN', 'TITLE_AMBIGUOUS', 'TITLE_LIST_UNKNOWN'],
    options: ['title', 'positionKind', 'createPositionValues'],
    map: (source, { settings, lists }) => {
      const title = trimmedText(readOrNull(source.title));
      if (title === null || settings.title === 'none') return {};
      return settings.title === 'positionValue'
        ? toPositionValue(title, lists.titles, settings.createPositionValues)
        : { fields: { jobTitle: { value: title } } };
    },
    kept: [
      reference('positionValue', ({ positionValue }) => positionValue),
      ofContact('jobTitle', ({ jobTitle }) => jobTitle),
    ],
  },
  {
    row: '18',
    source: 'employments',
    target: 'employeeGroup',
    rule: 'The group that the settings give to the type of the chosen employment. A type without one is left alone.',
    origin: 'CSV',
    mark: 'K',
    codes: ['EMPLOYEE_GROUP_UNKNOWN'],
    options: ['employeeGroups'],
    map: (source, { settings, lists, today }) => {
      const employment = chosenEmployment(source, settings, today);
      const code = employment && groupCodeOf(employment, settings.employeeGroups);
      if (code === null) return {};
      const group = findByCode(lists.employeeGroups, code);
      if (group !== null) return toReference('employeeGroup', group, code);
      return {
        problems: [problem('EMPLOYEE_GROUP_UNKNOWN', `X-ledger has no employee group of the code ${shown(code)}.`)],
      };
    },
    kept: [reference('employeeGroup', ({ employeeGroup }) => employeeGroup)],
  },
  {
    row: '19',
    source: 'effectiveCostCenterId, costCenterId',
    target: 'glObject1, glObject2, glObject3, glObject4, glObject5',
    rule: 'Off. By option the value of one posting dimension that has the code of the cost centre.',
    origin: 'CSV, API',
    mark: 'D',
    codes: ['DIMENSION_UNKNOWN'],
    options: ['costCenter'],
    map: (_source, { settings, lists, costCenterCode }) => {
      if (settings.costCenter === 'none' || costCenterCode === null) return {};
      const value = findByCode(lists.dimension, costCenterCode);
      if (value !== null) return toReference(settings.costCenter, value, costCenterCode);
      const detail = `${settings.costCenter} of X-ledger has no value of the code ${shown(costCenterCode)}.`;
      return { problems: [problem('DIMENSION_UNKNOWN', detail)] };
    },
    kept: GL_OBJECTS.map((name) => reference(name, (record) => record[name])),
  },
  {
    row: '20',
    source: 'managerEmployeeId',
    target: 'superior',
    rule: 'Off. By option the record that the manager is linked to; left alone while there is none.',
    origin: 'API',
    mark: 'D',
    codes: [],
    options: ['manager'],
    map: (_source, { settings, managerRecord }) =>
      settings.manager && managerRecord !== null ? { fields: { 'superior.dbId': { value: managerRecord } } } : {},
    kept: [ofEmployee('superior.dbId', ({ superior }) => superior?.id ?? null)],
  },
  {
    row: '21',
    source: 'employments',
    target: 'trialTo',
    rule: 'Off. By option the end of the latest employment of a probationary type.',
    origin: 'CSV',
    mark: 'K',
    codes: [],
    options: ['probationTypes'],
    map: ({ employments }, { settings }) => {
      const probations = employments.filter((employment) => isOfType(employment, settings.probationTypes));
      const value = readOrNull(latestOf(probations)?.endDate ?? null);
      return value === null ? {} : { fields: { trialTo: { value } } };
    },
    kept: [ofEmployee('trialTo', ({ trialTo }) => trialTo)],
  },
  {
    row: '22',
    source: '-',
    target: 'exitReason',
    rule: 'Off. By option one reason for all, only together with an end date; a reason that is there already is kept.',
    origin: 'CSV',
    mark: 'G',
    codes: [],
    options: ['exitReason'],
    map: (source, { settings, today }) =>
      settings.exitReason !== null && readOrNull(lastDay(source, settings, today)) !== null
        ? { fields: { 'exitReason.code': { value: settings.exitReason.code } } }
        : {},
    kept: [
      ofEmployee('exitReason.code', ({ exitReason }) => exitReason && (exitReason.code ?? exitReason.id), {
        written: 'whenEmpty',
      }),
    ],
  },
  {
    row: '23',
    source: '-',
    target:
      'employmentType, employeeType, compensationType, paySlipDeliveryMethod, timesheet, overtime, flextime, timebased',
    rule: 'Off. By option the values of the settings, on create only.',
    origin: 'PROMISE',
    mark: 'G',
    codes: [],
    options: ['fixedValues'],
    map: (_source, { settings }) => ({ onCreate: fixedFields(settings.fixedValues) }),
  },
  {
    row: '24',
    source: 'compensation',
    target: '-',
    rule: 'Not sent: no way to write salaries is known. Told once a run.',
    origin: 'PROMISE',
    mark: 'G',
    codes: ['SALARY_NOT_SUPPORTED'],
    options: ['salary'],
  },
  {
    row: '25',
    source: 'rate',
    target: '-',
    rule: 'Not sent: always 100 by rule W8; positions can only be read.',
    origin: 'HELP',
    mark: 'K',
    codes: [],
  },
  {
    row: '26',
    source: 'userId',
    target: 'flexiFieldItem',
    rule: 'Off. By option one free text holds the Simployer user, where X-ledger has nothing in it.',
    origin: 'API',
    mark: 'G',
    codes: [],
    options: ['correlationField'],
    map: ({ userId }, { settings: { correlationField } }) => {
      const value = trimmedText(readOrNull(userId));
      if (correlationField === null || value === null) return {};
      return { fields: { [correlationField.replace('flexiField', 'flexiFieldItem')]: { value } } };
    },
    kept: freeTexts,
  },
];
