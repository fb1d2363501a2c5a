import { checkXledgerConnection } from '../../../shared/flows/employees-to-xledger/connection.ts';
import type { XledgerCompanyPair } from '../../../shared/flows/employees-to-xledger/connection.ts';

const pair = (xledger: Partial<XledgerCompanyPair['xledger']> = {}): XledgerCompanyPair => ({
  simployer: { id: 'company-1', name: 'Fjordglimt AS', organisationNumber: '974760673' },
  xledger: {
    entityId: '1001',
    name: 'Fjordglimt AS',
    organisationNumber: '974760673',
    environment: 'production',
    ...xledger,
  },
});

test.each<[what: string, remembered: XledgerCompanyPair | null, found: XledgerCompanyPair, message: string | null]>([
  ['before anybody is linked', null, pair({ environment: 'demo' }), null],
  ['the same', pair(), pair(), null],
  ['production by way of a host of the company', pair({ environment: 'proxy.example.com' }), pair(), null],
  ['an environment that was not remembered', pair({ environment: null }), pair(), null],
  [
    'the same entity in the demo environment, where it is a copy',
    pair({ environment: 'demo' }),
    pair(),
    "The address leads to X-ledger's production environment, but people are linked in demo.",
  ],
  [
    'another entity',
    pair(),
    pair({ entityId: '11', name: 'Nord AS' }),
    'The keys lead to the X-ledger entity "Nord AS" (11), but people are linked for "Fjordglimt AS" (1001).',
  ],
])('%s', (_what, remembered, found, message) => {
  const check = () => checkXledgerConnection(remembered, found);
  if (message === null) expect(check()).toBeUndefined();
  else expect(check).toThrow(expect.objectContaining({ code: 'WRONG_COMPANY', message }));
});
