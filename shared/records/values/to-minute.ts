/** A moment in UTC to the minute, as people read it: `2026-03-02 06:00`; nothing for none. @param isoTime ISO date-time */
export const toMinute = (isoTime: string | null): string => isoTime?.slice(0, 16).replace('T', ' ') ?? '';
