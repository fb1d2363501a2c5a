/*
 * What PowerOffice tells of the client itself: which client the keys belong to and what they may do, its
 * enterprises, its series of employee numbers. A sync reads these before anything else, and changes none of them.
 * They come from the seed as they are. For example, an enterprise is chosen for a new employment from the list at
 * `/Enterprises`.
 */
import type { Dto } from './dto.ts';
import { dtoOf } from './dto.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { inRanges, inTexts, isFlag, isText, laterThan } from './filters.ts';
import { listAnswer } from './paging.ts';
import { jsonAnswer } from './problem-details.ts';
import type { EnterpriseRow, NumberSeriesRow } from './rows.ts';

const LEDGER_ACCOUNTS = { Customer: 1500, Supplier: 2400, Employee: 2910 } as const;

const enterpriseNames = [
  'CreatedDateTimeOffset',
  'EmployerContributionRule',
  'EmployerContributionZone',
  'EnterpriseNo',
  'Id',
  'IsDefault',
  'LastChangedDateTimeOffset',
  'MailAddress',
  'Municipality',
  'Name',
];
const seriesNames = [
  'FromInclusive',
  'GeneralLedgerAccountId',
  'GeneralLedgerAccountNo',
  'Id',
  'IsClientTrust',
  'IsDefault',
  'Name',
  'SubLedgerNumberSeriesType',
  'ToInclusive',
];

const clientIntegrationInformation = ({ client }: Call) => {
  const { activeSubscriptions, clientId, clientName, invalidPrivileges } = client.seed;
  return jsonAnswer(200, {
    ClientId: clientId,
    ClientName: clientName,
    ActiveClientSubscriptions: activeSubscriptions,
    ValidPrivileges: Array.from(client.privileges),
    InvalidPrivileges: invalidPrivileges,
  });
};

const enterprises = ({ client, request }: Call) => {
  const stampOf = () => client.since;
  const toDto = (row: EnterpriseRow): Dto =>
    dtoOf(
      {
        ...row,
        CreatedDateTimeOffset: client.since,
        LastChangedDateTimeOffset: client.since,
        MailAddress: {
          AddressLine1: null,
          AddressLine2: null,
          City: row.Municipality,
          CountryCode: 'NO',
          ZipCode: null,
        },
      },
      enterpriseNames,
      client.options,
    );
  return listAnswer<EnterpriseRow>(
    request,
    client.seed.enterprises,
    toDto,
    {
      enterpriseNos: inTexts((row) => row.EnterpriseNo),
      createdDateTimeOffsetGreaterThan: laterThan('createdDateTimeOffsetGreaterThan', stampOf),
      lastChangedDateTimeOffsetGreaterThan: laterThan('lastChangedDateTimeOffsetGreaterThan', stampOf),
    },
    enterpriseNames,
  );
};

const numberSeries = ({ client, request }: Call) => {
  const accountOf = (row: NumberSeriesRow) => LEDGER_ACCOUNTS[row.SubLedgerNumberSeriesType];
  const toDto = (row: NumberSeriesRow): Dto =>
    dtoOf(
      {
        ...row,
        GeneralLedgerAccountId: 30_000_000 + accountOf(row),
        GeneralLedgerAccountNo: accountOf(row),
        IsClientTrust: false,
      },
      seriesNames,
      client.options,
    );
  return listAnswer<NumberSeriesRow>(
    request,
    client.seed.numberSeries,
    toDto,
    {
      generalLedgerAccountNos: inRanges('generalLedgerAccountNos', accountOf),
      isDefault: isFlag('isDefault', (row) => row.IsDefault),
      // Case sensitive, says PowerOffice itself.
      subLedgerNumberSeriesType: isText((row) => row.SubLedgerNumberSeriesType),
    },
    seriesNames,
  );
};

/** What the client itself tells: nothing here can be changed (PowerOffice facts 7 and 50). */
export const clientEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/ClientIntegrationInformation', privileges: [], handle: clientIntegrationInformation },
  { method: 'GET', path: '/Enterprises', privileges: ['Enterprises'], handle: enterprises },
  { method: 'GET', path: '/SubLedgerNumberSeries', privileges: ['CommonServices'], handle: numberSeries },
];
