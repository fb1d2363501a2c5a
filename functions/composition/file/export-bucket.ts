/*
 * The bucket in which files of absence wait to be fetched. It is asked for two things, to take a whole file and to hand one
 * out by a link. Both are one request, which AWS's own signer signs; its whole client of S3 would add 140 KB to a function
 * (ADR 54). For example, a link to the file of March leads to the bucket, and 15 minutes later to nothing.
 */
import { SignatureV4 } from '@smithy/signature-v4';
import type { Clock } from '../../../shared/http/clock.ts';
import { TransportError } from '../../../shared/http/transport.ts';
import type { HttpRequest, Transport } from '../../../shared/http/transport.ts';
import type { ExportFiles } from '../../../shared/flows/time-off-to-file/make-export.ts';

/** For so long whoever has a link may fetch the file. */
export const LINK_LASTS_FOR_SECONDS = 15 * 60;

/** A file of a company of thousands has a few megabytes. */
const TIMEOUT_IN_MILLIS = 30_000;
const TRIES = 4;
const FIRST_PAUSE_IN_MILLIS = 500;

/** Of a link no contents are signed, which nobody knows when it is made. */
const HASH_HEADER = 'x-amz-content-sha256';
const NOT_SIGNED = new Set([HASH_HEADER]);

type SignerOptions = ConstructorParameters<typeof SignatureV4>[0];

export interface ExportBucket {
  readonly bucket: string;
  /** Of any client of AWS in this process. */
  readonly config: Pick<SignerOptions, 'credentials' | 'region' | 'sha256'>;
  /** Where S3 is, of the variable that every AWS SDK reads; undefined for AWS itself. */
  readonly endpoint: string | undefined;
  readonly clock: Pick<Clock, 'now'>;
}

// S3 takes a path as it stands.
const signerOf = ({ config }: ExportBucket): SignatureV4 =>
  new SignatureV4({ ...config, service: 's3', uriEscapePath: false });

/** A request about a file, as it is signed, and its address. */
const requestTo = async (name: string, { bucket, config: { region }, endpoint }: ExportBucket) => {
  const path = name.split('/').map(encodeURIComponent).join('/');
  const root =
    endpoint === undefined
      ? `https://${bucket}.s3.${typeof region === 'string' ? region : await region()}.amazonaws.com`
      : `${endpoint}/${bucket}`;
  const { protocol, host, hostname, port, pathname } = new URL(`${root}/${path}`);
  return {
    url: `${protocol}//${host}${pathname}`,
    request: { protocol, hostname, ...(port !== '' && { port: Number(port) }), path: pathname, headers: { host } },
  };
};

/** Stores files in the bucket. */
export const storeIn = (bucket: ExportBucket & { readonly clock: Clock }, transport: Transport): ExportFiles => ({
  put: async (name, contents) => {
    // With its mark, which a decoder would take away.
    const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(contents);
    const { url, request } = await requestTo(name, bucket);
    const { clock } = bucket;
    for (let attempt = 1; ; attempt += 1) {
      const signingDate = new Date(clock.now());
      const { headers } = await signerOf(bucket).sign({ ...request, method: 'PUT', body }, { signingDate });
      const status = await statusOf(transport, {
        method: 'PUT',
        url,
        headers,
        body,
        timeoutInMillis: TIMEOUT_IN_MILLIS,
      });
      if (status === 200) return;
      if (attempt === TRIES || (status !== null && status < 500)) {
        throw new Error(`The bucket did not take the file (${status ?? 'no answer'}).`);
      }
      await clock.sleep(FIRST_PAUSE_IN_MILLIS * 2 ** (attempt - 1));
    }
  },
});

/** Makes addresses under which a file may be fetched until the link is over, by whoever has it. */
export const linksTo =
  (bucket: ExportBucket) =>
  async (name: string): Promise<string> => {
    const { url, request } = await requestTo(name, bucket);
    const { query = {} } = await signerOf(bucket).presign(
      {
        ...request,
        method: 'GET',
        headers: { ...request.headers, [HASH_HEADER]: 'UNSIGNED-PAYLOAD' },
        query: { 'response-content-disposition': `attachment; filename="${name.split('/').at(-1)}"` },
      },
      {
        expiresIn: LINK_LASTS_FOR_SECONDS,
        signingDate: new Date(bucket.clock.now()),
        unsignableHeaders: NOT_SIGNED,
        unhoistableHeaders: NOT_SIGNED,
      },
    );
    return `${url}?${Object.entries(query)
      .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
      .join('&')}`;
  };

/** Null when there was no whole answer. */
const statusOf = async (transport: Transport, request: HttpRequest): Promise<number | null> => {
  try {
    return (await transport(request)).status;
  } catch (error) {
    if (error instanceof TransportError) return null;
    throw error;
  }
};
