/** How an invocation ended. */
export type InvocationResult =
  | {
      readonly status: 'succeeded';
      /** What the handler returned, as JSON. */
      readonly payload: string;
    }
  | {
      readonly status: 'failed';
      /** `handler`: it threw. `timeout`: it was stopped at its limit. `crash`: its process ended. `init`: it never came up. */
      readonly cause: 'handler' | 'timeout' | 'crash' | 'init';
      readonly errorType: string;
      readonly errorMessage: string;
    };
