/** Calls `end` when whoever started this process is killed. */
export declare function endWithParent(end: () => void): void;
