import { boundAbort } from '../../../shared/state/bounded.ts';
import { toRunAbort } from '../../../shared/run/abort.ts';

const abortOf = (people: readonly string[]) => boundAbort(toRunAbort('IDENTITY_GUARD', 'Too many.', people));

test('an abort names its people, and stays far below what an item of the table may hold, whoever they are', () => {
  expect(abortOf(['101', '102']).people).toEqual(['101', '102']);

  const many = Array.from({ length: 20_000 }, (_, index) => String(10_000 + index));
  expect(abortOf(many).people).toEqual(many.slice(0, 1_000));

  const long = many.map((number) => `${number}-${'å'.repeat(500)}`);
  const { people } = abortOf(long);
  expect(people).toEqual(long.slice(0, people.length));
  expect(Buffer.byteLength(JSON.stringify(people))).toBeLessThanOrEqual(100 * 1024 + 2);
});
