/** One of the embedded services. */
export interface LoopbackService {
  /** Without a trailing slash, e.g. `http://127.0.0.1:49152`. */
  readonly url: string;
  close(): Promise<void>;
}

/** What every SDK client of an embedded service needs. */
export interface LoopbackClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The embedded services ask for credentials and accept any. */
export const loopbackCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** Options for an SDK client of an embedded service. */
export const clientOptions = (url: string, region: string): LoopbackClientOptions => ({
  endpoint: url,
  region,
  credentials: loopbackCredentials,
});
