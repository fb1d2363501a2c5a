import { stripVTControlCharacters } from 'node:util';
import { renderReport } from '../../../local/cli/report-table.ts';
import { reportRun } from '../../../shared/sync/run-report.ts';
import { buildRun } from '../../builders/run.ts';

const connection = {
  simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673' },
  powerOffice: { clientId: 'c0ffee00', name: 'Fjordglimt AS', environment: 'production' },
};
const render = (...[overrides]: Parameters<typeof buildRun>): string[] =>
  stripVTControlCharacters(
    renderReport(reportRun(buildRun(overrides), []), { environment: 'production', width: 80 }),
  ).split('\n');

test('a report begins with the pair', () => {
  expect(render({ connection })[0]).toBe(
    'Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)',
  );
  expect(render({}).join('\n')).not.toContain('Simployer)');
});

test('an abort says what is wrong, who mends it, and whom it is about', () => {
  const people = Array.from({ length: 20 }, (_, index) => String(10_001 + index));
  const abort = { code: 'IDENTITY_GUARD', message: 'Twenty are others.', hint: 'IT: check the keys.', people };
  expect(render({ connection, status: 'aborted', abort }).slice(2)).toEqual([
    '✖ IDENTITY_GUARD  Twenty are others.',
    'IT: check the keys.',
    'People: 10001 10002 10003 10004 10005 10006 10007 10008 10009 10010 10011 10012',
    '         10013 10014 10015 10016 10017 10018 10019 10020',
  ]);
});
