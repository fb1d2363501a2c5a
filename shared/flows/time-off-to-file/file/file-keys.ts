/** What the name of a file is made of. */
interface Made {
  readonly exportId: string;
  readonly attempt: string;
  /** The period of the export. */
  readonly from: string;
  readonly to: string;
}

/** @param exportId of the run that made it */
export const fileNameOf = ({ from, to }: Pick<Made, 'from' | 'to'>, exportId: string): string =>
  `xledger-time-off_${from}_${to}_${exportId}.csv`;

/** Where the file of an attempt lies. */
export const fileKeyOf = ({ exportId, attempt, from, to }: Made): string =>
  `${exportId}/${attempt}/${fileNameOf({ from, to }, exportId)}`;

/** Where its list of what was withdrawn lies. */
export const withdrawnKeyOf = (made: Made): string => fileKeyOf(made).replace(/\.csv$/, '_withdrawn.csv');

/** Where a run that rebuilds an export puts the file. */
export const rebuiltKeyOf = (made: Made, runId: string): string => fileKeyOf({ ...made, attempt: `again-${runId}` });
