import * as z from 'zod';
import { parseSettings } from '../shared/config/settings.ts';
import type { AllSettings } from '../shared/config/settings.ts';

const objectSchema = z.record(z.string(), z.unknown());

/** What differs from the defaults, member by member; undefined when nothing does. */
const differing = (value: unknown, usual: unknown): unknown => {
  const members = objectSchema.safeParse(value).data;
  const usualMembers = objectSchema.safeParse(usual).data;
  if (members === undefined || usualMembers === undefined) {
    return JSON.stringify(value) === JSON.stringify(usual) ? undefined : value;
  }
  const kept = Object.entries(members).flatMap(([name, member]) => {
    const difference = differing(member, usualMembers[name]);
    return difference === undefined ? [] : [[name, difference]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};

/** Settings as a function's variable. Lambda has little room for it, and the function knows the defaults. */
export const settingsVariable = (settings: AllSettings): string =>
  JSON.stringify(differing(settings, parseSettings({})) ?? {});
