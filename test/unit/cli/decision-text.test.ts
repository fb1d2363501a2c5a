import { stripVTControlCharacters } from 'node:util';
import { tellDecision } from '../../../local/cli/decision-text.ts';
import { decisionDocumentSchema } from '../../../local/cli/documents.ts';

const linesOf = (changes: object, place = ''): string[] => {
  const document = decisionDocumentSchema.parse({
    employeeNumber: '1030',
    simployerEmployeeId: 'person-1030',
    decision: { kind: 'link', to: 10_000_014, by: 'kari', at: '2026-03-02T06:00:00.000Z' },
    ...changes,
  });
  return stripVTControlCharacters(tellDecision(document, 'PowerOffice', '1030', place)).split('\n');
};

const LINKED =
  '1030 is PowerOffice record 10000014, decided by kari on 2026-03-02 07:00 Norwegian time. It counts from the next run on.';
const LOOK = 'What would be written: npm run sync -- plan --employee 1030';
const WRITE = 'Then, to write it at once: npm run sync -- retry --employee 1030';

describe('A decision is told', () => {
  test('with what shows what it would write, before what writes it', () => {
    expect(linesOf({})).toEqual([LINKED, LOOK, WRITE]);
  });

  test("with a warning where the record looks like somebody else's, and how it is taken back", () => {
    expect(linesOf({ differs: ['lastName', 'birthDate'] })).toEqual([
      LINKED,
      '⚠ That record has another last name and another birth date than this person in Simployer.',
      "If it is somebody else's, take it back before the next run: npm run sync -- unlink 1030",
      LOOK,
      WRITE,
    ]);
  });

  test('with the place and the flow behind each command', () => {
    const place = ' --stack sync --flow employees-to-xledger';
    expect(linesOf({ decision: null }, place)).toEqual([
      '1030 is linked to nothing: matching starts afresh. It counts from the next run on.',
      LOOK + place,
      WRITE + place,
    ]);
  });
});
