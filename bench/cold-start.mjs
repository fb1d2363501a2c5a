// What a new process of a function does first: `cold-start.mjs FOLDER EVENT` loads the bundle in the folder, hands it the
// event, and prints what that had taken when the first request to a vendor was written to the network.
// Plain JavaScript, because a TypeScript file would have its types stripped on the function's account.
/* oxlint-disable typescript/no-unsafe-argument, typescript/no-unsafe-assignment, typescript/no-unsafe-call,
   typescript/no-unsafe-member-access -- nothing here has types */
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, event] = process.argv.slice(2);
const STANDARD_OUTPUT = 1;

const spent = () => {
  const { user, system } = process.cpuUsage();
  return { cpuInMillis: (user + system) / 1000, wallInMillis: performance.now() };
};
const end = (loaded, sent) => {
  writeSync(STANDARD_OUTPUT, JSON.stringify({ loaded, sent }));
  process.exit(0);
};

const { handler } = await import(pathToFileURL(path.join(folder, 'index.mjs')).href);
const loaded = spent();
// AWS's own clients use node:http; what undici sends is for a vendor.
subscribe('undici:client:sendHeaders', () => end(loaded, spent()));
const endsAt = Date.now() + 60_000;
await handler(JSON.parse(event), {
  awsRequestId: 'first',
  functionName: 'cold-start',
  getRemainingTimeInMillis: () => endsAt - Date.now(),
});
end(loaded, null);
