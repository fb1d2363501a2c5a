import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
import type { ShownRun } from '../../local/cli/shown-run.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';

/** The app over one data folder, until it is closed. @param environment of its functions, beside that of the vendors */
export const openFolder = (
  vendors: DemoVendors,
  dataFolder: string | null,
  settings: object,
  environment: Readonly<Record<string, string>> = {},
): Promise<LocalSync> =>
  startLocalSync({
    vendors: {
      keys: vendors.keys,
      environment: { ...vendors.environment, ...environment, SETTINGS: JSON.stringify(settings) },
    },
    dataFolder,
  });

/** Plans and applies of a flow of time off, and what the API tells of them. */
export const timeOffOf = (sync: LocalSync, flow: string) => {
  /** A plan that is kept, as it ended. */
  const plan = (from: string, to: string): Promise<ShownRun> =>
    sync.run({ flow, mode: 'plan', employees: null, isStored: true, selection: { from: [from], to: [to] } });
  return {
    plan,
    /** A plan and its apply, as they ended. */
    send: async (from: string, to: string): Promise<{ readonly planned: ShownRun; readonly applied: ShownRun }> => {
      const planned = await plan(from, to);
      const applies = { planId: planned.runId, accept: [] };
      return { planned, applied: await sync.run({ flow, mode: 'apply', employees: null, applies }) };
    },
    /** A run's document. */
    documentOf: async (runId: string): Promise<any> =>
      (await fetch(`${sync.runtime.api.url}/runs/${runId}?flow=${flow}`)).json(),
  };
};
