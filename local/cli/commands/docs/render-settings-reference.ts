/*
 * Writes docs/settings.md out of the schemas that read the settings, so that a setting and its description cannot part:
 * types, ranges and defaults are the schemas' own, the meaning stands in setting-texts.ts and mapping-options.ts. A test
 * compares the file with what would be written. For example, whoever adds a setting adds its text with an example, and
 * runs `npm run docs`.
 */
import * as z from 'zod';
import { allStageSettingsSchema, parseStageSettings } from '../../../../infra/stage-settings.ts';
import { allSettingsSchema, parseSettings } from '../../../../shared/config/settings.ts';
import { MAPPING_OPTIONS } from './mapping-options.ts';
import { inCode, table } from './markdown.ts';
import { MAPPING_EXAMPLES, RUN_SETTING_TEXTS, STAGE_SETTING_TEXTS } from './setting-texts.ts';
import type { SettingText } from './setting-texts.ts';
import { TIME_OFF_SETTING_TEXTS } from './time-off-setting-texts.ts';
import { XLEDGER_SETTING_TEXTS } from './xledger-setting-texts.ts';

const typeSchema = z.object({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  format: z.string().optional(),
  get properties() {
    return z.record(z.string(), typeSchema).optional();
  },
  get items() {
    return typeSchema.optional();
  },
  get propertyNames() {
    return typeSchema.optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), typeSchema]).optional();
  },
  get anyOf() {
    return z.array(typeSchema).optional();
  },
});
type Type = z.infer<typeof typeSchema>;

/** A setting as its schema has it. */
export interface Setting {
  readonly path: string;
  readonly type: Type;
}

const jsonTypeOf = (schema: z.ZodType): Type => typeSchema.parse(z.toJSONSchema(schema, { io: 'input' }));

/** @param whole objects that are one setting: what stands in them is described elsewhere */
const settingsIn = (type: Type, whole: readonly string[], path: readonly string[] = []): Setting[] => {
  const name = path.join('.');
  const members = type.properties ?? type.items?.properties;
  if (members === undefined || whole.includes(name)) return [{ path: name, type }];
  return Object.entries(members).flatMap(([member, of]) => settingsIn(of, whole, [...path, member]));
};

/** Every setting that a run follows. */
export const RUN_SETTINGS: readonly Setting[] = settingsIn(jsonTypeOf(allSettingsSchema), ['timeOff.file.columns']);

/** Every setting that only a deployment has. */
export const STAGE_SETTINGS: readonly Setting[] = settingsIn(jsonTypeOf(allStageSettingsSchema), ['settings']);

/** The texts of every flow, but for those of the mapping to PowerOffice. */
export const ALL_TEXTS: Readonly<Record<string, SettingText>> = {
  ...RUN_SETTING_TEXTS,
  ...XLEDGER_SETTING_TEXTS,
  ...TIME_OFF_SETTING_TEXTS,
};

/** What is said of a setting that a run follows; undefined when nobody has said anything. */
export const textOfRunSetting = (path: string): SettingText | undefined => {
  const option = Object.entries(MAPPING_OPTIONS).find(([name]) => path === `mapping.${name}`);
  if (option === undefined) return ALL_TEXTS[path];
  const [name, { does }] = option;
  return { means: does, example: MAPPING_EXAMPLES[name] };
};

/** The part of the settings that sets one of them: `{ guards: { archiveAbsolute: 20 } }`. */
export const settingAt = (path: string, value: unknown): unknown =>
  path.split('.').reduceRight((inner, name) => ({ [name]: inner }), value);

/** What a setting takes, in words. */
export const renderType = ({
  type,
  anyOf,
  items,
  properties,
  propertyNames,
  additionalProperties,
  format,
  ...of
}: Type): string => {
  if (anyOf !== undefined) return anyOf.map(renderType).join(' or ');
  if (of.enum !== undefined) return of.enum.map((value) => inCode(JSON.stringify(value))).join(' ');
  if (properties !== undefined) return `an object of ${Object.keys(properties).map(inCode).join(', ')}`;
  if (items !== undefined) return `list of ${renderType(items)}`;
  if (typeof additionalProperties === 'object') {
    return `${renderType(propertyNames ?? {})} -> ${renderType(additionalProperties)}`;
  }
  if (type === 'integer' || type === 'number') return `${type === 'integer' ? 'whole number' : 'number'}${rangeOf(of)}`;
  return { boolean: '`true` `false`', null: '`null`', object: 'object' }[type ?? ''] ?? format ?? 'text';
};

const rangeOf = ({ minimum, exclusiveMinimum, maximum }: Pick<Type, 'minimum' | 'exclusiveMinimum' | 'maximum'>) =>
  [
    minimum === undefined ? [] : [` from ${minimum}`],
    exclusiveMinimum === undefined ? [] : [` above ${exclusiveMinimum}`],
    maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? [] : [` to ${maximum}`],
  ]
    .flat()
    .join('');

