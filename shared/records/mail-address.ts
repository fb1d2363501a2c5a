/** How many of those who are to get mails have said that they want them. */
export interface MailAddress {
  readonly audience: 'alarms' | 'hr';
  readonly confirmed: number;
  readonly pending: number;
}
