import * as z from 'zod';

/** 254 characters is what a mail server takes at most (RFC 5321). */
const emailAddress = z.email().max(254);

/** Whether the text is a well-formed e-mail address (rows 4 and 21). */
export const isEmailAddress = (text: string): boolean => emailAddress.safeParse(text).success;

/** Whether two addresses reach the same mailbox: compared without case. */
export const isSameEmailAddress = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();
