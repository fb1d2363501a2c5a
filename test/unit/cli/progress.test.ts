import { describeRemaining, remainingSeconds, showProgress } from '../../../local/cli/progress.ts';

test.each([
  ['before anybody is done: a request each', { done: 0, inScope: 147 }, 2, 14.7],
  ['as long for each as those before took', { done: 40, inScope: 147 }, 20, 53.5],
  ['when nobody is left', { done: 147, inScope: 147 }, 73, 0],
])('the rest takes %s', (_when, progress, seconds, rest) => {
  expect(remainingSeconds(progress, { seconds, requestsPerSecond: 10 })).toBeCloseTo(rest);
});

test.each([
  [0, 'about 1 s'],
  [53.5, 'about 54 s'],
  [89, 'about 89 s'],
  [90, 'about 2 min'],
  [89 * 60, 'about 89 min'],
  [90 * 60, 'about 1 h 30 min'],
])('%d seconds are told as %s', (seconds, told) => {
  expect(describeRemaining(seconds)).toBe(told);
});

test('where nobody watches nothing is drawn', () => {
  const write = jest.fn();
  const stream = Object.assign(Object.create(process.stderr), { isTTY: false, write });
  for (const nobody of [null, stream]) {
    const progress = showProgress(nobody, 10, 'people');
    progress.update({ done: 1, inScope: 2 });
    progress.stop();
  }
  expect(write).not.toHaveBeenCalled();
});
