/** The languages that problems and aborts are told in. Codes are the same in all of them. */
export const LANGUAGES = ['en', 'nb'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a code means. */
export interface Words {
  /** What is wrong, without any value: of a problem the only wording that may reach a log. */
  readonly summary: string;
  /** Who fixes it, and where. */
  readonly hint: string;
}

export interface NorwegianWords extends Words {
  /** The hint leads to what the message names in words of its own, so that its values alone would not do. */
  readonly quotesMessage?: true;
}

/** What a code means that this version does not know. */
export const NOT_KNOWN: Readonly<Record<Language, string>> = {
  en: 'Another version of the sync found this; its report has the words.',
  nb: 'En annen versjon av synkroniseringen fant dette, og rapporten dens har ordene.',
};
