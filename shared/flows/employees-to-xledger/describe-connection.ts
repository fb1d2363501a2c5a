import { describePair } from '../../people/describe-pair.ts';
import type { XledgerCompanyPair } from './connection.ts';

interface Companies {
  readonly simployer: XledgerCompanyPair['simployer'];
  readonly xledger: Pick<XledgerCompanyPair['xledger'], 'name' | 'environment'>;
}

/** The pair in one line, see `describePair`. */
export const describeXledgerConnection = ({ simployer, xledger: { name, environment } }: Companies): string =>
  describePair(simployer, { name, called: 'X-ledger entity', environment });
