/*
 * Reads the file `.env`, and refuses what would be read otherwise than it was meant. Node's own reader takes what it
 * can and says nothing; a key that is cut short at a `#` would then be refused by the vendor, and nobody would know
 * why. Messages name the line and the variable, never a value. For example, `SIMPLYER_ACCESS_TOKEN=abc` is refused as
 * an unknown name, with those that are known.
 */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { errorCode } from '../loopback/error-code.ts';

/** Names that look like one of ours, mistyped ones included: the first letters are enough. */
const LOOKS_LIKE_OURS = /^(?:sim?p|power?_?o|x_?le|sync)/i;

const ASSIGNMENT = /^\s*(?:export\s+)?(?<name>[a-z_][\w.-]*)[^\S\n]*=[^\S\n]*(?<value>.*)$/i;
const NOTHING = /^\s*(?:#.*)?$/;
const QUOTES = ['"', "'", '`'];

/** What a word processor or a second pair of quotes leaves at the ends of a value. */
const QUOTED = /^["'`“”„‘’«»]|["'`“”„‘’«»]$/u;

/** Whether a value begins or ends with a quotation mark, which would become part of it. */
export const carriesQuotes = (value: string): boolean => QUOTED.test(value);

interface Entry {
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Why it cannot be used; null when it can. */
  readonly problem: string | null;
}

/** Where a quoted value's closing quote is, from the opening one; -1 when there is none. */
const closingQuote = (text: string): number => text.indexOf(text.charAt(0), 1);

const problemOfQuoted = (name: string, value: string): string | null => {
  const end = closingQuote(value);
  if (end === -1) return `the quotation mark before the value of ${name} is never closed`;
  const rest = value.slice(end + 1).split('\n')[0] ?? '';
  return NOTHING.test(rest) ? null : `there is text behind the closing quotation mark of ${name}`;
};

const problemOfBare = (name: string, value: string): string | null => {
  if (/[^\s#]#/.test(value)) return `a "#" cuts the value of ${name} short: put the value into quotes`;
  return carriesQuotes(value.replace(/\s#.*$/, '').trim())
    ? `the value of ${name} begins or ends with a quotation mark that would become part of it: leave it out`
    : null;
};

/** What stands in the file, entry by entry; a value in quotes may go over several lines. */
const entriesOf = function* (text: string): Generator<Entry> {
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    const found = lines[index] ?? '';
    if (NOTHING.test(found)) continue;
    const { name, value = '' } = ASSIGNMENT.exec(found)?.groups ?? {};
    if (name === undefined) {
      yield { name: '', line, problem: 'this is no assignment; expected NAME=value' };
      continue;
    }
    if (!QUOTES.includes(value.charAt(0))) {
      yield { name, line, problem: problemOfBare(name, value) };
      continue;
    }
    const whole = [value, ...lines.slice(index + 1)].join('\n');
    yield { name, line, problem: problemOfQuoted(name, whole) };
    index += whole.slice(0, Math.max(0, closingQuote(whole))).split('\n').length - 1;
  }
};

/** The bytes as text, without the byte order mark that some editors put in front. */
const decode = (bytes: Uint8Array): string => {
  // PowerShell's ">" and Notepad's "Unicode" write two bytes for each character.
  if (bytes.includes(0))
    throw new ConfigurationError(['.env: is not UTF-8 (UTF-16, perhaps); save it as UTF-8 in the editor']);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
  } catch {
    const [readable = ''] = new TextDecoder().decode(bytes).split('\uFFFD');
    const line = readable.split(/\r\n?|\n/).length;
    throw new ConfigurationError([`.env, line ${line}: is not UTF-8; save the file as UTF-8 in the editor`]);
  }
};

/**
 * The variables in the bytes of a `.env` file.
 * @param known the names that the programs read: another one that looks like them is a typing error
 * @throws ConfigurationError with the line of everything that cannot be used, and never with a value
 */
export const parseEnvironmentFile = (bytes: Uint8Array, known: readonly string[]): Readonly<Record<string, string>> => {
  const text = decode(bytes);
  const lineOf = new Map<string, number>();
  const problems = Array.from(entriesOf(text)).flatMap(({ name, line, problem }) => {
    const earlier = lineOf.get(name);
    lineOf.set(name, earlier ?? line);
    const found =
      problem ??
      (earlier !== undefined
        ? `${name} is set a second time, after line ${earlier}`
        : LOOKS_LIKE_OURS.test(name) && !known.includes(name)
          ? `${name} is unknown; expected one of ${known.join(', ')}`
          : null);
    return found === null ? [] : [`.env, line ${line}: ${found}`];
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};

/**
 * Adds what `.env` says to the variables of the environment, which win.
 * @param file may be missing
 * @throws ConfigurationError when it cannot be read, or holds something that cannot be used
 */
export const loadEnvironmentFile = (file: string, known: readonly string[], variables: NodeJS.ProcessEnv): void => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return;
    throw new ConfigurationError([
      code === 'EISDIR' ? `${file} is a folder; expected a file` : `${file} cannot be read (${code ?? 'unknown'})`,
    ]);
  }
  for (const [name, value] of Object.entries(parseEnvironmentFile(bytes, known))) variables[name] ??= value;
};

/**
 * Where a variable has its value from, for a message about the value.
 * @param value as it is used
 * @returns the line in `.env`, from 1; null for a value that is not from there
 */
export const lineInEnvironmentFile = (file: string, name: string, value: string): number | null => {
  try {
    const text = decode(readFileSync(file));
    if (parseEnv(text)[name]?.trim() !== value) return null;
    return Array.from(entriesOf(text)).find((entry) => entry.name === name)?.line ?? null;
  } catch {
    return null;
  }
};
