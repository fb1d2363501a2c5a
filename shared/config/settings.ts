import * as z from 'zod';
import { settingsSchema } from '../flows/employees-to-poweroffice/settings.ts';
import { xledgerSettingsSchema } from '../flows/employees-to-xledger/settings.ts';
import { fileSettingsSchema } from '../flows/time-off-to-file/settings.ts';
import { timeOffSettingsSchema } from '../time-off/settings.ts';
import { ConfigurationError, parseConfiguration } from './configuration-error.ts';

/**
 * All that a stack, or a data folder, is told in one text: at the top what every flow follows (scope, plans, history,
 * firstRun, language) and what belongs to employees-to-poweroffice; below a name of its own what belongs to another flow.
 */
export const allSettingsSchema = settingsSchema.extend({
  xledger: xledgerSettingsSchema.prefault({}),
  timeOff: timeOffSettingsSchema
    .extend({
      /** How the file of absence is written. */
      file: fileSettingsSchema.prefault({}),
      /** Whether what the employee wrote about a leave stands in the file. */
      note: z.enum(['omit', 'send']).default('omit'),
      /** Writing absence in X-ledger itself, whose call nobody has seen. */
      xledgerApi: z.enum(['off', 'unverified']).default('off'),
    })
    .prefault({}),
});

/** Complete settings, of every flow. */
export type AllSettings = Readonly<z.output<typeof allSettingsSchema>>;

/** Settings as a person writes them: only what differs from the defaults. */
export type SettingsInput = z.input<typeof allSettingsSchema>;

/**
 * Complete settings from what differs from the defaults.
 * @throws ConfigurationError naming the path of each wrong setting and what is allowed there
 */
export const parseSettings = (input: unknown): AllSettings => parseConfiguration(allSettingsSchema, input, 'settings');

/**
 * The settings in a JSON text, such as the variable SETTINGS carries; none at all gives the defaults.
 * @throws ConfigurationError when the text is not JSON or a setting is wrong
 */
export const readSettings = (text: string | undefined): AllSettings => {
  if (text === undefined || text.trim() === '') return parseSettings({});
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new ConfigurationError(['settings: not JSON']);
  }
  return parseSettings(input);
};
