/**
 * How many random cases a property is tried with.
 * @param usual as many as find a mistake nearly always; the environment variable PROPERTY_RUNS overrides it
 */
export const runCount = (usual: number): number => Number(process.env['PROPERTY_RUNS'] ?? usual);
