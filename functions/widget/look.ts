import type { Language } from '../../shared/records/words.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { WIDGET_WORDS } from './words.ts';
import { TO_POWEROFFICE } from '../composition/told-flow.ts';
import type { ToldFlow } from '../composition/told-flow.ts';
import type { WidgetWords } from './words.ts';

const THEMES = ['light', 'dark'] as const;
/** How the console is set; its own colours follow it by themselves. */
export type Theme = (typeof THEMES)[number];

/** The theme that a widget's event names; light when it names none that there is. */
export const toTheme = (theme: unknown): Theme => THEMES.find((known) => known === theme) ?? 'light';

/** Readable on the console's own background, each. */
const COLOURS: Readonly<Record<Theme, { readonly error: string; readonly warning: string; readonly quiet: string }>> = {
  light: { error: '#d13212', warning: '#8d6605', quiet: '#5f6b7a' },
  dark: { error: '#ff7a7a', warning: '#e0ca57', quiet: '#95a5b8' },
};

/** How something is told: in which language, and in colours for which theme. */
export interface Look {
  readonly language: Language;
  /** Of what it is told. */
  readonly flow: ToldFlow;
  readonly words: WidgetWords;
  /** A day and a time in Norway, in words. */
  readonly at: (time: number | string) => string;
  readonly error: (text: string | Html) => Html;
  readonly warning: (text: string | Html) => Html;
  readonly quiet: (text: string | Html) => Html;
}

export const lookOf = (language: Language, theme: Theme, flow: ToldFlow = TO_POWEROFFICE): Look => {
  const words = WIDGET_WORDS[language];
  const moment = new Intl.DateTimeFormat(words.locale, {
    timeZone: 'Europe/Oslo',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const { error, warning, quiet } = COLOURS[theme];
  return {
    language,
    flow,
    words,
    at: (time) => moment.format(new Date(time)),
    error: (text) => html`<b style="color:${error}">${text}</b>`,
    warning: (text) => html`<span style="color:${warning}">${text}</span>`,
    quiet: (text) => html`<span style="color:${quiet}">${text}</span>`,
  };
};
