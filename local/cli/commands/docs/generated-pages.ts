import { renderDataProtection } from './render-data-protection.ts';
import { renderLeaveMapping } from './render-leave-mapping.ts';
import { renderMappingReference } from './render-mapping-reference.ts';
import { renderPageForHr } from './render-page-for-hr.ts';
import { renderSettingsReference } from './render-settings-reference.ts';
import { renderXledgerMapping } from './render-xledger-mapping.ts';

/** The pages of docs/ that are made from the code, by name. */
export const GENERATED_PAGES: Readonly<Record<string, () => string>> = {
  'data-protection.md': renderDataProtection,
  'for-hr-og-lonn.md': renderPageForHr,
  'mapping.md': renderMappingReference,
  'mapping-time-off.md': renderLeaveMapping,
  'mapping-xledger.md': renderXledgerMapping,
  'settings.md': renderSettingsReference,
};
