import * as z from 'zod';
import type { Connection } from '../../state/connection.ts';

const text = z.string().nullable();

/** The two companies that this flow goes between, in the vendors' own words; null is what a vendor did not say. */
const companyPairSchema = z.object({
  simployer: z.object({ id: text, name: text, organisationNumber: text }),
  powerOffice: z.object({
    clientId: text,
    name: text,
    /** `production`, `demo`, or the host of any other address. */
    environment: text,
  }),
});
export type CompanyPair = z.infer<typeof companyPairSchema>;

/** The two companies of a run or of what is remembered; null while they are not known, or not as this version knows them. */
export const readCompanyPair = (connection: Connection | null): CompanyPair | null =>
  companyPairSchema.safeParse(connection).data ?? null;
