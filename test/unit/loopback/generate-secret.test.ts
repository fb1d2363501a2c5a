import { generateSecret } from '../../../local/loopback/services/generate-secret.ts';

test.each([0, 1, 64])('A generated secret is %d letters and digits long', (length) => {
  expect(generateSecret(length)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
});

test('No two secrets are the same, and every letter and digit comes up', () => {
  const secrets = Array.from({ length: 100 }, () => generateSecret(64));
  expect(new Set(secrets).size).toBe(100);
  expect(new Set(secrets.join('')).size).toBe(62);
});
