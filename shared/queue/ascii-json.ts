/**
 * JSON in ASCII alone. SQS refuses a body that holds a character outside XML 1.0, such as U+FFFF or half an emoji, and
 * with it the message; written as \\uXXXX every character of JavaScript gets through, and comes back as it was. One
 * character is one byte then, so that the text's length is what SQS counts.
 */
export const toAsciiJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
