import type { ShownRun } from '../../../local/cli/shown-run.ts';
import { watchRun } from '../../../local/cli/watch-run.ts';

const { isTTY } = process.stderr;
const before = process.listenerCount('SIGINT');
afterEach(() => {
  process.stderr.isTTY = isTTY;
  jest.restoreAllMocks();
  expect(process.listenerCount('SIGINT')).toBe(before);
});

const watch = (run: () => Promise<ShownRun>): Promise<ShownRun> =>
  watchRun({ run, requestsPerSecondOf: () => 10 }, { mode: 'apply', employees: null });

test('Ctrl-C is listened for before the progress bar is drawn', async () => {
  process.stderr.isTTY = true;
  let heardBy: number | null = null;
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    if (String(text).includes('Reading both sides')) heardBy ??= process.listenerCount('SIGINT');
    return true;
  });
  await expect(watch(() => Promise.reject(new Error('no run here')))).rejects.toThrow('no run here');
  expect(heardBy).toBe(before + 1);
});

test.each([
  ['a run that has ended counts as interrupted when Ctrl-C came too late to stop it', null, 'INTERRUPTED'],
  ['why a run was given up stands, whatever was pressed', { code: 'SOURCE_INCOMPLETE' }, 'SOURCE_INCOMPLETE'],
])('%s', async (_what, abort, code) => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const ended = { status: abort === null ? 'succeeded' : 'aborted', abort } as ShownRun;
  const run = await watch(() => {
    process.emit('SIGINT');
    return Promise.resolve(ended);
  });
  expect(run).toMatchObject({ status: 'aborted', abort: { code } });
});
