import { retryAfterInMillis } from '../../../shared/http/retry-after.ts';

const NOW = Date.parse('2026-03-02T06:00:00Z');
const answer = (headers: Record<string, string>, body = ''): number | null =>
  retryAfterInMillis({ status: 429, headers, body }, NOW);

describe('how long an answer asks us to wait', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, '', 7_000],
    ['no time at all', { 'retry-after': '0' }, '', 0],
    ['seconds beyond a minute, capped', { 'retry-after': '3600' }, '', 60_000],
    ['a date, against our clock', { 'retry-after': 'Mon, 02 Mar 2026 06:00:05 GMT' }, '', 5_000],
    [
      "a date, against the answer's own Date when our clock is five minutes off",
      { 'retry-after': 'Mon, 02 Mar 2026 06:05:05 GMT', date: 'Mon, 02 Mar 2026 06:05:00 GMT' },
      '',
      5_000,
    ],
    ['a date that has passed', { 'retry-after': 'Mon, 02 Mar 2026 05:00:00 GMT' }, '', 0],
    [
      'the wording of the gateway',
      {},
      '{"statusCode":"429","message":"Rate limit is exceeded. Try again in 3 seconds."}',
      3_000,
    ],
    ['garbage in the header, then the wording', { 'retry-after': 'soon 1' }, 'Try again in 1 seconds.', 1_000],
    ['garbage', { 'retry-after': '-5' }, 'slow down', null],
    ['nothing', {}, '', null],
  ])('%s', (_name, headers, body, expected) => {
    expect(answer(headers, body)).toBe(expected);
  });
});
