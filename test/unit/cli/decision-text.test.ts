import { stripVTControlCharacters } from 'node:util';
import { tellDecision } from '../../../local/cli/decision-text.ts';
import { decisionDocumentSchema } from '../../../local/cli/documents.ts';

const linesOf = (changes: object, place = '', asked = '1030'): string[] => {
  const document = decisionDocumentSchema.parse({
    employeeNumber: '1030',
    simployerEmployeeId: 'person-1030',
    decision: { kind: 'link', to: 10_000_014, by: 'kari', at: '2026-03-02T06:00:00.000Z' },
    ...changes,
  });
  return stripVTControlCharacters(tellDecision(document, 'PowerOffice', asked, place)).split('\n');
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

  test.each([
    ['looks like a national id', '01010112345'],
    ['has letters, which the other commands do not take', 'A-12'],
    ['is masked', '***'],
  ])('and by the id what is typed next, when the number %s', (_what, asked) => {
    const lines = linesOf({ employeeNumber: '***', simployerEmployeeId: '56bdbb301a54d44900000020' }, '', asked);

    expect(lines.join('\n')).not.toContain('01010112345');
    expect(lines.slice(1)).toEqual([
      LOOK.replace('1030', '56bdbb301a54d44900000020'),
      WRITE.replace('1030', '56bdbb301a54d44900000020'),
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
