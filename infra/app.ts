// What the CDK command line runs (cdk.json): `npx cdk synth`, `npx cdk deploy --all -c stage=prod`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { bundleFunctions } from './bundle-functions.ts';
import { createApp } from './create-app.ts';
import { stageSettingsOf } from './synthesise.ts';
import { DEFAULT_STAGE } from './stages.ts';

/** What the command line hands over, `-c name=value` included. */
const contextSchema = z.looseObject({ stage: z.string().default(DEFAULT_STAGE) });
const { stage: stageName } = contextSchema.parse(JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}'));

const folder = await mkdtemp(path.join(tmpdir(), 'functions-'));
try {
  const { folders } = await bundleFunctions(folder);
  createApp({ stageName, stage: stageSettingsOf(stageName), codeFolders: folders, checked: true }).synth();
} finally {
  await rm(folder, { recursive: true });
}