const memberOf = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, name) => {
    const object: unknown = Array.isArray(inner) ? inner[0] : inner;
    return typeof object === 'object' && object !== null ? new Map(Object.entries(object)).get(name) : undefined;
  }, value);

/** The default of a setting that a run follows. */
export const defaultOf = (path: string): string => {
  const value = memberOf(parseSettings({}), path);
  return value === undefined ? '' : inCode(JSON.stringify(value));
};

/** The smallest stage there is: only what has no default. */
const SCHEDULE = { days: ['MON'], time: '05:30', paused: true } as const;
const SMALLEST_STAGE = parseStageSettings('smallest', { schedule: SCHEDULE });
const WITHOUT_DEFAULT = ['schedule.days', 'schedule.time', 'schedule.paused', 'settings'];

const renderDefault = (path: string): string => {
  if (path === 'schedule.paused') return inCode('false');
  return WITHOUT_DEFAULT.includes(path) ? '' : inCode(JSON.stringify(memberOf(SMALLEST_STAGE, path)));
};

/** A value as it stands in a file of TypeScript. */
const inTypeScript = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(inTypeScript).join(', ')}]`;
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${/^\w+$/.test(name) ? name : inTypeScript(name)}: ${inTypeScript(member)}`,
  );
  return `{ ${members.join(', ')} }`;
};

const inEnvironment = (path: string, example: unknown): string =>
  `SYNC_SETTINGS='${JSON.stringify(settingAt(path, example))}'`;

/** What a stage says that sets one of its settings. */
export const stageWith = (path: string, example: unknown): unknown => {
  const [first = path, member = ''] = path.split('.');
  if (first !== 'clients') return settingAt(path, example);
  const client = new Map<string, unknown>([['name', 'main']]).set(member, example);
  return { clients: [Object.fromEntries(client)] };
};

const inStage = (path: string, example: unknown): string => inTypeScript(stageWith(path, example)).slice(2, -2);

const isOf = (flow: string, path: string): boolean => path.startsWith(`${flow}.`);

const runSettingTable = (settings: readonly Setting[]): string =>
  table(
    ['Setting', 'Takes', 'Default', 'What it does', 'In the environment', 'In the stage'],
    settings.map(({ path, type }) => {
      const { means = '', example } = textOfRunSetting(path) ?? {};
      return [
        inCode(path),
        renderType(type),
        defaultOf(path),
        means,
        inCode(inEnvironment(path, example)),
        inCode(inStage('settings', settingAt(path, example))),
      ];
    }),
  );

/** docs/settings.md as it follows from the code. Ends with a line feed. */
export const renderSettingsReference = (): string =>
  [
    '# Settings',
    'Generated from the code by `npm run docs`; do not edit.',
    'Every setting has a default, and only what differs from it is written down. A name that is not known and a value that is not allowed are refused, with the path of the setting.',
    '## What a run follows',
    'On a computer of your own they are the variable `SYNC_SETTINGS`, as JSON, in the environment or in `.env`; several of them are members of one object. Of a deployment they stand in [infra/stages.ts](../infra/stages.ts) under `settings` of the stage, or of one of its `clients`.',
    runSettingTable(RUN_SETTINGS.filter(({ path }) => !isOf('xledger', path) && !isOf('timeOff', path))),
    '## What the flow to X-ledger follows',
    'In the same places, under `xledger`. Of the settings above, `scope`, `plans`, `history`, `firstRun`, `forgetAfterMonths`, `replicaLagInSeconds`, `writeTimeoutInSeconds` and `language` hold for every flow.',
    runSettingTable(RUN_SETTINGS.filter(({ path }) => isOf('xledger', path))),
    '## What flows of time off follow',
    'In the same places, under `timeOff`. What each flow does with them: [time-off.md](time-off.md).',
    runSettingTable(RUN_SETTINGS.filter(({ path }) => isOf('timeOff', path))),
    '## What only a deployment has',
    'In [infra/stages.ts](../infra/stages.ts), for each stage. On a computer of your own the vendors are named by `SIMPLOYER_BASE_URL`, `POWEROFFICE_BASE_URL`, `POWEROFFICE_TOKEN_URL`, `XLEDGER_URL` and `VENDOR_CUSTOM_HOSTS`, and the pace towards PowerOffice by `POWEROFFICE_MAX_REQUESTS_PER_SECOND`.',
    table(
      ['Setting', 'Takes', 'Default', 'What it does', 'In the stage'],
      STAGE_SETTINGS.map(({ path, type }) => {
        const { means = '', example } = STAGE_SETTING_TEXTS[path] ?? {};
        const takes = path === 'settings' || path === 'clients.settings' ? 'the settings above' : renderType(type);
        return [inCode(path), takes, renderDefault(path), means, inCode(inStage(path, example))];
      }),
    ),
  ].join('\n\n') + '\n';
