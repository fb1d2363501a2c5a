/*
 * Reads a guide that people walk, such as docs/first-week.md, as a list of steps. A block marked `sh` is typed, a plain
 * block behind it is what the last of its commands prints, a paragraph quoted with `>` is what somebody does elsewhere.
 * For example, "> In Simployer, HR gives her a new title." is a step of the kind `elsewhere`.
 */

export type GuideStep =
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'prints'; readonly lines: readonly string[] }
  | { readonly kind: 'variables'; readonly names: readonly string[] }
  | { readonly kind: 'elsewhere'; readonly words: string };

const PART = /^```(?<language>\w*)\n(?<block>.*?)\n```$|^(?<quote>>[^\n]*(?:\n>[^\n]*)*)/gms;

const stepsOf = (language: string, lines: readonly string[]): readonly GuideStep[] => {
  if (language === 'sh') return lines.map((line) => ({ kind: 'command', line: line.replace(/ +#.*$/, '') }));
  if (language !== '') return [];
  const names = lines.map((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? '');
  return [names.includes('') ? { kind: 'prints', lines } : { kind: 'variables', names }];
};

/** The steps of a guide, in its order. */
export const readGuide = (markdown: string): readonly GuideStep[] =>
  [...markdown.matchAll(PART)].flatMap(({ groups }) => {
    const { language = '', block = '', quote } = groups ?? {};
    return quote === undefined
      ? stepsOf(
          language,
          block.split('\n').filter((line) => line.trim() !== ''),
        )
      : [{ kind: 'elsewhere', words: quote.replaceAll(/\n?> ?/g, ' ').trim() }];
  });

/** Every command that a guide names outside its blocks. */
export const commandsInText = (markdown: string): readonly string[] =>
  [...markdown.replaceAll(PART, '').matchAll(/`((?:npm|npx|git|aws|node) [^`]+)`/g)].map(([, words = '']) => words);

/** A quoted line as what it matches: `…` is anything, and blanks are as many as there are. */
const toPattern = (line: string): RegExp =>
  new RegExp(
    `^${line
      .trim()
      .split(/\s+/)
      .map((word) =>
        word
          .split('…')
          .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
          .join('.*'),
      )
      .join('\\s+')}$`,
  );

/** The first line of a quotation that is not printed, in the order of the quotation; null when all are. `...` is any lines. */
export const firstNotPrinted = (quoted: readonly string[], printed: string): string | null => {
  const lines = printed.split('\n').map((line) => line.trim());
  let from = 0;
  for (const line of quoted.filter((one) => one.trim() !== '...')) {
    const found = lines.findIndex((one, index) => index >= from && toPattern(line).test(one));
    if (found === -1) return line;
    from = found + 1;
  }
  return null;
};

/** The words of a command line, as a shell has them: quotation marks keep some together, `>` ends them. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.replace(/ >.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
