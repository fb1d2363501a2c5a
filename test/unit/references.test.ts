import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groundRules, MONEY_RULE } from '../../local/cli/commands/docs/ground-rules.ts';
import { MAPPING_SECTIONS } from '../../shared/flows/employees-to-poweroffice/rules/mapping-table.ts';
import { VENDOR_NAMES } from '../../shared/records/vendor.ts';

/* Comments name facts of vendors, decisions and rules of the mapping by number or name. Here each name is looked up. */

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['bench', 'docs', 'functions', 'infra', 'local', 'shared', 'test'];

interface File {
  readonly path: string;
  /** On one line, so that a comment may break a line anywhere. */
  readonly text: string;
}

const files: readonly File[] = [
  'README.md',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  ),
]
  .filter((path) => /\.(ts|md)$/.test(path) && join(ROOT, path) !== import.meta.filename)
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8').replace(/\s*\n\s*(?:\* |\/\/ )?\s*/g, ' ') }));

const FACT = /^\| (\d+) \| (\w+) \| (.+) \|$/gm;

const vendors = files
  .filter(({ path }) => /^shared\/.*README\.md$/.test(path))
  .map(({ path }) => {
    const readme = readFileSync(join(ROOT, path), 'utf8');
    const facts = [...readme.matchAll(FACT)].map(([, number = '', basis = '', text = '']) => ({ number, basis, text }));
    return { path, name: /^# ([\w-]+)/.exec(readme)?.[1] ?? '', facts };
  })
  .filter(({ facts }) => facts.length > 0);

/** Whatever a pattern with a list of numbers in its last group finds outside the vendors' own pages. */
const findReferences = (pattern: RegExp): readonly { path: string; words: string; name: string; number: string }[] =>
  files
    .filter(({ path }) => !vendors.some((vendor) => vendor.path === path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(pattern)].flatMap(([words, ...groups]) =>
        (groups.at(-1) ?? '').split(/, | and /).map((number) => ({ path, words, name: groups[0] ?? '', number })),
      ),
    );

/** The numbers of a list such as `1-9 and 14-26` or `27, 28`. */
const rowsIn = (list: string): readonly number[] =>
  [...list.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, first = '', last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index),
  );

const factReferences = findReferences(/(?:\b([\w-]+) )?\bfacts? (\d+(?:(?:, | and )\d+)*)/g);

test.each(Object.values(VENDOR_NAMES))('%s has a page of facts, each numbered once', (name) => {
  const numbers = vendors
    .filter((vendor) => vendor.name === name)
    .flatMap(({ facts }) => facts.map((fact) => fact.number));
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers).toEqual([...new Set(numbers)]);
});

test('a fact is known, derived or unknown, and an unknown one says how both ways are safe', () => {
  const facts = vendors.flatMap(({ path, facts: all }) => all.map((fact) => ({ path, ...fact })));
  expect(facts.filter(({ basis }) => !['known', 'derived', 'unknown'].includes(basis))).toEqual([]);
  expect(facts.filter(({ basis, text }) => (basis === 'unknown') !== text.includes('Either way: '))).toEqual([]);
});

test('every fact that is named exists, with its vendor named before it', () => {
  const exists = new Set(vendors.flatMap(({ name, facts }) => facts.map(({ number }) => `${name} ${number}`)));
  expect(factReferences.filter(({ name, number }) => !exists.has(`${name} ${number}`))).toEqual([]);
});

test('every fact is named by somebody', () => {
  const named = new Set(factReferences.map(({ name, number }) => `${name} ${number}`));
  const unused = vendors.flatMap(({ name, facts }) => facts.map(({ number }) => `${name} ${number}`));
  expect(unused.filter((fact) => !named.has(fact))).toEqual([]);
});

