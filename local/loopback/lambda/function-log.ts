/** A line that a function wrote, or that the runtime writes about it. */
export interface LogLine {
  readonly functionName: string;
  readonly logicalId: string;
  readonly stream: 'stdout' | 'stderr' | 'platform';
  readonly line: string;
}

export type OnLog = (line: LogLine) => void;
