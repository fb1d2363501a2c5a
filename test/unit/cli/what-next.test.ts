import { WHAT_NEXT } from '../../../local/cli/commands/start/what-next.ts';

test('what needs keys comes behind the sentence that says where they go', () => {
  const [before = '', after = ''] = WHAT_NEXT.split('first put the keys into .env');
  expect(before).toContain('npm start -- --serve');
  expect(before).not.toMatch(/npm run/);
  expect(after).toMatch(/README\.md, "Connect".*npm run check.*npm run plan.*npm run sync.*npm run deploy/s);
});
