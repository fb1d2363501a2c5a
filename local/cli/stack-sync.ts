import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { isOver, readRun } from './documents.ts';
import { openApi } from './api-client.ts';
import type { Runs } from './local-sync.ts';

/** API Gateway lets five calls a second through, for everybody together. */
const POLL_INTERVAL_IN_MILLIS = 2_000;

const startedSchema = z.object({ runId: z.string() });

/**
 * Runs syncs on a stack in AWS through its API, and waits for their ends. Whoever stops waiting stops no run.
 * @param say tells whoever watches
 * @throws RefusedError
 */
export const openStackSync = async (stack: string, say: (text: string) => void): Promise<Runs> => {
  const api = await openApi({ stack });
  return {
    environment: api.environment,
    run: async ({ mode, employees }) => {
      const body = { mode, ...(employees !== null && { employees }) };
      const { runId } = startedSchema.parse(await api.call('POST', '/runs', { body }));
      say(
        `Run ${runId} is under way in AWS. Ctrl-C ends the waiting and not the run; it is shown by: ` +
          `npm run sync -- runs ${runId} --stack ${stack}`,
      );
      while (!isOver(await api.call('GET', `/runs/${runId}`, { query: { limit: '1' } })))
        await delay(POLL_INTERVAL_IN_MILLIS);
      return readRun(api, runId);
    },
    close: () => api.close(),
  };
};
