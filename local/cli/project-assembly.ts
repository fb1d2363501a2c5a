import { join } from 'node:path';
import type { StageSettings } from '../../infra/stage-settings.ts';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { cachedAssembly } from '../loopback/cached-assembly.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '../..');

/** Everything that the assembly is made from. */
const SOURCES = ['infra', 'functions', 'shared', 'package-lock.json', 'cdk.json', 'tsconfig.json'];

let assembly: Promise<string> | null = null;

/**
 * The cloud assembly of this project, of the stage that is meant when none is named. A process looks at the sources
 * once: what it has loaded of them stays as it is, too.
 * @returns its folder
 */
export const projectAssembly = (): Promise<string> =>
  (assembly ??= cachedAssembly({
    projectFolder: PROJECT_FOLDER,
    sources: SOURCES,
    cacheFolder: join(PROJECT_FOLDER, 'node_modules/.cache/simployer-poweroffice-sync'),
    synthesise,
  }));

/** The stage as one machine runs it: the first client's stack, with every flow, whatever the others share with it in AWS. */
export const stageForOneMachine = (stage: StageSettings): StageSettings => ({
  ...stage,
  flows: FLOW_NAMES,
  clients: stage.clients.slice(0, 1).map((client) => ({ ...client, flows: null })),
});

const synthesise = async (outdir: string): Promise<void> => {
  const [{ stageSettingsOf, synthesise: write }, { DEFAULT_STAGE }] = await Promise.all([
    import('../../infra/synthesise.ts'),
    import('../../infra/stages.ts'),
  ]);
  // The rules for templates are checked before a deploy and in the tests; they would cost every first start some seconds.
  await write({ outdir, stage: stageForOneMachine(stageSettingsOf(DEFAULT_STAGE)), checked: false });
};
