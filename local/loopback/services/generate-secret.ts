import { randomInt } from 'node:crypto';
import * as z from 'zod';
import type { GeneratedSecret } from '../template/local-app.ts';

const lowercase = 'abcdefghijklmnopqrstuvwxyz';
const uppercase = lowercase.toUpperCase();
const digits = '0123456789';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * A value as `GenerateSecretString` makes it: the password, or the template's object with the password under its key.
 * @throws when the settings exclude every character, or ask for more kinds of them than the password is long.
 */
export const generateSecret = (settings: GeneratedSecret): string => {
  const password = generatePassword(settings);
  if (settings.template === null) return password;
  const { json, passwordKey } = settings.template;
  return JSON.stringify({ ...z.record(z.string(), z.unknown()).parse(JSON.parse(json)), [passwordKey]: password });
};

const generatePassword = (settings: GeneratedSecret): string => {
  const kinds = [
    settings.excludeLowercase ? '' : lowercase,
    settings.excludeUppercase ? '' : uppercase,
    settings.excludeNumbers ? '' : digits,
    settings.excludePunctuation ? '' : punctuation,
    settings.includeSpace ? ' ' : '',
  ]
    .map((kind) => kind.split('').filter((character) => !settings.excludeCharacters.includes(character)))
    .filter((kind) => kind.length > 0);
  const required = settings.requireEachIncludedType ? kinds : [];
  if (kinds.length === 0 || required.length > settings.passwordLength) {
    throw new Error('A generated secret has no characters to choose from, or too few places for them');
  }
  const all = kinds.flat();
  const free = Array.from({ length: settings.passwordLength - required.length }, () => pick(all));
  return shuffle([...required.map(pick), ...free]).join('');
};

const pick = (characters: readonly string[]): string => characters[randomInt(characters.length)] ?? '';

const shuffle = (characters: readonly string[]): readonly string[] =>
  characters
    .map((character) => ({ character, place: randomInt(2 ** 32) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ character }) => character);
