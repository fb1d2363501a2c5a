// One start of a run, whole, in a process of its own: `whole-start.mjs FOLDER EVENT` loads the bundle in the folder, hands
// it the event, and prints how long that took and the most memory that the process ever had.
// Plain JavaScript, because what strips types from TypeScript files would be in that memory.
/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call -- nothing here has types */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, event] = process.argv.slice(2);
const { handler } = await import(pathToFileURL(path.join(folder, 'index.mjs')).href);
const TIMEOUT_IN_MILLIS = 900_000;
const startedAt = performance.now();
await handler(JSON.parse(event), {
  awsRequestId: 'whole',
  functionName: 'whole-start',
  getRemainingTimeInMillis: () => TIMEOUT_IN_MILLIS - (performance.now() - startedAt),
});
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    wallInSeconds: (performance.now() - startedAt) / 1000,
    cpuInSeconds: (userCPUTime + systemCPUTime) / 1_000_000,
    memoryInMegabytes: maxRSS / 1024,
  }),
);
process.exit(0);
