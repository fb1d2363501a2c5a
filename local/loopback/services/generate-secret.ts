import { randomInt } from 'node:crypto';

const characters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Letters and digits by chance, as `GenerateSecretString` gives them without punctuation. */
export const generateSecret = (length: number): string =>
  Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join('');
