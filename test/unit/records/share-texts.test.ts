import { heapInUse } from '../../../bench/heap-in-use.ts';
import { createTextSharing } from '../../../shared/records/share-texts.ts';

test('rows are as they were, and are the ones that were given', () => {
  const share = createTextSharing();
  const rows = [
    { id: 1, city: 'Oslo', address: { city: 'Oslo', lines: ['Storgata 5', null] }, paid: 12n, isActive: true },
    { id: 2, city: 'Oslo', address: null, lines: [{ city: 'Oslo' }, undefined] },
    null,
    undefined,
    'Oslo',
    7,
  ];
  const expected = structuredClone(rows);
  const given = rows.map((row) => share(row));
  expect(given).toEqual(expected);
  expect(given.every((row, index) => row === rows[index])).toBe(true);
});

test('what they have in common is held once, however much each has of its own', () => {
  const share = createTextSharing();
  const note = 'of everybody '.repeat(100);
  const before = heapInUse();
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    share(JSON.parse(JSON.stringify({ note, own: `of ${index} alone` })) as { note: string; own: string }),
  );
  const bytes = heapInUse() - before;
  expect(rows.every((row, index) => row.note === note && row.own === `of ${index} alone`)).toBe(true);
  // Ten thousand copies of the note are 13 MB.
  expect(bytes).toBeLessThan(5_000_000);
});
