import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { FUNCTION_NAMES } from '../../infra/bundle-functions.ts';
import { createApp, stackNameOf } from '../../infra/create-app.ts';
import { parseStageSettings } from '../../infra/stage-settings.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { createTempFolder } from '../builders/temp-folder.ts';

const writeCodeFolders = async () => {
  const folder = await createTempFolder('code');
  for (const name of FUNCTION_NAMES) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'index.mjs'), `export const handler = () => '${name}';\n`);
  }
  return Object.fromEntries(FUNCTION_NAMES.map((name) => [name, path.join(folder, name)])) as Record<
    (typeof FUNCTION_NAMES)[number],
    string
  >;
};

let codeFolders: ReturnType<typeof writeCodeFolders> | undefined;

/** A folder per function, each with the least that can be bundled, so that a template does not wait for the bundler. */
export const createCodeFolders = (): ReturnType<typeof writeCodeFolders> => (codeFolders ??= writeCodeFolders());

export const STAGE: StageSettingsInput = {
  schedule: { days: ['MON', 'FRI'], time: '05:30' },
  alarmEmail: 'payroll@fjordlys.example',
};

/** The app of a stage as it is deployed, without the checks unless asked for. */
export const appOf = async (
  input: StageSettingsInput,
  { checked = false, outdir }: { checked?: boolean; outdir?: string } = {},
) =>
  createApp({
    stageName: 'test',
    stage: parseStageSettings('test', input),
    codeFolders: await createCodeFolders(),
    checked,
    outdir: outdir ?? (await createTempFolder('assembly')),
  });

/** Synthesised once in a test file, by the stage's settings. */
const assemblies = new Map<string, Promise<CloudAssembly>>();

/** The assembly of a stage, without the checks. */
export const assemblyOf = (input: StageSettingsInput): Promise<CloudAssembly> => {
  const key = JSON.stringify(input);
  const assembly = assemblies.get(key) ?? appOf(input).then((app) => app.synth());
  assemblies.set(key, assembly);
  return assembly;
};

/** The template of a stage's client. */
export const templateOf = async (input: StageSettingsInput = STAGE, client = 'main'): Promise<Template> => {
  const assembly = await assemblyOf(input);
  const template = JSON.parse(
    await readFile(assembly.getStackByName(stackNameOf('test', client)).templateFullPath, 'utf8'),
  );
  return Template.fromJSON(template);
};
