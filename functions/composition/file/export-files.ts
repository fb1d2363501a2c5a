/*
 * The bucket in which files of absence wait to be fetched. It is asked for two things, to take a whole file and to hand one
 * out by a link. Both are one request, which AWS's own signer signs: its whole client of S3 would weigh as much as half of a
 * function. For example, a link to the file of March leads to the bucket, and 15 minutes later to nothing.
 */
import { SignatureV4 } from '@smithy/signature-v4';
import type { Clock } from '../../../shared/http/clock.ts';
import { TransportError } from '../../../shared/http/transport.ts';
import type { HttpRequest, Transport } from '../../../shared/http/transport.ts';
import type { ExportFiles } from '../../../shared/flows/time-off-to-file/make-export.ts';

/** For so long whoever has a link may fetch the file. */
const LINK_LASTS_FOR_SECONDS = 15 * 60;

/** A file of a company of thousands has a few megabytes. */
const TIMEOUT_IN_MILLIS = 30_000;
const TRIES = 4;
const FIRST_PAUSE_IN_MILLIS = 500;

/** S3 takes a path as it stands, and of a link it signs no contents, which nobody knows when it is made. */
const HASH_HEADER = 'x-amz-content-sha256';
const NOT_SIGNED = new Set([HASH_HEADER]);

type SignerOptions = ConstructorParameters<typeof SignatureV4>[0];

export interface ExportBucketOptions {
  readonly bucket: string;
  /** Of any client of AWS in this process. */
  readonly config: Pick<SignerOptions, 'credentials' | 'region' | 'sha256'>;
  /** Of the variables that every AWS SDK reads: where S3 is, if not in AWS. */
  readonly endpoint: string | undefined;
  readonly transport: Transport;
  readonly clock: Clock;
}

export interface ExportBucket extends ExportFiles {
  /** An address under which a file may be fetched until the link is over, by whoever has it. */
  readonly linkTo: (name: string) => Promise<string>;
}

export const openExportFiles = ({ bucket, config, endpoint, transport, clock }: ExportBucketOptions): ExportBucket => {
  const signer = new SignatureV4({ ...config, service: 's3', uriEscapePath: false });
  const requestTo = async (name: string) => {
    const path = name.split('/').map(encodeURIComponent).join('/');
    const region = typeof config.region === 'string' ? config.region : await config.region();
    const { protocol, host, hostname, port, pathname } = new URL(
      endpoint === undefined ? `https://${bucket}.s3.${region}.amazonaws.com/${path}` : `${endpoint}/${bucket}/${path}`,
    );
    return {
      url: `${protocol}//${host}${pathname}`,
      protocol,
      hostname,
      port: Number(port) || undefined,
      path: pathname,
      headers: { host },
    };
  };
  return {
    put: async (name, contents) => {
      // With its mark, which a decoder would take away.
      const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(contents);
      const { url, port, ...request } = await requestTo(name);
      for (let attempt = 1; ; attempt += 1) {
        const signed = await signer.sign(
          { ...request, ...(port !== undefined && { port }), method: 'PUT', body },
          { signingDate: new Date(clock.now()) },
        );
        const status = await statusOf(transport, {
          method: 'PUT',
          url,
          headers: signed.headers,
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
    linkTo: async (name) => {
      const { url, port, headers, ...request } = await requestTo(name);
      const fileName = name.split('/').at(-1) ?? name;
      const { query = {} } = await signer.presign(
        {
          ...request,
          ...(port !== undefined && { port }),
          method: 'GET',
          headers: { ...headers, [HASH_HEADER]: 'UNSIGNED-PAYLOAD' },
          query: { 'response-content-disposition': `attachment; filename="${fileName}"` },
        },
        {
          expiresIn: LINK_LASTS_FOR_SECONDS,
          signingDate: new Date(clock.now()),
          unsignableHeaders: NOT_SIGNED,
          unhoistableHeaders: NOT_SIGNED,
        },
      );
      const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
      return `${url}?${pairs.join('&')}`;
    },
  };
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
