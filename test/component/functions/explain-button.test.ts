import { createInspectClient } from '../../builders/inspect-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import { textOf } from '../../builders/widget-html.ts';

/** Kari, whose title somebody has changed by hand in PowerOffice since the last run. */
const changedByHand = async () => {
  const system = createSyncSystem({ people: [buildSimployerPerson()] });
  await system.run();
  await system.wait(60_000);
  system.powerOffice.editEmployee(system.record(42).Id, { JobTitle: 'Direktør Secret' });
  return createInspectClient(system);
};

describe('The button "Explain"', () => {
  test('says by number and field what differs, why and by which rule, without a name or a value', async () => {
    const { explainTyped } = await changedByHand();
    const html = await explainTyped(' 42 ');
    const text = textOf(html);
    expect(text).toContain('What a run would do with 42');
    expect(text).toContain('found by the stored link.');
    expect(text).toMatch(/employee JobTitle changed by hand in PowerOffice row 5: /);
    expect(text).toContain('A run would write: employee: JobTitle.');
    expect(html).not.toMatch(/Kari|Nordmann|Direktør|Secret/);
  });

  test('speaks Norwegian in a stage that does', async () => {
    const text = textOf(await (await changedByHand()).explainTyped('42', 'nb'));
    expect(text).toContain('Hva en kjøring ville gjort med 42');
    expect(text).toMatch(/ansatt JobTitle endret for hånd i PowerOffice rad 5/);
    expect(text).not.toMatch(/row|A run|found by/);
  });

  test('says when nobody is known by what was typed, and shows nothing of it', async () => {
    const { explainTyped, logged } = await changedByHand();
    const html = await explainTyped('<img src=x onerror=alert(1)>');
    expect(html).toContain('EMPLOYEE_UNKNOWN');
    expect(html).not.toContain('onerror');
    expect(logged).toMatchObject([
      {
        event: 'API_CALLED',
        fields: { operation: 'GET /employees/{number}/explain', httpStatus: 404, requestedBy: 'dashboard/c6af9ac6' },
      },
    ]);
  });

  test.each([undefined, null, '', '  ', 42, {}, 'x'.repeat(201)])('asks nobody about %j', async (person) => {
    const { explainTyped, logged } = createInspectClient(createSyncSystem({ people: [] }));
    expect(textOf(await explainTyped(person))).toBe('Type an employee number, or a Simployer id, first.');
    expect(logged).toEqual([]);
  });
});
