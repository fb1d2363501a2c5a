import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** A stack of a synthesised cloud assembly, read but not yet interpreted. */
export interface StackAssembly {
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
  /** Absolute folders of the assets by the object key that the template uses for them. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Condition: z.string().optional(),
    }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Condition: z.string().optional(),
        Export: z.object({ Name: z.unknown() }).optional(),
      }),
    )
    .default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

export type Template = z.infer<typeof templateSchema>;

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
 * Reads the stacks of a cloud assembly (the folder that `cdk synth` writes).
 * @throws when the folder is no assembly, holds no stack, or holds stacks of several regions: one machine is one region.
 */
export const readAssembly = async (folder: string): Promise<readonly StackAssembly[]> => {
  const manifest = manifestSchema.parse(await readJson(join(folder, 'manifest.json')));
  const artifacts = Object.entries(manifest.artifacts);
  const assetFolders = await readAssetFolders(
    folder,
    artifacts
      .filter(([, { type }]) => type === 'cdk:asset-manifest')
      .map(([, { properties }]) => assetManifestProperties.parse(properties).file),
  );
  const stacks = await Promise.all(
    artifacts
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(async ([artifactId, artifact]) => {
        const properties = stackProperties.parse(artifact.properties);
        const region = artifact.environment?.split('/').at(-1);
        return {
          stackName: properties.stackName ?? artifactId,
          region: region === undefined || region === 'unknown-region' ? defaultRegion : region,
          template: templateSchema.parse(await readJson(join(folder, properties.templateFile))),
          assetFolders,
        };
      }),
  );
  const regions = new Set(stacks.map(({ region }) => region));
  if (regions.size !== 1) {
    throw new Error(
      `The loopback runtime runs the stacks of one region; the app has ${stacks.length} stacks in ${regions.size}`,
    );
  }
  return stacks;
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
