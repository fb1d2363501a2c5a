import { createCaller } from './caller.ts';
import { contactWrites } from './contacts.ts';
import type { ContactWrites } from './contacts.ts';
import { employeeGroupReads } from './employee-groups.ts';
import type { EmployeeGroupReads } from './employee-groups.ts';
import { employeeReads, employeeWrites } from './employees.ts';
import type { EmployeeReads, EmployeeWrites } from './employees.ts';
import { entityReads } from './entities.ts';
import type { EntityReads } from './entities.ts';
import { environmentOf } from './environment.ts';
import type { ExchangeOptions } from './exchange.ts';
import { objectValueReads, objectValueWrites } from './object-values.ts';
import type { ObjectValueReads, ObjectValueWrites } from './object-values.ts';
import { createProbe } from './probe.ts';
import type { Probe } from './probe.ts';
import { createReads } from './reads.ts';
import { createWrites } from './writes.ts';

/** What X-ledger holds. Lists are complete, each row once. Every failure is an XledgerError. */
export interface XledgerReader extends Probe, EmployeeReads, EmployeeGroupReads, EntityReads, ObjectValueReads {}

/**
 * Writes, one record each. The answer shows the record and is believed, never read again: a read may lag behind
 * (X-ledger fact 29). Every failure is an XledgerError; a write of kind `outcomeUnknown` is never repeated here.
 */
export interface XledgerWriter extends EmployeeWrites, ContactWrites, ObjectValueWrites {}

export interface XledgerClientOptions extends ExchangeOptions {
  /** Well under what a function has left; a write that takes longer ends in doubt. */
  readonly writeTimeoutInMillis: number;
  /** How many records a call has at the most; one unless said. */
  readonly batchSize?: number;
}

/** Reader and writer are apart so that a plan can be made with a client that cannot write. */
export interface XledgerClient {
  readonly reader: XledgerReader;
  readonly writer: XledgerWriter;
}

/** A client for one token of X-ledger: one entity and those below it, one budget of requests. Sends nothing by itself. */
export const createXledgerClient = (options: XledgerClientOptions): XledgerClient => {
  const caller = createCaller(options);
  const reads = createReads(caller);
  const { writeTimeoutInMillis: timeoutInMillis, batchSize = 1 } = options;
  const writes = createWrites(caller, { timeoutInMillis, batchSize });
  const employees = employeeReads(reads);
  const entities = entityReads(reads);
  return {
    reader: {
      ...createProbe(caller, { ...employees, ...entities }, environmentOf(options.url)),
      ...employees,
      ...entities,
      ...employeeGroupReads(reads),
      ...objectValueReads(reads),
    },
    writer: { ...employeeWrites(writes), ...contactWrites(writes), ...objectValueWrites(writes) },
  };
};
