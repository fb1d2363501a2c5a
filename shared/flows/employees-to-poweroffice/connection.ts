import * as z from 'zod';
import type { Connection } from '../../state/connection.ts';

const text = z.string().nullable();

/** The two companies that this flow goes between, in the vendors' own words; null is what a vendor did not say. */
const companiesSchema = z.object({
  simployer: z.object({ id: text, name: text, organisationNumber: text }),
  powerOffice: z.object({
    clientId: text,
    name: text,
    /** `production`, `demo`, or the host of any other address. */
    environment: text,
  }),
});
export type Companies = z.infer<typeof companiesSchema>;

/** The two companies of a run or of what is remembered; null while they are not known, or not as this version knows them. */
export const readCompanies = (connection: Connection | null): Companies | null =>
  companiesSchema.safeParse(connection).data ?? null;
