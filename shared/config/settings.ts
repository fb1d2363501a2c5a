import { DEFAULT_SETTINGS, settingsSchema } from '../flows/employees-to-poweroffice/settings.ts';
import type { Settings } from '../flows/employees-to-poweroffice/settings.ts';
import { ConfigurationError, parseConfiguration } from './configuration-error.ts';

/**
 * Complete settings from what differs from the defaults.
 * @throws ConfigurationError naming the path of each wrong setting and what is allowed there
 */
export const parseSettings = (input: unknown): Settings => parseConfiguration(settingsSchema, input, 'settings');

/**
 * The settings in a JSON text, such as the variable SETTINGS carries; none at all gives the defaults.
 * @throws ConfigurationError when the text is not JSON or a setting is wrong
 */
export const readSettings = (text: string | undefined): Settings => {
  if (text === undefined || text.trim() === '') return DEFAULT_SETTINGS;
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new ConfigurationError(['settings: not JSON']);
  }
  return parseSettings(input);
};
