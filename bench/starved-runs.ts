// The sync as `npm run sync` runs it: a first load, then a run for every message of the program that started this.
import { readVariables, readVendors } from '../local/cli/environment.ts';
import { startLocalSync } from '../local/cli/local-sync.ts';

const sync = await startLocalSync({ vendors: readVendors(readVariables()), dataFolder: null });
const run = async (): Promise<void> => {
  const { status } = await sync.run({ mode: 'apply', employees: null });
  process.send?.(status);
};
process.on('disconnect', () => process.exit());
process.on('message', () => void run());
await run();