test('every row that is named is one of the mapping table', () => {
  const references = findReferences(/\((?:mapping )?(rows?) (\d+(?:(?:, | and |-)\d+)*)/g).filter(({ path }) =>
    path.startsWith('shared'),
  );
  expect(references.length).toBeGreaterThan(20);
  const last = Math.max(
    ...MAPPING_SECTIONS.flatMap(({ rows }) => rows.flatMap(({ row }) => row.split(/\D+/).map(Number))),
  );
  expect(
    references.filter(({ number }) => number.split('-').some((row) => Number(row) < 1 || Number(row) > last)),
  ).toEqual([]);
});

/** `ExternalNumber` and `external number`, either of which names the rule. */
const namesOf = (field: string): readonly string[] => [
  field.toLowerCase(),
  field.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase(),
];

/** What the rules are called, by row; a list of several rows may be called by its section too. */
const rulesByRow = new Map(
  MAPPING_SECTIONS.flatMap(({ title, rows }) =>
    rows.flatMap(({ row, target, source }) =>
      rowsIn(row).map((number) => {
        const fields = (target === '-' ? source : target).split(/[.,\s]+/);
        return [number, { title: title.toLowerCase().replace(/s$/, ''), names: fields.flatMap(namesOf) }] as const;
      }),
    ),
  ),
);

test('whoever names a row names the rule as well, in the same sentence', () => {
  const ROW = /[^.:;]*?\((?:mapping )?[^()]*?rows? (\d[\d, -]*(?: and \d[\d-]*)?)[^()]*\)[^.:;]*/g;
  const mentions = files
    .filter(({ path }) => path.startsWith('shared') && path.endsWith('.ts'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(ROW)].map(([sentence, rows = '']) => ({ path, sentence: sentence.trim(), rows: rowsIn(rows) })),
    );
  expect(mentions.length).toBeGreaterThan(60);
  const bare = mentions.filter(({ sentence, rows }) => {
    const words = sentence.toLowerCase();
    const rules = rows.flatMap((row) => rulesByRow.get(row) ?? []);
    const isNamed = rules.some(({ names }) => names.some((name) => words.includes(name)));
    return !isNamed && !(rows.length > 1 && rules.some(({ title }) => words.includes(title)));
  });
  expect(bare.map(({ path, sentence }) => `${path}: ${sentence}`)).toEqual([]);
});

test('every decision that is named exists', () => {
  const numbers = new Set(readdirSync(join(ROOT, 'docs', 'adr')).map((name) => String(parseInt(name, 10))));
  const references = findReferences(/\b(ADR) (\d+)/g);
  expect(references.length).toBeGreaterThan(0);
  expect(references.filter(({ number }) => !numbers.has(number))).toEqual([]);
});

test('every decision says what the trouble was, what was decided, and what was rejected', () => {
  const folder = join(ROOT, 'docs', 'adr');
  const missing = readdirSync(folder)
    .filter((file) => /^\d/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return ['Context', 'Decision', 'Rejected']
        .filter((part) => !new RegExp(`^\\*\\*${part}\\b[^*]*\\*\\* \\S`, 'm').test(text))
        .map((part) => `${file}: ${part}`);
    });
  expect(missing).toEqual([]);
});

test('every file that a page names is there', () => {
  const FILE = /`((?:bench|bin|docs|functions|infra|local|shared|test)\/[\w./-]+\.(?:ts|mjs|md|json|png))`/g;
  const named = files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) => [...text.matchAll(FILE)].map(([, file = '']) => ({ path, file })));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ file }) => !existsSync(join(ROOT, file))).map(({ path, file }) => `${path}: ${file}`)).toEqual(
    [],
  );
});

test('every decision is dated and in the index, by its title', () => {
  const folder = join('docs', 'adr');
  const index = readFileSync(join(ROOT, folder, 'README.md'), 'utf8');
  for (const name of readdirSync(join(ROOT, folder)).filter((file) => /^\d/.test(file))) {
    const [heading = '', , date = ''] = readFileSync(join(ROOT, folder, name), 'utf8').split('\n');
    expect(date).toMatch(/^Date: \d{4}-\d{2}-\d{2}\.$/);
    expect(index).toContain(`| [${parseInt(name, 10)}](${name}) | ${heading.replace(/^# \d+\. /, '')} |`);
    expect(index).toContain(` | ${date.slice('Date: '.length, -1)} |`);
  }
});

