const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** The moment that an HTTP date names, epoch milliseconds; `null` for anything else. */
export const readHttpDate = (text: string | undefined): number | null => {
  const date = text?.trim() ?? '';
  const millis = HTTP_DATE.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(millis) ? null : millis;
};
