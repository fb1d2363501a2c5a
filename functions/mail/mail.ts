/** A mail as plain text: SNS sends no other. */
export interface Mail {
  /** ASCII on one line, shorter than 100 characters (Amazon SNS API, `Publish`). */
  readonly subject: string;
  readonly body: string;
}

/** Hands a mail over for sending. @throws MailRefusedError when it has surely not been sent */
export type SendMail = (topicArn: string, mail: Mail) => Promise<void>;

/** Whoever sends mails has refused one: it has not left. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}

const LONGEST_SUBJECT = 99;

/** A subject that SNS takes, whatever is in it. */
export const toSubject = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .slice(0, LONGEST_SUBJECT);