describe('a page that says how to do something', () => {
  const folder = join('docs', 'how-to');
  const pages = readdirSync(join(ROOT, folder)).map((name) => join(folder, name));
  const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
  const FILE = /`((?:docs|local|shared|test)\/[\w./-]+\.\w+)`/g;

  test.each(pages)('%s names files that exist, and is found from the README', (page) => {
    const named = [...textOf(page).matchAll(FILE)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(textOf('README.md')).toContain(`](${page})`);
  });

  test.each(pages)('%s quotes what stands in the file named before', (page) => {
    const quotes = [...textOf(page).matchAll(/^.*?`(shared\/[\w./-]+)`.*\n\n\s*```ts\n([^`]+)```/gm)].map(
      ([, path = '', code = '']) => ({ path, lines: code.split('\n').map((line) => line.trim()) }),
    );
    expect(quotes.length).toBeGreaterThan(3);
    for (const { path, lines } of quotes) {
      const inFile = textOf(path)
        .split('\n')
        .map((line) => line.trim());
      expect({ path, missing: lines.filter((line) => !inFile.includes(line)) }).toEqual({ path, missing: [] });
    }
  });
});

test('every script of npm is on a page, and every one on a page is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const pages = ['README.md', 'docs/commands.md', 'docs/first-week.md', 'docs/working-on-it.md'];
  const text = pages.map((page) => readFileSync(join(ROOT, page), 'utf8')).join('\n');
  const named = [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
    ([, script, own = '']) => script ?? own,
  );
  expect(Object.keys(scripts).filter((name) => !named.includes(name))).toEqual([]);
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('every link between pages leads somewhere', () => {
  const links = files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) => ({
        path,
        link,
        to: join(ROOT, path, '..', link),
      })),
    );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ to }) => !existsSync(to)).map(({ path, link }) => `${path}: ${link}`)).toEqual([]);
});

/** How GitHub names the place of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

test('every link to a section leads to one', () => {
  const links = files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)].map(([, page = '', anchor = '']) => ({
        path,
        to: page === '' ? join(ROOT, path) : join(ROOT, path, '..', page),
        anchor,
      })),
    );
  expect(links.length).toBeGreaterThan(20);
  const lost = links.filter(
    ({ to, anchor }) =>
      ![...readFileSync(to, 'utf8').matchAll(/^#+ (.+)$/gm)].some(([, heading = '']) => anchorOf(heading) === anchor),
  );
  expect(lost.map(({ path, anchor }) => `${path}: ${anchor}`)).toEqual([]);
});

test('every ground rule that is named exists', () => {
  const names: readonly string[] = [...groundRules('any vendor'), MONEY_RULE].map(({ name }) => name);
  const named = files.flatMap(({ text }) => [...text.matchAll(/ground rule "([^"]+)"/g)].map(([, name = '']) => name));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

test('nothing points into a document that is not here', () => {
  const elsewhere =
    /\bthe seed says|\bseed's table|\bcontract,? (?:\d|U\d|invariant)|\bU[1-9]\b|\bspec: |\(mapping, |\bQuestion U/i;
  const found = files.filter(({ text }) => elsewhere.test(text));
  expect(found.map(({ path, text }) => `${path}: ${elsewhere.exec(text)?.[0]}`)).toEqual([]);
});

test('the engine speaks of a vendor as an example alone, or where the first version named something after it', () => {
  const vendorNames = new RegExp(Object.values(VENDOR_NAMES).join('|'));
  const sentences = readdirSync(join(ROOT, 'shared'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(?:run|state|operate|queue)\/.*\.ts$/.test(path))
    .flatMap((path) =>
      [...readFileSync(join(ROOT, 'shared', path), 'utf8').matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)]
        .flatMap(([comment]) => comment.replaceAll(/\s*\n\s*\*?\s*/g, ' ').split(/[.;](?=\s)/))
        .map((sentence) => `${path}: ${sentence}`),
    );
  expect(sentences.length).toBeGreaterThan(300);
  const allowed = /\bexample\b|\bsuch as\b|\bfirst (?:flow|version)\b/i;
  expect(sentences.filter((sentence) => vendorNames.test(sentence) && !allowed.test(sentence))).toEqual([]);
});

test('no flow imports another flow', () => {
  const flows = readdirSync(join(ROOT, 'shared', 'flows'));
  expect(flows.length).toBeGreaterThan(1);
  const found = files.flatMap(({ path, text }) => {
    const [, own] = /^shared\/flows\/([\w-]+)\//.exec(path) ?? [];
    const imported = [...text.matchAll(/from '(?:\.\.\/)+([\w-]+)\//g)].map(([, folder = '']) => folder);
    return own === undefined ? [] : imported.filter((folder) => flows.includes(folder)).map((folder) => [path, folder]);
  });
  expect(found).toEqual([]);
});

test('what all clients share names no vendor', () => {
  const names = new RegExp(Object.values(VENDOR_NAMES).join('|'), 'i');
  const shared = files.filter(({ path }) => /^shared\/(?:http|records\/vendor-error)\b/.test(path));
  expect(shared.length).toBeGreaterThan(10);
  expect(shared.filter(({ text }) => names.test(text)).map(({ path }) => path)).toEqual([]);
});
