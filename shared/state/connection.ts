import * as z from 'zod';

/**
 * The companies that a run goes between: what each vendor says of its own, by vendor; null is what it did not say. Which
 * words those are, a flow knows. Names of companies are no personal data.
 *
 * Example: `{ simployer: { id: 'c-1', name: 'Fjordglimt AS' }, powerOffice: { clientId: '0f9e', name: null } }`.
 */
export const sideSchema = z.record(z.string(), z.string().nullable());
export const connectionSchema = z.record(z.string(), sideSchema);
export type Connection = Readonly<Record<string, Readonly<Record<string, string | null>>>>;
