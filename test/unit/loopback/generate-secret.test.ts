import fc from 'fast-check';
import { generateSecret } from '../../../local/loopback/services/generate-secret.ts';

const plain = {
  passwordLength: 32,
  excludeCharacters: '',
  excludeLowercase: false,
  excludeUppercase: false,
  excludeNumbers: false,
  excludePunctuation: false,
  includeSpace: false,
  requireEachIncludedType: true,
  template: null,
};

test('A generated password is as long as asked, of every kind asked for, and without what is excluded', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 80 }),
      fc.constantFrom('', 'abc', '!"#', '0O1l'),
      (passwordLength, excludeCharacters) => {
        const password = generateSecret({ ...plain, passwordLength, excludeCharacters });
        expect(password).toHaveLength(passwordLength);
        for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[!-/:-@[-`{-~]/]) expect(password).toMatch(kind);
        for (const character of excludeCharacters) expect(password).not.toContain(character);
      },
    ),
  );
});

test('Kinds of characters can be left out', () => {
  const settings = { ...plain, excludePunctuation: true, excludeUppercase: true, excludeLowercase: true };
  expect(generateSecret(settings)).toMatch(/^[0-9]{32}$/);
});

test('No two passwords are the same', () => {
  expect(new Set(Array.from({ length: 100 }, () => generateSecret(plain))).size).toBe(100);
});

test('With a template the password stands under its key beside the rest', () => {
  const secret = generateSecret({ ...plain, template: { json: '{"user":"sync"}', passwordKey: 'password' } });
  expect(JSON.parse(secret)).toEqual({ user: 'sync', password: expect.stringMatching(/^.{32}$/) });
});

test('Settings that leave no characters, or too few places, are refused', () => {
  const none = { excludeLowercase: true, excludeUppercase: true, excludeNumbers: true, excludePunctuation: true };
  expect(() => generateSecret({ ...plain, ...none })).toThrow('no characters');
  expect(() => generateSecret({ ...plain, passwordLength: 3 })).toThrow('too few places');
});
