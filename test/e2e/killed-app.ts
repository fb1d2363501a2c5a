import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
import type { ShownRun } from '../../local/cli/shown-run.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { functionsHereBut } from './functions-here.ts';

/** What an app is made of whose functions a test kills. */
interface KilledApp {
  readonly vendors: DemoVendors;
  readonly settings: object;
  /** Which functions have processes of their own, to be killed, as the template calls them: `SyncEmployee`. */
  readonly killed: readonly string[];
  /** Default: all is kept in memory. */
  readonly dataFolder?: string;
  /** Of its functions, beside that of the vendors. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts it; whoever is not killed works beside the test. */
export const startKilledApp = ({ vendors, settings, killed, dataFolder, environment }: KilledApp): Promise<LocalSync> =>
  startLocalSync({
    vendors: {
      keys: vendors.keys,
      environment: { ...vendors.environment, ...environment, SETTINGS: JSON.stringify(settings) },
    },
    dataFolder: dataFolder ?? null,
    startFunction: functionsHereBut(...killed),
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
