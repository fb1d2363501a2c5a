import type { PersonWrites as Writes, RefusedAs } from '../../../people/person-writes.ts';
import { problem } from '../problems.ts';
import type { ProblemCode } from '../problems.ts';
import type { PowerOfficeWriter } from '../../../vendors/poweroffice/client.ts';

export type PersonWrites = Writes<PowerOfficeWriter>;

/** A refusal told by a code, where it helps in PowerOffice's own words, already masked by its client. */
export const refusedAs =
  (code: ProblemCode): RefusedAs =>
  (error) =>
    problem(code, code === 'POWEROFFICE_REJECTED' || code === 'ARCHIVE_REFUSED' ? error.message : undefined);
