import { renderProblems } from '../../../functions/widget/render.ts';
import { buildRun } from '../../builders/run.ts';

const connection = {
  simployer: { id: 'company-1', name: 'Fjord & Glimt AS', organisationNumber: '974760673' },
  powerOffice: { clientId: 'c0ffee00', name: '<Fjordglimt> AS', environment: 'production' },
};
const PAIR =
  '<p>Fjord &amp; Glimt AS 974 760 673 (Simployer) -&gt; &lt;Fjordglimt&gt; AS (PowerOffice client, production)</p>';

describe('the widget', () => {
  test('names the pair once, at its head', () => {
    const html = renderProblems([buildRun({ connection, finishedAt: null }), buildRun({ connection })], [], 'en');
    expect(html.startsWith(PAIR)).toBe(true);
    expect(html.split(PAIR)).toHaveLength(2);
  });

  test('names the pair of the run before while the latest has not read both sides', () => {
    expect(renderProblems([buildRun({ finishedAt: null }), buildRun({ connection })], [], 'en').startsWith(PAIR)).toBe(
      true,
    );
    expect(renderProblems([buildRun()], [], 'en')).not.toContain('Simployer)');
  });
});
