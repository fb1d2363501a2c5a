import * as z from 'zod';
import { entityId, objectKindId } from './ids.ts';
import type { OwnerSet, Reads } from './reads.ts';
import { orNull, text } from './wire.ts';

const ENTITY =
  'dbId code description parent { dbId } company { companyNumber } glSetupEntries { field { name } fieldObject { objectKind { dbId } } }';

const setupEntry = z
  .object({
    field: orNull(z.object({ name: text })),
    fieldObject: orNull(z.object({ objectKind: orNull(z.object({ dbId: objectKindId })) })),
  })
  .transform(({ field, fieldObject }) => ({
    dimension: field?.name ?? null,
    objectKindId: fieldObject?.objectKind?.dbId ?? null,
  }));

const entitySchema = z
  .object({
    dbId: entityId,
    code: text,
    description: text,
    parent: orNull(z.object({ dbId: entityId })),
    company: orNull(z.object({ companyNumber: text })),
    glSetupEntries: orNull(z.array(setupEntry)),
  })
  .transform(({ dbId, parent, company, glSetupEntries, ...entity }) => ({
    id: dbId,
    ...entity,
    /** Of the entity above; null at the top, and where the token does not reach it. */
    parentId: parent?.dbId ?? null,
    /** The organisation number, as X-ledger writes it. */
    companyNumber: company?.companyNumber ?? null,
    /** Which list each posting dimension takes its values from, by X-ledger's name of the dimension (X-ledger fact 24). */
    dimensions: glSetupEntries ?? [],
  }));
/** A company or a unit of one. */
export type Entity = Readonly<z.output<typeof entitySchema>>;

export interface EntityReads {
  /** @param ownerSet `CURRENT` is the token's own entity alone */
  entities(ownerSet: OwnerSet): Promise<readonly Entity[]>;
}

export const entityReads = ({ list }: Reads): EntityReads => ({
  entities: (ownerSet) =>
    list({
      name: 'entities',
      literals: `ownerSet: ${ownerSet}, objectStatus: ALL`,
      selection: ENTITY,
      schema: entitySchema,
    }),
});
