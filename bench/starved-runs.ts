// The sync as `npm run sync` runs it: a first load, then a run for every message of the program that started this.
import { flowsIn, readVariables, readVendors } from '../local/cli/environment.ts';
import { startLocalSync } from '../local/cli/local-sync.ts';

const variables = readVariables();
const sync = await startLocalSync({ vendors: readVendors(variables, flowsIn(variables)), dataFolder: null });
const run = async (): Promise<void> => {
  const { status } = await sync.run({ mode: 'apply', employees: null });
  process.send?.(status);
};
process.on('disconnect', () => process.exit());
process.on('message', () => void run());
await run();
