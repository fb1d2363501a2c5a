// What the CDK command line runs (cdk.json): `npx cdk synth`, `npx cdk deploy --all -c stage=prod`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { ConfigurationError } from '../shared/config/configuration-error.ts';
import { bundleFunctions } from './bundle-functions.ts';
import { createApp } from './create-app.ts';
import { describeRegion } from './region.ts';
import { stageSettingsOf } from './synthesise.ts';
import { DEFAULT_STAGE } from './stages.ts';

/** What the command line hands over, `-c name=value` included. */
const contextSchema = z.looseObject({ stage: z.string().default(DEFAULT_STAGE) });

const synthesiseForCommandLine = async (): Promise<void> => {
  const { stage: stageName } = contextSchema.parse(JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}'));
  const stage = stageSettingsOf(stageName);
  // The CDK command line says where the shell's credentials lead; without any, nothing can be deployed anywhere.
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  const warning = account === undefined ? null : describeRegion(region);
  if (warning !== null) process.stderr.write(`${warning}\n`);
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
