import { OF_FILE } from './file/told-file.ts';
import { OF_LEAVES } from './leaves/told-leaves.ts';
import { TOLD_FLOWS_OF_PEOPLE } from './told-flow.ts';
import type { ToldFlow } from './told-flow.ts';

/** Every flow, as people are told of it. What tells of people alone takes theirs, and is smaller for it. */
export const TOLD_FLOWS: readonly ToldFlow[] = [...TOLD_FLOWS_OF_PEOPLE, OF_LEAVES, OF_FILE];
