import { renderMappingReference } from './render-mapping-reference.ts';
import { renderSettingsReference } from './render-settings-reference.ts';

/** The pages of docs/ that are made from the code, by name. */
export const GENERATED_PAGES: Readonly<Record<string, () => string>> = {
  'mapping.md': renderMappingReference,
  'settings.md': renderSettingsReference,
};
