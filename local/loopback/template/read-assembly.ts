/*
 * Reads the folder that `cdk synth` writes: a manifest, the stack's template, and the code of its functions. The
 * template is taken as it is; what it means is the next file's business (interpret-template). A section or a setting
 * that nobody here has a rule for stops the start. For example, the assembly of a stack `Small` with a function
 * `Echo` gives the template, its region, and the folder of the code that a deploy would upload under the key
 * `echo.zip`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { UnknownTemplatePartError } from './unknown-template-part-error.ts';

/** The stack of a synthesised cloud assembly, read but not yet interpreted. */
export interface StackAssembly {
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
  /** Absolute folders of the assets by the object key that the template uses for them. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

/** Strict, so that what nobody here has a rule for stops the start: a condition of a resource, an export of an output. */
const templateSchema = z.strictObject({
  Description: z.unknown().optional(),
  Resources: z.record(
    z.string(),
    z.strictObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      // What AWS does when a stack is deployed or deleted; on one machine everything is created at once.
      DeletionPolicy: z.unknown().optional(),
      DependsOn: z.unknown().optional(),
      Metadata: z.unknown().optional(),
      UpdateReplacePolicy: z.unknown().optional(),
    }),
  ),
  Outputs: z
    .record(z.string(), z.strictObject({ Value: z.unknown(), Description: z.unknown().optional() }))
    .default({}),
  // The version of the account's CDK bootstrap, and the rule that checks it: nothing else in the template asks for it.
  Parameters: z.unknown().optional(),
  Rules: z.unknown().optional(),
});

type Template = z.infer<typeof templateSchema>;

const stackProperties = z.object({ templateFile: z.string(), stackName: z.string().optional() });
const assetManifestProperties = z.object({ file: z.string() });

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), environment: z.string().optional(), properties: z.unknown().optional() }),
  ),
});

const assetManifestSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional(), packaging: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** Used when the app is synthesised for no region in particular. */
const defaultRegion = 'eu-north-1';

/**
 * Reads the stack of a cloud assembly.
 * @throws when the folder is no assembly or holds another number of stacks than one; UnknownTemplatePartError for a
 *   section of the template, or a setting of a resource or an output, without a rule here.
 */
export const readAssembly = async (folder: string): Promise<StackAssembly> => {
  const manifest = manifestSchema.parse(await readJson(join(folder, 'manifest.json')));
  const artifacts = Object.entries(manifest.artifacts);
  const stacks = artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stack] = stacks;
  if (stack === undefined || stacks.length > 1) {
    throw new Error(`The loopback runtime runs one stack; ${folder} holds ${stacks.length}`);
  }
  const [artifactId, { environment, properties }] = stack;
  const { stackName = artifactId, templateFile } = stackProperties.parse(properties);
  const region = environment?.split('/').at(-1);
  return {
    stackName,
    region: region === undefined || region === 'unknown-region' ? defaultRegion : region,
    template: toTemplate(stackName, await readJson(join(folder, templateFile))),
    assetFolders: await readAssetFolders(
      folder,
      artifacts
        .filter(([, { type }]) => type === 'cdk:asset-manifest')
        .map(([, artifact]) => assetManifestProperties.parse(artifact.properties).file),
    ),
  };
};

const toTemplate = (stackName: string, json: unknown): Template => {
  const parsed = templateSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UnknownTemplatePartError(`The template of ${stackName}: ${z.prettifyError(parsed.error)}`);
};

const readAssetFolders = async (
  folder: string,
  manifestFiles: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const manifests = await Promise.all(manifestFiles.map((file) => readJson(join(folder, file))));
  return new Map(
    manifests
      .flatMap((manifest) => Object.values(assetManifestSchema.parse(manifest).files))
      .flatMap(({ source, destinations }) =>
        source.packaging === 'zip' && source.path !== undefined
          ? Object.values(destinations).map(({ objectKey }) => [objectKey, join(folder, source.path ?? '')] as const)
          : [],
      ),
  );
};

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
