import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleFunctions } from '../infra/bundle-functions.ts';
import type { Figure } from './figure.ts';

const BYTES_PER_KILOBYTE = 1_024;
const LARGEST_IN_KILOBYTES = 1_000;

/** Sizes of what the functions that work load for one flow at most, minified, without source maps. */
export const bundleFigures = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-bundles-'));
  try {
    const { sizesInBytes } = await bundleFunctions(folder);
    return (['sync-records', 'start-run'] as const).map((name) => ({
      what: `Bundle of ${name}`,
      unit: 'KB',
      value: sizesInBytes[name] / BYTES_PER_KILOBYTE,
      goal: { atMost: LARGEST_IN_KILOBYTES },
      deterministic: true,
    }));
  } finally {
    await rm(folder, { recursive: true });
  }
};
