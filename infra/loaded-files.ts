import type { Metafile } from 'esbuild';

type Outputs = Metafile['outputs'];

/** The files that are loaded with a file: itself, and what it and those import without waiting to be asked. */
export const filesLoadedWith = (outputs: Outputs, file: string): ReadonlySet<string> => {
  const loaded = new Set([file]);
  // What is added while the set is walked is walked, too.
  for (const each of loaded) {
    for (const { path, kind } of outputs[each]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs) loaded.add(path);
    }
  }
  return loaded;
};

/** The files that a file imports only when it is asked for what they are for. */
export const filesLoadedWhenAsked = (outputs: Outputs, file: string): string[] =>
  [...filesLoadedWith(outputs, file)].flatMap((each) =>
    (outputs[each]?.imports ?? [])
      .filter(({ path, kind }) => kind === 'dynamic-import' && path in outputs)
      .map(({ path }) => path),
  );

/** Bytes of what is loaded with a file, and with the largest of the files that it imports when it is asked for it. */
export const largestLoad = (outputs: Outputs, file: string): number => {
  const bytesOf = (files: Iterable<string>): number =>
    [...files].reduce((sum, each) => sum + (outputs[each]?.bytes ?? 0), 0);
  const atStart = filesLoadedWith(outputs, file);
  const loads = filesLoadedWhenAsked(outputs, file).map((asked) =>
    bytesOf(new Set([...atStart, ...filesLoadedWith(outputs, asked)])),
  );
  return Math.max(bytesOf(atStart), ...loads);
};
