import { renderExports } from '../../../local/cli/export-text.ts';

test('An export that was taken back says who did it and when, in Norwegian time as all times there', () => {
  const made = { exportId: '20260702T051500-abcdef', state: 'unmarked', from: '2026-06-01', to: '2026-06-30', rows: 3 };
  const times = { createdAt: '2026-07-02T05:15:00.000Z', keptUntil: '2026-07-09T05:15:00.000Z' };
  const unmarked = { by: 'kari', at: '2026-07-03T05:15:00.000Z' };
  const text = renderExports({ exports: [{ ...made, ...times, unmarked }] } as any, 200, Date.parse('2026-07-03'));

  expect(text).toContain('2026-07-02 07:15');
  expect(text).toMatch(/taken back by kari on 2026-07-03 07:15(?! UTC)/);
});
