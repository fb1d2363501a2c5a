import {
  checkConnection,
  mergeConnections,
  toConnection,
} from '../../../shared/flows/employees-to-poweroffice/check-connection.ts';
import { RunAbortedError } from '../../../shared/run/abort.ts';
import type { CompanyPair } from '../../../shared/flows/employees-to-poweroffice/connection.ts';

const connection = (
  simployer: Partial<CompanyPair['simployer']> = {},
  powerOffice: Partial<CompanyPair['powerOffice']> = {},
): CompanyPair => ({
  simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673', ...simployer },
  powerOffice: { clientId: 'c0ffee00', name: 'Fjordglimt AS', environment: 'production', ...powerOffice },
});
const KNOWN = connection();

const refusalOf = (found: CompanyPair, remembered = KNOWN): string | null => {
  try {
    checkConnection(remembered, found);
    return null;
  } catch (error) {
    if (!(error instanceof RunAbortedError)) throw error;
    return `${error.code}: ${error.message}`;
  }
};

describe('keys that lead', () => {
  test.each<[string, CompanyPair]>([
    ['to the same companies', connection()],
    ['to the same companies under new names', connection({ name: 'Fjordglimt Gruppen AS' }, { name: 'FG' })],
    ['to the same client, its id written otherwise', connection({}, { clientId: 'C0FFEE00' })],
    ['to companies that do not tell their ids, but the same names', connection({ id: null }, { clientId: null })],
  ])('%s pass', (_, found) => {
    expect(refusalOf(found)).toBeNull();
  });

  test.each<[string, CompanyPair, string]>([
    [
      'to another client',
      connection({}, { clientId: 'beef', name: 'Annet AS' }),
      'WRONG_CLIENT: The keys lead to the PowerOffice client "Annet AS" (beef), but people are linked for "Fjordglimt AS" (c0ffee00).',
    ],
    [
      'to another client of the same name',
      connection({}, { clientId: 'beef' }),
      'WRONG_CLIENT: The keys lead to the PowerOffice client "Fjordglimt AS" (beef), but people are linked for "Fjordglimt AS" (c0ffee00).',
    ],
    [
      'to another company',
      connection({ id: 'company-2', name: null }),
      'WRONG_COMPANY: The keys lead to the Simployer company (no name) (company-2), but people are linked for "Fjordglimt AS" (company-1).',
    ],
    [
      'to both, of which the client is named',
      connection({ id: 'company-2' }, { clientId: 'beef' }),
      'WRONG_CLIENT: The keys lead to the PowerOffice client "Fjordglimt AS" (beef), but people are linked for "Fjordglimt AS" (c0ffee00).',
    ],
    [
      'to a client without id and of another name',
      connection({}, { clientId: null, name: 'Annet AS' }),
      'WRONG_CLIENT: The keys lead to the PowerOffice client "Annet AS", but people are linked for "Fjordglimt AS" (c0ffee00).',
    ],
    [
      'nowhere that is told',
      connection({ id: null, name: null }),
      'WRONG_COMPANY: The vendor does not say which Simployer company the keys lead to; people are linked for "Fjordglimt AS" (company-1).',
    ],
  ])('%s are refused', (_, found, refusal) => {
    expect(refusalOf(found)).toBe(refusal);
  });

  test('anywhere pass as long as no id was ever told', () => {
    const remembered = connection({ id: null }, { clientId: null });
    expect(refusalOf(connection({ id: 'x', name: 'X' }, { clientId: 'y', name: 'Y' }), remembered)).toBeNull();
  });
});

describe('what is remembered', () => {
  test('is what was found, new names included', () => {
    const found = connection({ name: 'Fjordglimt Gruppen AS' });
    expect(mergeConnections(KNOWN, found)).toEqual(found);
    expect(mergeConnections(null, found)).toEqual(found);
  });

  test('loses no id to an answer without one', () => {
    expect(mergeConnections(KNOWN, connection({ id: null }, { clientId: null }))).toEqual(KNOWN);
    expect(mergeConnections(null, connection({ id: null }))).toEqual(connection({ id: null }));
  });
});

describe('of several companies that one token may read', () => {
  const companies = ['b', 'a', 'c'].map((id) => ({ id, name: `Bruk ${id}`, organisationNumber: null }));
  const integration = {
    clientId: 'c0ffee00',
    clientName: 'Fjordglimt AS',
    environment: 'production',
    subscriptions: [],
    validPrivileges: [],
    invalidPrivileges: [],
  };

  test.each([
    ['the first by id when none is remembered', null, 'a'],
    ['the remembered one', connection({ id: 'c' }), 'c'],
    ['the first by id when the remembered one is not among them', connection({ id: 'x' }), 'a'],
  ])('%s counts', (_, remembered, id) => {
    expect(toConnection(companies, integration, remembered).simployer).toEqual({
      id,
      name: `Bruk ${id}`,
      organisationNumber: null,
    });
  });

  test('and none at all is told apart', () => {
    expect(toConnection([], integration, KNOWN).simployer).toEqual({ id: null, name: null, organisationNumber: null });
  });

  test('names are shown on one line, without escape codes and of a sane length', () => {
    const name = `Fjord\u001b[31m\nglimt ${'x'.repeat(200)}`;
    const found = toConnection([], { ...integration, clientName: name }, null).powerOffice.name;
    expect(found).toMatch(/^Fjord\[31m glimt x+$/);
    expect(found).toHaveLength(100);
  });
});
