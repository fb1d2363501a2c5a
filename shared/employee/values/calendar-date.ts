/** A day without a time or zone, `YYYY-MM-DD`. Compares as text. */
export type CalendarDate = string;
