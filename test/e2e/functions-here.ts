/*
 * For an app that a test file starts itself: `startFunction: functionsHere` has its functions work beside the tests, from
 * their sources (function-from-source.ts), where the subject is neither a process nor a bundle. The process is put back
 * as it was when the file is done.
 */
import { startFunctionProcess } from '../../local/loopback/lambda/function-process.ts';
import type { StartFunction } from '../../local/loopback/lambda/function-process.ts';
import { endBeforeFolders } from '../builders/temp-folder.ts';
import { leaveProcess, startFromSource } from './function-from-source.ts';

endBeforeFolders(async () => leaveProcess());

export const functionsHere = startFromSource;

/** All functions work here but these, which have processes of their own. @param names as the template has them: `Widget` */
export const functionsHereBut =
  (...names: readonly string[]): StartFunction =>
  (options) =>
    names.some((name) => options.definition.name.includes(`${name}Function`))
      ? startFunctionProcess(options)
      : functionsHere(options);
