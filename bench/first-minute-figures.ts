/*
 * What somebody sees who has just installed the project and types `npm start`: how long it takes until the first employee
 * is in the demo PowerOffice. The program says so itself, and is ended then. For example, a stack that takes three seconds
 * more to be put together shows as three seconds more.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { medianOf } from './figure.ts';
import type { Figure } from './figure.ts';

const STARTS = 5;
const GOAL_IN_SECONDS = 10;
const PROJECT_FOLDER = path.resolve(import.meta.dirname, '..');
/** As package.json has `npm start`. */
const PROGRAM = ['bin/node24.mjs', 'local/cli/commands/start/main.ts'] as const;
const IS_THERE = /is in PowerOffice, [\d.]+ seconds after the start/;

/** @returns seconds from the start of the program until it says so */
const startOnce = async (): Promise<number> => {
  const startedAt = performance.now();
  const program = spawn(process.execPath, PROGRAM, { cwd: PROJECT_FOLDER, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(program, 'exit');
  try {
    for await (const line of createInterface({ input: program.stdout })) {
      if (IS_THERE.test(line)) return (performance.now() - startedAt) / 1000;
    }
    throw new Error('npm start ended before anybody was in PowerOffice.');
  } finally {
    program.kill();
    await ended;
  }
};

/** How long somebody waits for the first employee. */
export const firstMinuteFigures = async (tell: (step: string) => void): Promise<Figure[]> => {
  tell(`${STARTS} times npm start`);
  const seconds: number[] = [];
  for (let round = 0; round < STARTS; round += 1) seconds.push(await startOnce());
  return [
    {
      what: `First created employee on screen after npm start, median of ${STARTS}`,
      unit: 's',
      ...medianOf(seconds),
      goal: { atMost: GOAL_IN_SECONDS },
      deterministic: false,
    },
  ];
};
