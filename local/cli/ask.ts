import { createInterface } from 'node:readline/promises';

/** Whether somebody sits at a terminal who can be asked: what they read is standard error, standard output may be a file. */
export const isSomebodyThere = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks at the terminal; the end of the input is an empty answer. */
export const askAnswer = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    return (await Promise.race([terminal.question(question), ended])).trim();
  } finally {
    terminal.close();
  }
};

/** Asks at the terminal. Only the whole word `yes` means yes. */
export const askYes = async (question: string): Promise<boolean> =>
  (await askAnswer(`${question} Type yes: `)).toLowerCase() === 'yes';
