import { LogFormatter, LogItem, Logger } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { LOG_EVENTS } from './log-events.ts';
import type { Log, LogEventName, LogFieldValues } from './log-events.ts';
import { maskSensitive } from './redaction.ts';

const isEventName = (name: unknown): name is LogEventName =>
  typeof name === 'string' && Object.hasOwn(LOG_EVENTS, name);

/** Ids of our own, in which long numbers may occur by chance, and ARNs, which hold an account of AWS. */
const NEVER_MASKED: readonly string[] = ['runId', 'requestedBy'] satisfies (keyof LogFieldValues)[];

const shown = (field: string, value: unknown): unknown => {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'string') return undefined;
  return NEVER_MASKED.includes(field) ? value : maskSensitive(value);
};

/** Lets through the fields that the event is registered with, and nothing else; no event: no fields. */
class AllowListFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const name = additional['event'];
    const event = isEventName(name) ? LOG_EVENTS[name] : undefined;
    const fields: Record<string, unknown> = {};
    for (const field of event?.fields ?? []) fields[field] = shown(field, additional[field]);
    return new LogItem({
      attributes: {
        timestamp: this.formatTimestamp(attributes.timestamp),
        level: attributes.logLevel,
        event: isEventName(name) ? name : 'UNREGISTERED',
        message: event?.message ?? 'A log line without a registered event; its contents were dropped.',
        service: attributes.serviceName,
        functionName: attributes.lambdaContext?.functionName,
        requestId: attributes.lambdaContext?.awsRequestId,
        traceId: attributes.xRayTraceId,
        ...fields,
      },
    });
  }
}

/** A Powertools logger that writes registered events only. Its name of the service comes from POWERTOOLS_SERVICE_NAME. */
export const createLogger = (): Logger => new Logger({ logFormatter: new AllowListFormatter(), logLevel: 'INFO' });

/** How the code logs: an event of the registry with exactly its fields. */
export const logWith =
  (logger: Pick<Logger, 'info' | 'warn' | 'error'>): Log =>
  (event, fields) => {
    const { level, message } = LOG_EVENTS[event];
    logger[level](message, { ...fields, event });
  };

/** What an UNEXPECTED_ERROR may say of an error: its kind and where it arose, not its message. */
export const describeError = (error: unknown): Pick<LogFieldValues, 'errorName' | 'errorCode' | 'stackFrames'> => {
  if (!(error instanceof Error)) return { errorName: typeof error, errorCode: null, stackFrames: null };
  const code: unknown = 'code' in error ? error.code : null;
  // The stack begins with the message, which may hold a value, and lines of its own.
  const frames =
    error.stack
      ?.replace(error.message, '')
      .split('\n')
      .filter((line) => /^ +at /u.test(line)) ?? [];
  return {
    errorName: error.name,
    errorCode: typeof code === 'string' ? code : null,
    stackFrames: frames.length === 0 ? null : frames.map((frame) => frame.trim()).join('\n'),
  };
};
