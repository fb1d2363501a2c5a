import type { Lists } from './rules/mapping-context.ts';
import type { XledgerSettings } from './settings.ts';
import type { XledgerReader } from '../../vendors/xledger/client.ts';
import type { Entity } from '../../vendors/xledger/entities.ts';
import { objectKindId } from '../../vendors/xledger/ids.ts';

type ListReader = Pick<XledgerReader, 'objectValues' | 'employeeGroups'>;

/** Which lists of X-ledger the values are in that the settings ask for; null where it is not known, or not asked. */
export interface ListKinds {
  readonly titles: string | null;
  readonly dimension: string | null;
}

/**
 * The list that a posting dimension takes its values from (X-ledger fact 24).
 * @param entity the token's own; null where X-ledger does not say
 */
export const findDimensionKind = (
  entity: Entity | null,
  { costCenter }: Pick<XledgerSettings, 'costCenter'>,
): string | null =>
  costCenter === 'none'
    ? null
    : (entity?.dimensions.find(({ dimension }) => dimension === costCenter)?.objectKindId ?? null);

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
