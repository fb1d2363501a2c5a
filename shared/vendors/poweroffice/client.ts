import { createCaller } from './caller.ts';
import type { CallerOptions } from './caller.ts';
import { environmentOf } from './environment.ts';
import { createReader } from './reader.ts';
import type { PowerOfficeReader } from './reader.ts';
import { createWriter } from './writer.ts';
import type { PowerOfficeWriter } from './writer.ts';

export type { BeforeSend } from './caller.ts';
export type { EmployeeFilter, PowerOfficeReader } from './reader.ts';
export type { Enterprise, IntegrationInformation, NumberSeries } from './schemas.ts';
export { createPatchMemory } from './patch-memory.ts';
export type { PatchMemory } from './patch-memory.ts';
export type { PatchField, PowerOfficeWriter } from './writer.ts';

export interface PowerOfficeClientOptions extends CallerOptions {
  /** Well under what a function has left; a POST that takes longer ends in doubt. */
  readonly writeTimeoutInMillis: number;
}

/** Reader and writer are apart so that a plan can be made with a client that cannot write. */
export interface PowerOfficeClient {
  readonly reader: PowerOfficeReader;
  readonly writer: PowerOfficeWriter;
}

/** A client for one PowerOffice Go client (company): one token, one budget of requests. Sends nothing by itself. */
export const createPowerOfficeClient = (options: PowerOfficeClientOptions): PowerOfficeClient => {
  const caller = createCaller(options);
  return {
    reader: createReader(caller, environmentOf(options.baseUrl)),
    writer: createWriter(caller, options.writeTimeoutInMillis),
  };
};
