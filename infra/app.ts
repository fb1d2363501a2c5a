// What the CDK command line runs (cdk.json): `npm run synth`, `npm run deploy`, `npx cdk deploy --all -c stage=prod`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { ConfigurationError } from '../shared/config/configuration-error.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { chooseStage } from './choose-stage.ts';
import { createApp } from './create-app.ts';
import { stageSettingsOf } from './synthesise.ts';
import { tellTarget } from './tell-target.ts';

/** What the command line hands over, `-c name=value` included. */
const contextSchema = z.looseObject({ stage: z.string().optional() });

const synthesiseForCommandLine = async (): Promise<void> => {
  const context = contextSchema.parse(JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}'));
  const stageName = chooseStage(context.stage, process.env);
  const stage = stageSettingsOf(stageName);
  tellTarget(`Stage ${stageName}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'functions-'));
  try {
    const { folders } = await bundleFunctions(folder);
    createApp({ stageName, stage, codeFolders: folders, checked: true }).synth();
  } finally {
    await rm(folder, { recursive: true });
  }
};

try {
  await synthesiseForCommandLine();
} catch (error) {
  // A wrong setting is for the person who wrote it: the sentence, not where in our code it was found.
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
