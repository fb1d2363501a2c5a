/** What a command came to. */
export interface CommandResult {
  /** For programs: what `--json` prints. */
  readonly document: unknown;
  /** The same for people. @param width columns of the terminal */
  toText(width: number): string;
  readonly exitCode: number;
}
