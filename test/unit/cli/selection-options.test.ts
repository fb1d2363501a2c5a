import { createProgram } from '../../../local/cli/commands/sync/create-program.ts';
import { explainError } from '../../../local/cli/explain-error.ts';
import { parseArguments } from '../../../local/cli/create-command.ts';

const LEAVES = ['--flow', 'leaves-to-poweroffice'];
const PERIOD = ['--from', '2026-03-01', '--to', '2026-03-31'];

/** What a command is refused with, before anything is opened: no key is set, and no data folder is there. */
const refusalOf = async (...argv: string[]) => {
  const end = jest.fn();
  const error = await parseArguments(createProgram(end), [...argv, '--data-dir', '/nowhere/data'], {}).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(end).not.toHaveBeenCalled();
  const { code, message } = explainError(error);
  return `${code} ${message}`;
};

describe('A plan of leaves is refused', () => {
  test.each<[string, string[], RegExp]>([
    ['without a period', [], /^PERIOD_MISSING .*--from is missing/],
    ['without a last day', ['--from', '2026-03-01'], /^PERIOD_MISSING .*--to is missing/],
    [
      'with its days swapped',
      ['--from', '2026-03-31', '--to', '2026-03-01'],
      /^PERIOD_MISSING .*ends before it begins/,
    ],
    ['with a day that there is not', ['--from', '2026-02-30'], /^CONFIGURATION_INVALID .*--from "2026-02-30"/],
    ['with a day in another form', ['--to', '31.3.2026'], /^CONFIGURATION_INVALID .*--to "31\.3\.2026": .*2026-03-31/],
    ['with a national id for a day', ['--from', '01017012345'], /^CONFIGURATION_INVALID .*--from "\*\*\*"/],
    ['with something else to be included', [...PERIOD, '--include', 'held'], /--include "held": changed or withdrawn/],
    ['with a part that is nothing', [...PERIOD, '--include', 'changed,'], /--include "": changed or withdrawn/],
    ['with a type without a name', [...PERIOD, '--type', ' '], /--type "": the code, name or id/],
    ['with a leave without an id', [...PERIOD, '--leave', ''], /--leave "": the id of a leave/],
    ['with an option that there is not', [...PERIOD, '--types', 'Ferie'], /unknown option '--types'.*--type/s],
  ])('%s', async (_what, argv, told) => {
    expect(await refusalOf('plan', ...LEAVES, ...argv)).toMatch(told);
    expect(await refusalOf('--plan', ...LEAVES, ...argv)).toMatch(told);
  });
});

test('a period of a flow that there is not is refused for the flow', async () => {
  expect(await refusalOf('plan', '--flow', 'leaves-to-powerofice', ...PERIOD)).toMatch(
    /^CONFIGURATION_INVALID .*--flow "leaves-to-powerofice": one of .*leaves-to-poweroffice/,
  );
});

test.each([
  ['plan', []],
  ['run', []],
  ['runs', []],
  ['problems', []],
  ['retry', ['--employee', '101']],
  ['explain', ['101']],
  ['exports', []],
  ['serve', []],
])('%s of a flow that there is not is refused for the flow, with those there are', async (command, argv) => {
  expect(await refusalOf(command, ...argv, '--flow', 'leaves')).toBe(
    'CONFIGURATION_INVALID --flow "leaves": one of employees-to-poweroffice, employees-to-xledger, leaves-to-poweroffice, time-off-to-file',
  );
});

test.each([
  ['a run', []],
  ['a run that nobody is to be asked about', ['--yes']],
  ['a run of a period', ['run', ...PERIOD, '--yes']],
  ['a run of one person', ['--employee', '101', '--yes']],
  ['a run on a stack', ['--stack', 'sync-prod', '--yes']],
  ['a retry', ['retry', '--employee', '101']],
  ['a retry of a problem', ['retry', '--code', 'LEAVE_OVERLAP']],
])('PLAN_FIRST: %s of leaves writes nothing without a plan', async (_what, argv) => {
  const end = jest.fn();
  const parsing = parseArguments(createProgram(end), [...argv, ...LEAVES], {});
  await expect(parsing).rejects.toMatchObject({ refusal: { code: 'PLAN_FIRST' } });
  expect(end).not.toHaveBeenCalled();
});

test.each([
  ['check', [], /every plan looks for/],
  ['explain', ['101'], /a plan shows/],
  ['drift', [], /a plan shows/],
  ['link', ['101', '--to', '7'], /a flow of employees decides/],
  ['unlink', ['101'], /a flow of employees decides/],
  ['allow', ['101', '--code', 'SALARY_IMPLAUSIBLE'], /a guard of a plan is accepted/],
  ['settle', ['101', '--kind', 'salary', '--absent'], /a new plan finds the leave/],
])('%s is about people, and refused for leaves with what is done instead', async (command, argv, told) => {
  const refusal = await refusalOf(command, ...argv, ...LEAVES);
  expect(refusal).toMatch(new RegExp(`^CONFIGURATION_INVALID .*"${command}" is about people`));
  expect(refusal).toMatch(told);
});

test.each([
  ['--from', '2026-03-01'],
  ['--type', 'Ferie'],
  ['--leave', '618faaa06e096a6a00000001'],
  ['--include', 'changed'],
])('people are not asked for by %s', async (option, value) => {
  for (const command of [['plan'], ['--yes']]) {
    expect(await refusalOf(...command, option, value)).toMatch(
      new RegExp(`^CONFIGURATION_INVALID .*${option}: employees-to-poweroffice is about people`),
    );
  }
});
