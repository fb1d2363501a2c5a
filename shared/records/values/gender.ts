import { trimmedText } from './text.ts';

export type Gender = 'Male' | 'Female';

/** English, Norwegian and Swedish spellings, in lower case. */
const SPELLINGS: Readonly<Record<Gender, readonly string[]>> = {
  Female: ['f', 'female', 'woman', 'k', 'kvinne', 'kvinna', 'kvinnelig', 'kvinneleg', 'kvinnlig', 'hunkjønn', 'jente'],
  Male: ['m', 'male', 'man', 'mann', 'mannlig', 'mannleg', 'manlig', 'hankjønn', 'gutt'],
};

/** PowerOffice's gender (row 18), or `null` for any other text: the source's field is free text. */
export const toGender = (text: string): Gender | null => {
  const spelling = trimmedText(text)?.toLowerCase() ?? '';
  if (SPELLINGS.Female.includes(spelling)) return 'Female';
  return SPELLINGS.Male.includes(spelling) ? 'Male' : null;
};
