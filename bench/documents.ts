import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderCosts, renderNumbers } from './render.ts';
import type { Results } from './results.ts';

const BEGIN = '<!-- measured by npm run bench -->';
const END = '<!-- end of what was measured -->';
const PROJECT_FOLDER = path.resolve(import.meta.dirname, '..');

/** The documents with a part that the benchmark writes, and what that part is. */
export const DOCUMENTS: Readonly<Record<string, (results: Results) => string>> = {
  'docs/numbers.md': renderNumbers,
  'docs/costs.md': renderCosts,
};

/** What a document says between its marks; null when it has none. */
export const measuredPart = (text: string): string | null => {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  return begin === -1 || end < begin ? null : text.slice(begin + BEGIN.length, end).trim();
};

/** Brings the measured parts of the documents up to date. */
export const writeDocuments = async (results: Results): Promise<void> => {
  for (const [name, render] of Object.entries(DOCUMENTS)) {
    const file = path.join(PROJECT_FOLDER, name);
    const text = await readFile(file, 'utf8');
    if (measuredPart(text) === null) continue;
    const before = text.slice(0, text.indexOf(BEGIN) + BEGIN.length);
    await writeFile(file, `${before}\n\n${render(results)}\n\n${text.slice(text.indexOf(END))}`);
  }
};
