/*
 * Has a process load a module of this folder where one of the product is asked for; the stand-in itself still gets the
 * product's own. What stands in functions/ is loaded once for each function that is started, as function-in-session.ts
 * asks for it.
 */
import { registerHooks } from 'node:module';

const urlOf = (file: string): string => new URL(file, import.meta.url).href;
const FUNCTIONS = urlOf('../../functions/');

/** @param standIns files from this folder, each with the file that is loaded instead */
export const loadInstead = (standIns: Readonly<Record<string, string>>): void => {
  const byUrl = new Map(Object.entries(standIns).map(([file, standIn]) => [urlOf(file), urlOf(standIn)]));
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const { parentURL = '' } = context;
      const standIn = byUrl.get(resolved.url);
      if (standIn !== undefined && standIn !== parentURL) return { ...resolved, url: standIn };
      return resolved.url.startsWith(FUNCTIONS) && parentURL.startsWith(FUNCTIONS)
        ? { ...resolved, url: new URL(new URL(parentURL).search, resolved.url).href }
        : resolved;
    },
  });
};
