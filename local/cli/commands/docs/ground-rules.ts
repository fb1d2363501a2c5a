interface GroundRule {
  readonly name: string;
  readonly rule: string;
}

/** What holds for every row of a mapping to this vendor. A comment names a rule as (ground rule "Text"). */
export const groundRules = (target: string): readonly GroundRule[] => [
  {
    name: 'One master',
    rule: 'Simployer is the master of the fields below and of nothing else. A field outside the table is never written.',
  },
  {
    name: 'Compare before write',
    rule: `A field is written only when its normalised value differs from what ${target} holds.`,
  },
  {
    name: 'Missing erases nothing',
    rule: 'A value missing in Simployer (absent, null, "" or blanks) leaves its field alone, but where "cleared" says so.',
  },
  {
    name: 'Unreadable is not missing',
    rule:
      'A value that is there but cannot be read erases nothing at all, not even where a missing one would clear ' +
      '(`VALUE_UNREADABLE`). A row of Simployer without what it must have concerns its person only (`SOURCE_ROW_INVALID`).',
  },
  {
    name: 'Typing errors',
    rule:
      'A date before 1900, birth dates apart, and an employment or a hire more than five years ahead are unreadable, too ' +
      '(`DATE_IMPLAUSIBLE`). An end in 2099 or later is none.',
  },
  {
    name: 'Days',
    rule:
      'A date without a time is that day. A date-time at 00:00:00Z or 23:59:59Z is its day in UTC, any other its day in ' +
      'Europe/Oslo. No other form is guessed at.',
  },
  {
    name: 'Text',
    rule:
      'Text is trimmed and normalised (NFC), inner spaces kept. Characters that nobody can see are dropped from text ' +
      'that is written, make no difference when it is compared, and stand in messages by their code points ("42[U+200B]").',
  },
  {
    name: 'Masked numbers',
    rule:
      'A value that looks like a national id or an account number is shown as `***`, also as an employee number: the ' +
      'Simployer id then tells who it is.',
  },
];

/** Of a flow that moves amounts. */
export const MONEY_RULE: GroundRule = {
  name: 'Money',
  rule: 'Amounts are decimal numbers, rounded once, at the end: 2 decimals, half up.',
};

/** Rules as a list of Markdown. */
export const renderRules = (rules: readonly GroundRule[]): string =>
  rules.map(({ name, rule }) => `- **${name}.** ${rule}`).join('\n');
