/** What somebody types after the demo, in the order in which it works: everything about their own company needs the keys. */
export const WHAT_NEXT = [
  '  npm start -- --serve                  the open problems in a browser, as CloudWatch shows them',
  '',
  '  For your own company, first put the keys into .env or the environment: README.md, "Connect". Then:',
  '',
  '  npm run check                         is everything ready: keys, companies, privileges',
  '  npm run plan                          what a run would write; keeps the plan, writes nothing',
  '  npm run sync -- --employee 101        bring one person up to date; shows a plan and asks first',
  '  npm run deploy                        into your AWS account',
].join('\n');
