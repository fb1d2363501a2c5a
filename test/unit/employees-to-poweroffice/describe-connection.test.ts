import { environmentOf } from '../../../shared/vendors/poweroffice/environment.ts';
import { describeConnection } from '../../../shared/flows/employees-to-poweroffice/describe-connection.ts';

test.each<[string | null, string | null, string | null, string]>([
  [
    '974760673',
    'Fjordglimt AS',
    'production',
    'Fjordglimt AS 974 760 673 (Simployer) -> Fjordglimt AS (PowerOffice client, production)',
  ],
  ['974 760 673', 'FG', 'demo', 'Fjordglimt AS 974 760 673 (Simployer) -> FG (PowerOffice client, demo)'],
  ['NO974760673MVA', 'FG', null, 'Fjordglimt AS NO974760673MVA (Simployer) -> FG (PowerOffice client)'],
  [null, null, null, 'Fjordglimt AS (Simployer) -> (no name) (PowerOffice client)'],
])('organisation number %s, client %s, environment %s', (organisationNumber, name, environment, text) => {
  const pair = {
    simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber },
    powerOffice: { clientId: 'c0ffee00', name },
  };
  expect(describeConnection(pair, environment)).toBe(text);
});

test.each([
  ['https://goapi.poweroffice.net/v2', 'production'],
  ['https://GOAPI.poweroffice.net/v2/', 'production'],
  ['https://goapi.poweroffice.net/Demo/v2', 'demo'],
  ['https://goapi.poweroffice.net/demo', 'demo'],
  ['https://goapi.poweroffice.net/demonstration/v2', 'production'],
  ['http://127.0.0.1:4711/v2', '127.0.0.1'],
  ['https://goapi.poweroffice.net.example/v2', 'goapi.poweroffice.net.example'],
])('%s is %s', (baseUrl, environment) => {
  expect(environmentOf(baseUrl)).toBe(environment);
});
