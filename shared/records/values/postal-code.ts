/**
 * A Norwegian postal code, 4 digits, whether typed by itself or with the country's prefix: "N-0150", "NO-0150".
 *
 * @returns `null` for any other text
 */
export const toNorwegianPostalCode = (text: string): string | null =>
  /^(?:NO?[\s\p{Pd}]*)?([0-9]{4})$/iu.exec(text)?.[1] ?? null;
