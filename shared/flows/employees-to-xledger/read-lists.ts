import type { Lists } from './rules/mapping-context.ts';
import type { XledgerSettings } from './settings.ts';
import type { XledgerReader } from '../../vendors/xledger/client.ts';
import type { XledgerEmployee } from '../../vendors/xledger/employee-record.ts';
import type { Entity } from '../../vendors/xledger/entities.ts';
import { objectKindId } from '../../vendors/xledger/ids.ts';

type ListReader = Pick<XledgerReader, 'objectValues' | 'employeeGroups'>;

/** Which lists of X-ledger the values are in that the settings ask for; null where it is not known, or not asked. */
export interface ListKinds {
  readonly titles: string | null;
  readonly dimension: string | null;
}

/** `GL object 1` and `glObject1` are one: how X-ledger writes the name of a dimension nobody says (X-ledger fact 24). */
const toKey = (name: string | null): string => (name ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * The list that a posting dimension takes its values from: that of any value in use, else as the entity's setup tells.
 * @param entity the token's own; null where X-ledger does not say
 */
export const findDimensionKind = (
  records: readonly XledgerEmployee[],
  entity: Entity | null,
  { costCenter }: Pick<XledgerSettings, 'costCenter'>,
): string | null => {
  if (costCenter === 'none') return null;
  const inUse = records.flatMap((record) => record[costCenter]?.objectKindId ?? [])[0];
  const setUp = entity?.dimensions.find(({ dimension }) => toKey(dimension) === toKey(costCenter));
  return inUse ?? setUp?.objectKindId ?? null;
};

/** The values that references of the mapping may lead to: only those lists that the settings make use of are read. */
export const readLists = async (
  reader: ListReader,
  kinds: ListKinds,
  settings: Pick<XledgerSettings, 'title' | 'employeeGroups'>,
): Promise<Lists> => {
  const valuesOf = async (kind: string | null) => {
    const known = objectKindId.safeParse(kind).data;
    return known === undefined ? null : reader.objectValues(known);
  };
  return {
    titles: settings.title === 'positionValue' ? await valuesOf(kinds.titles) : null,
    employeeGroups: Object.keys(settings.employeeGroups).length === 0 ? [] : await reader.employeeGroups(),
    dimension: (await valuesOf(kinds.dimension)) ?? [],
  };
};
