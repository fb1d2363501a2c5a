import type { FileSettings } from './settings.ts';

/** What a run of this flow follows: its own settings, and of those that every flow has the ones that it heeds. */
export interface FileRunSettings {
  readonly timeOff: {
    readonly file: FileSettings;
    /** `send`: what the employee wrote goes into the file. */
    readonly note: 'omit' | 'send';
  };
  readonly history: { readonly keepMonths: number };
  readonly plans: { readonly values: 'shown' | 'names-only' };
}
