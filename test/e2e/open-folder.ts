import { setTimeout as delay } from 'node:timers/promises';
import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
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

/** The API of an app, for a flow of time off. */
export const timeOffOf = ({ runtime }: LocalSync, flow: string) => {
  const call = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${runtime.api.url}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const document: any = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(document)}`);
    return document;
  };
  const ended = async (runId: string): Promise<any> => {
    for (;;) {
      const run = await call('GET', `/runs/${runId}?flow=${flow}`);
      if (run.endedAt) return run;
      await delay(100);
    }
  };
  const plan = async (from: string, to: string): Promise<any> => {
    const { planId } = await call('POST', '/plans', { flow, from, to });
    return { ...(await ended(planId)), planId };
  };
  return {
    /** A plan, as it ended. */
    plan,
    /** A plan and its apply, as they ended. */
    send: async (from: string, to: string): Promise<{ readonly planned: any; readonly applied: any }> => {
      const planned = await plan(from, to);
      const { planId } = planned;
      const { runId } = await call('POST', `/plans/${planId}/apply`, { flow });
      return { planned, applied: await ended(runId) };
    },
  };
};
