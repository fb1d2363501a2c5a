import { isAsPlanned } from '../../../shared/records/planned.ts';

const PLANNED = { digest: 'facts.one.two', fields: ['salary.create', 'employee.JobTitle'], targetId: 7 };

const now = (digest: string, targetId = 7) => ({
  sourceId: 'person',
  number: null,
  targetId,
  outcome: 'updated' as const,
  changes: [],
  problems: [],
  planned: { digest, name: null, matchedBy: null },
});

describe('a record is as it was planned', () => {
  test.each([
    ['when nothing has moved', 'facts.one.two', true],
    ['when a part has been carried out, which moves the facts', 'others.two', true],
    ['when nothing is left', 'others', true],
    ['not when what the same steps rest on has moved', 'others.one.two', false],
    ['not with a step that was not shown', 'others.three', false],
  ])('%s', (_when, digest, isSame) => {
    expect(isAsPlanned(PLANNED, now(digest))).toBe(isSame);
  });

  test('not when it is another record', () => {
    expect(isAsPlanned(PLANNED, now('others.two', 8))).toBe(false);
  });
});
