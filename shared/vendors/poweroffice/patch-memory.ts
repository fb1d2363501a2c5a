/**
 * What a client has learned of the PATCHes that PowerOffice refuses, by the names of an employee's parts. It lives as
 * long as the process: the next people of the run, and of the runs after it, cost no request for the same lesson.
 */
export interface PatchMemory {
  /** Refused of somebody, and taken of nobody since: sent by itself, so that it holds up nothing else. */
  readonly apart: Set<string>;
  /** Taken in its other form, after it was refused as it is: sent in the other form at once. */
  readonly otherForm: Set<string>;
}

export const createPatchMemory = (): PatchMemory => ({ apart: new Set(), otherForm: new Set() });
