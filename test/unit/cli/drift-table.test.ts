import { stripVTControlCharacters } from 'node:util';
import { driftSchema } from '../../../local/cli/documents.ts';
import { renderDrift } from '../../../local/cli/drift-table.ts';

test.each([
  [{ compared: 0, withoutBase: 0 }, 'Nobody could be compared.'],
  [{ compared: 0, withoutBase: 2 }, 'Nobody could be compared.\n2 people have not been confirmed by a run yet'],
  [{ compared: 1, withoutBase: 0 }, 'Nothing was changed in PowerOffice by hand, of 1 person compared.'],
  [{ compared: 31, withoutBase: 0 }, 'Nothing was changed in PowerOffice by hand, of 31 people compared.'],
])('without a field that was changed, of %j is said: %s', (totals, text) => {
  const drift = driftSchema.parse({ fields: [], totals, notCompared: ['Gender'] });
  expect(stripVTControlCharacters(renderDrift(drift, 'PowerOffice', Number.POSITIVE_INFINITY))).toContain(text);
});
