import { watchRun } from '../../../local/cli/watch-run.ts';

test('Ctrl-C is listened for before the progress bar is drawn', async () => {
  const { isTTY } = process.stderr;
  process.stderr.isTTY = true;
  let heardBy: number | null = null;
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    if (String(text).includes('Reading both sides')) heardBy ??= process.listenerCount('SIGINT');
    return true;
  });
  const before = process.listenerCount('SIGINT');
  const run = jest.fn(() => Promise.reject(new Error('no run here')));

  await expect(watchRun({ run, requestsPerSecondOf: () => 10 }, { mode: 'apply', employees: null })).rejects.toThrow(
    'no run here',
  );
  process.stderr.isTTY = isTTY;
  jest.restoreAllMocks();
  expect(heardBy).toBe(before + 1);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
