import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationError } from '../shared/config/configuration-error.ts';
import { bundleFunctions } from './bundle-functions.ts';
import type { FunctionBundles } from './bundle-functions.ts';
import { parseStageSettings } from './stage-settings.ts';
import type { StageSettings } from './stage-settings.ts';
import { DEFAULT_STAGE, STAGES } from './stages.ts';

export interface SynthesisOptions {
  /** Gets the assembly: templates and bundles, as `cdk deploy` uploads them. */
  readonly outdir: string;
  /** Where the functions' folders are; the project's when left out. */
  readonly functionsFolder?: string;
  readonly stageName?: string;
  /** Instead of the stage of that name. */
  readonly stage?: StageSettings;
  /** Whether the templates are checked, which takes some seconds; they are unless this says false. */
  readonly checked?: boolean;
}

export interface Synthesis {
  /** One per client, in the order of the list. Templates are `<stackName>.template.json` in `outdir`. */
  readonly stackNames: readonly string[];
  /** The first client's template. */
  readonly templateFile: string;
  /** Sizes and contents of the bundles; where each lies in `outdir`, the template's asset metadata says. */
  readonly bundles: Omit<FunctionBundles, 'folders'>;
}

/**
 * The settings of a stage.
 * @throws ConfigurationError when there is no such stage or one of its settings is wrong
 */
export const stageSettingsOf = (stageName: string): StageSettings => {
  const input = STAGES[stageName];
  if (input === undefined) {
    throw new ConfigurationError([`stage: "${stageName}" is none of ${Object.keys(STAGES).join(', ')}`]);
  }
  return parseStageSettings(stageName, input);
};

/**
 * Bundles the functions and writes the whole assembly of a stage, in this process and without a network.
 * @throws ConfigurationError for a wrong setting; an Error holding the findings when a template is refused
 */
export const synthesise = async (options: SynthesisOptions): Promise<Synthesis> => {
  const { outdir, functionsFolder, stageName = DEFAULT_STAGE, checked = true } = options;
  const stage = options.stage ?? stageSettingsOf(stageName);
  const bundlesFolder = path.join(outdir, 'bundles');
  // The CDK is loaded while esbuild works.
  const [{ folders, ...bundles }, { createApp, stackNameOf }] = await Promise.all([
    bundleFunctions(bundlesFolder, functionsFolder),
    import('./create-app.ts'),
  ]);
  createApp({ stageName, stage, codeFolders: folders, outdir, checked }).synth();
  // The assembly has its own copies.
  await rm(bundlesFolder, { recursive: true });
  const stackNames = stage.clients.map(({ name }) => stackNameOf(stageName, name));
  return { stackNames, templateFile: path.join(outdir, `${stackNames[0]}.template.json`), bundles };
};
