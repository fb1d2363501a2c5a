import * as z from 'zod';
import { createRowReader } from '../../../shared/vendors/poweroffice/json.ts';

const schema = z.object({ Id: z.union([z.int(), z.bigint()]) });

const read = (...pieces: readonly string[]) => {
  const reader = createRowReader(schema);
  for (const piece of pieces) reader.take(piece);
  return reader.rows();
};

describe('A list that is read while it arrives', () => {
  test('has its rows, whole numbers that a double cannot hold as they are', () => {
    expect(read('[{"Id":1},{"Id":900719', '9254740993}]', '')).toEqual([{ Id: 1 }, { Id: 9007199254740993n }]);
  });

  test('is empty', () => {
    expect(read(' [', ' ]\n')).toEqual([]);
  });

  const LACKS = 'The answer lacks what the contract promises: ';
  test.each([
    ['a row without its id', '[{"Id":1},{"Id":"x"}]', `${LACKS}1.Id.`],
    ['another value', '{"Id":1}', `${LACKS}the answer itself.`],
    ['no JSON', '<html></html>', 'The answer is not JSON.'],
    ['nothing', '', 'The answer is not JSON.'],
    ['a row that is no JSON, beside one without its id', '[{"Id":"x"},{"Id":1 2}]', 'The answer is not JSON.'],
    ['a list that breaks off within a row', '[{"Id":1},{"Id":', 'The answer is not JSON.'],
    ['a list that breaks off after a row', '[{"Id":1}', 'The answer is not JSON.'],
    ['a list with something behind it', '[{"Id":1}]{}', 'The answer is not JSON.'],
  ])('is unreadable, and by what: %s', (_what, text, expected) => {
    expect(() => read(text)).toThrow(expected);
  });
});
