import { ConfigurationError } from '../../shared/config/configuration-error.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** npm reads `--plan` letter by letter, as its own `-p -l -a -n`; `--pl` is enough to mean it. */
const LETTERS_OF_PLAN = ['parseable', 'long'];

/** Options of ours that have another name at npm: it takes `-c` for its own `--call`, and completes `--to`. */
const NAMES_AT_NPM: Readonly<Record<string, string>> = { '--context': 'call', '--to': 'token-description' };

/** Options of ours of which npm shows nothing: it has one by this name, and drops every value that is not its own. */
const HELD_FOR_NPM: readonly string[] = ['--include'];

/** Fewer letters are too few to tell an abbreviation of ours from an option of somebody else's. */
const SHORTEST_ABBREVIATION = 2;

/** npm's own npm.ps1 takes the first `--` for itself (npm/cli issue 3136). */
const IN_POWERSHELL =
  'In PowerShell with npm before 10.9.3 type npm.cmd instead of npm: there the "--" is lost even when it is typed. ';

/** What npm holds of its configuration, whether typed or from an .npmrc; an option that is off comes as ''. */
const npmOptions = (variables: Variables): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(variables).flatMap(([name, value = '']) => {
      const option = /^npm_config_(?<option>.+)$/i.exec(name)?.groups?.['option'];
      return option === undefined || value === '' || value === 'false'
        ? []
        : [[option.toLowerCase().replaceAll('_', '-'), value]];
    }),
  );

const isTyped = (option: string, argv: readonly string[]): boolean =>
  argv.some((word) => word === option || word.startsWith(`${option}=`));

/**
 * The options of ours that were typed without `--` before them: npm took them for its own, and the program sees none of
 * them. An option that was typed behind the `--` as well counts as seen.
 * @param ours every option of the program, as `--name`
 * @param argv what the program sees
 * @param variables the environment that npm started the program with
 * @returns each as it should have been typed, with its value where npm kept it: `--employee=1001`
 */
export const optionsNpmTook = (
  ours: readonly string[],
  argv: readonly string[],
  variables: Variables,
): readonly string[] => {
  const held = npmOptions(variables);
  const isPlan = LETTERS_OF_PLAN.every((name) => held.get(name) === 'true');
  return ours.flatMap((option) => {
    if (isTyped(option, argv) || HELD_FOR_NPM.includes(option)) return [];
    // An .npmrc may hold `yes=true` for another reason, and a plan needs no confirmation.
    if (option === '--yes' && (isTyped('--plan', argv) || argv[0] === 'plan')) return [];
    if (option === '--plan' && isPlan) return [option];
    const name = [...held.keys()].find(
      (key) => key === NAMES_AT_NPM[option] || (key.length >= SHORTEST_ABBREVIATION && option.startsWith(`--${key}`)),
    );
    if (name === undefined) return [];
    // npm keeps the values of an option that is repeated as paragraphs.
    const values = (held.get(name) ?? '').split(/\n+/);
    return values.map((value) => (value === 'true' ? option : `${option}=${value}`));
  });
};

/** How many words stand before the first one that is none of these. */
const countLeading = (words: readonly string[], these: readonly string[]): number => {
  const first = words.findIndex((word) => !these.includes(word));
  return first === -1 ? words.length : first;
};

/**
 * Refuses options that npm took for its own, and says what to type.
 * @param program as the user types it: `npm run sync`
 * @param ours every option of the program, as `--name`
 * @param flags those of them that take no value
 * @param named how many words name the command and what it is about: 2 of `apply ID`
 * @throws ConfigurationError
 */
export const refuseOptionsNpmTook = (
  program: string,
  {
    ours,
    flags,
    named,
  }: { readonly ours: readonly string[]; readonly flags: readonly string[]; readonly named: number },
  argv: readonly string[],
  variables: Variables,
): void => {
  const taken = optionsNpmTook(ours, argv, variables);
  if (taken.length === 0) return;
  const lacksValue = taken.some((option) => !option.includes('=') && !flags.includes(option));
  // The value stands among the words, behind the command.
  const before = argv.slice(0, named + (lacksValue ? countLeading(argv.slice(named), flags) : 0));
  const words = [...before, ...taken, ...argv.slice(before.length)];
  throw new ConfigurationError([
    `npm took ${taken.join(', ')} for an option of its own, because "--" is missing before it. ` +
      `Type: ${program} -- ${words.join(' ')}. ` +
      `${process.platform === 'win32' ? IN_POWERSHELL : ''}If it comes from an .npmrc, take it out there, or type it after the "--".`,
  ]);
};
