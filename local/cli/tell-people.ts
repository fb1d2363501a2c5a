/*
 * Tells of people what is written for each, the grave before the others, with names beside numbers and what each field
 * holds and is to hold where that may be seen. Who needs nothing takes no line. For example, a plan that would cut Kari's
 * pay says so under "Pay cuts": `1004  Kari Nordmann  AnnualSalary -7.3 % from 2023-05-01`.
 */
import { styleText } from 'node:util';
import { MASK } from '../../shared/records/values/shown-value.ts';
import { groupChanges, isBlocked, isNew } from './change-groups.ts';
import type { ChangeGroup } from './change-groups.ts';
import { describeChanges } from './describe-change.ts';
import { renderRows, wrapText } from './layout.ts';
import { countPlanned } from './planned-counts.ts';
import type { ShownPerson } from './shown-run.ts';
import { NAME_LIMIT, NUMBER_LIMIT, numberOf } from './telling.ts';
import type { Telling, TellingOptions } from './telling.ts';

/** What can become of a changed start date or occupational code, as the option onEmploymentKeyChange calls it. */
const DECISION = [
  'A start date or an occupational code has changed. Decide before it is written:',
  '"create" (as planned): a second employment beside the old one. Right when somebody has changed jobs.',
  '"update": the old employment gets the new date and code. Right when HR has corrected a mistake.',
  '"hold": the old employment stays as it is, and nothing is written for it.',
  'IT sets mapping.onEmploymentKeyChange; or HR takes the change back in Simployer.',
];

/** Who it is where the number does not say so: the id stands in the address of the person's page in Simployer. */
const whoOf = (person: ShownPerson): readonly string[] =>
  person.employeeNumber === null || person.employeeNumber.includes(MASK)
    ? [`Simployer id: ${person.simployerEmployeeId}`]
    : [];

/** The people of a group, with what is written for each. Who was created whole needs no more than a number. */
const renderGroup = (
  { planned, done, isDecision }: ChangeGroup,
  people: readonly ShownPerson[],
  { isPlan, layout, target }: TellingOptions,
): readonly string[] => {
  const title = isPlan ? planned : done;
  if (title === null) return [];
  const brief = isPlan ? [] : people.filter(({ outcome }) => outcome === 'created');
  const hasNames = people.some(({ name }) => name !== undefined);
  const rows = people
    .filter((person) => !brief.includes(person))
    .map((person) => {
      const parts = [...whoOf(person), ...describeChanges(person, isPlan, target), ...wrongOf(person)];
      return {
        cells: [numberOf(person), ...(hasNames ? [person.name ?? ''] : [])],
        // What is changed is compared value by value; what is made is read as a whole.
        parts: isPlan && !isNew(person) && !isBlocked(person) ? parts : [parts.join('; ')],
      };
    });
  return [
    [
      styleText('bold', `▌ ${title}: ${people.length}`),
      ...(brief.length === 0 ? [] : [wrapText(brief.map(numberOf).join(' '), layout)]),
      ...(isDecision && isPlan ? DECISION.map((line) => wrapText(line, layout)) : []),
      ...(rows.length === 0 ? [] : [renderRows(rows, [NUMBER_LIMIT, ...(hasNames ? [NAME_LIMIT] : [])], layout)]),
    ].join('\n'),
  ];
};

/** Why nothing is written for somebody, or what is missing of what is. */
const wrongOf = (person: ShownPerson): readonly string[] => {
  const errors = person.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const codes = [...new Set(errors)].join(', ');
  return codes === '' ? [] : [styleText('red', isBlocked(person) ? codes : `incomplete: ${codes}`)];
};

/** How people are told. */
export const TELL_PEOPLE: Telling = {
  records: 'people',
  countAll: (count) => `${count} in scope`,
  namesIds: false,
  isCounted: () => false,
  groups: (people, options) =>
    groupChanges(people).flatMap(({ group, people: those }) => renderGroup(group, those, options)),
  countPlanned,
};
