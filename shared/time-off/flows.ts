/** The flows of time off: each is asked for a period, and writes nothing but what a plan of it has shown. */
const TIME_OFF_FLOWS: readonly string[] = ['leaves-to-poweroffice', 'time-off-to-file'];

/**
 * Writing absence in X-ledger itself. Nobody outside X-ledger has seen the call, and what a tenant would have to show of it
 * is not known: it is refused by every road, whatever `timeOff.xledgerApi` says.
 */
export const UNVERIFIED_FLOW = 'time-off-to-xledger';

/** Whether the flow of this name is asked for a period, by a plan alone. */
export const isOfTimeOff = (flow: string): boolean => TIME_OFF_FLOWS.includes(flow);
