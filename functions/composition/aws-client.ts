/**
 * How every client of AWS waits and repeats: six tries of at most two seconds end well within the time that a function
 * keeps in reserve (shared/run/limits.ts). Without these limits the SDK waits for a silent service for minutes. A write
 * whose answer is lost that way is repeated by the SDK; own-writes knows it again.
 */
export const AWS_CLIENT = {
  maxAttempts: 6,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    throwOnRequestTimeout: true,
    // Between the parts of an answer that has begun.
    socketTimeout: 2_000,
  },
} as const;
