import type { SourceEmploymentId } from '../../../model/employee.ts';
import type { FieldValue } from '../../../records/field-value.ts';
import type { EmploymentId } from '../../../vendors/poweroffice/ids.ts';
import type { EmploymentKey } from './employment-key.ts';

/** A PowerOffice employment that exists, or the one that a create step of the same plan makes. */
export type EmploymentTarget = { readonly id: EmploymentId } | { readonly sourceId: SourceEmploymentId };

export interface CreateStep {
  readonly kind: 'create';
  readonly sourceId: SourceEmploymentId;
  readonly fields: readonly FieldValue[];
  /** To be linked with the id that PowerOffice answers. */
  readonly key: EmploymentKey;
}

/** What differs on an employment; its end goes last, after the salary. */
export interface UpdateStep {
  readonly kind: 'update';
  readonly phase: 'employment' | 'end';
  readonly sourceId: SourceEmploymentId;
  readonly id: EmploymentId;
  readonly fields: readonly FieldValue[];
}

/** The default flag, given or taken. */
export interface DefaultStep {
  readonly kind: 'update';
  readonly phase: 'default';
  /** Null for an employment that the source does not have. */
  readonly sourceId: SourceEmploymentId | null;
  readonly id: EmploymentId;
  readonly fields: readonly FieldValue[];
  /** The employment that gets the flag before this one loses it; null where it is this one that gets it. */
  readonly dependsOn: EmploymentTarget | null;
}

/** One write. */
export type EmploymentStep = CreateStep | UpdateStep | DefaultStep;

export const isTarget = (one: EmploymentTarget | null, other: EmploymentTarget): boolean =>
  one !== null &&
  ('id' in one ? 'id' in other && one.id === other.id : 'sourceId' in other && one.sourceId === other.sourceId);
