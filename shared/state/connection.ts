import * as z from 'zod';

const text = z.string().nullable();

/**
 * The two companies that a run goes between, in the vendors' own words; null is what a vendor did not say. Names of
 * companies are no personal data.
 */
export const connectionSchema = z.object({
  simployer: z.object({ id: text, name: text, organisationNumber: text }),
  powerOffice: z.object({
    clientId: text,
    name: text,
    /** `production`, `demo`, or the host of any other address. */
    environment: text,
  }),
});
export type Connection = z.infer<typeof connectionSchema>;
