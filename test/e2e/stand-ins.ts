/*
 * Has a process load a module of this folder where one of the product is asked for; the stand-in itself still gets the
 * product's own.
 */
import { registerHooks } from 'node:module';

const urlOf = (file: string): string => new URL(file, import.meta.url).href;

/** @param standIns files from this folder, each with the file that is loaded instead */
export const loadInstead = (standIns: Readonly<Record<string, string>>): void => {
  const byUrl = new Map(Object.entries(standIns).map(([file, standIn]) => [urlOf(file), urlOf(standIn)]));
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const standIn = byUrl.get(resolved.url);
      return standIn !== undefined && standIn !== context.parentURL ? { ...resolved, url: standIn } : resolved;
    },
  });
};
