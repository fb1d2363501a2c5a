import * as z from 'zod';
import { readAnswer } from './json.ts';
import type { Reads } from './reads.ts';
import { enterpriseId } from './ids.ts';
import { flag, int64Text, names, text, wireObject } from './wire.ts';

const enterpriseSchema = wireObject(
  { id: enterpriseId, name: text, enterpriseNumber: text, isDefault: flag(false) },
  { enterpriseNumber: 'EnterpriseNo' },
);
/** A sub-unit (virksomhet); new employments belong to the default one (mapping row 35). */
export type Enterprise = Readonly<z.output<typeof enterpriseSchema>>;

const numberSeriesSchema = wireObject(
  { id: z.string(), name: text, type: text, from: int64Text, to: int64Text, isDefault: flag(false) },
  { type: 'SubLedgerNumberSeriesType', from: 'FromInclusive', to: 'ToInclusive' },
);
/** The numbers that employees may have, both ends included (PowerOffice fact 34); int64 as decimal text. */
export type NumberSeries = Readonly<z.output<typeof numberSeriesSchema>>;

const integrationInformationSchema = wireObject(
  {
    clientId: text,
    clientName: text,
    /** Go modules the client subscribes to. */
    subscriptions: names,
    validPrivileges: names,
    /** Granted, but the client lacks the module. */
    invalidPrivileges: names,
  },
  { subscriptions: 'ActiveClientSubscriptions' },
);
/** Which client the keys lead to, and what they may do there (PowerOffice fact 7). */
export type IntegrationInformation = Readonly<z.output<typeof integrationInformationSchema>> & {
  /** `production`, `demo`, or the host of any other address. */
  readonly environment: string;
};

export interface CompanyReads {
  integrationInformation(): Promise<IntegrationInformation>;
  enterprises(): Promise<readonly Enterprise[]>;
  /** The number series of employees. */
  employeeNumberSeries(): Promise<readonly NumberSeries[]>;
}

/** @param environment which PowerOffice is reached, see `environmentOf`: PowerOffice does not say */
export const companyReads = ({ list, get }: Reads, environment: string): CompanyReads => ({
  integrationInformation: async () => {
    const call = { path: '/ClientIntegrationInformation', privilege: 'of any kind' };
    const information = await get(call, (response) => readAnswer(response, integrationInformationSchema));
    return { ...information, environment };
  },
  enterprises: () => list({ path: '/Enterprises', privilege: 'Enterprises' }, enterpriseSchema),
  employeeNumberSeries: async () => {
    // The value of this filter is case-sensitive (PowerOffice fact 18).
    const query = { subLedgerNumberSeriesType: 'Employee' };
    const series = await list(
      { path: '/SubLedgerNumberSeries', privilege: 'CommonServices', query },
      numberSeriesSchema,
    );
    return series.filter(({ type }) => type === 'Employee' || type === null);
  },
});
