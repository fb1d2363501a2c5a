import { describeStop } from '../../../local/cli/describe-stop.ts';

test.each([
  ['employees-to-poweroffice', 'apply', 41, 147, 'after 41 of 147 people; what was written stands.'],
  ['leaves-to-poweroffice', 'apply', 3, 40, 'after 3 of 40 leaves; what was written stands.'],
  ['time-off-to-file', 'plan', 3, 40, 'after 3 of 40 leaves; a plan writes nothing.'],
  ['leaves-to-poweroffice', 'apply', 0, 0, 'while both sides were being read.'],
] as const)('Ctrl-C during %s (%s) says how far it came', (flow, mode, done, inScope, words) => {
  expect(describeStop({ flow, mode }, { done, inScope })).toBe(`Stopped by Ctrl-C ${words}`);
});
