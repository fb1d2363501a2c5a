/** The flows of time off: each is asked for a period, and writes nothing but what a plan of it has shown. */
const TIME_OFF_FLOWS: readonly string[] = ['leaves-to-poweroffice', 'time-off-to-file'];

/** Whether the flow of this name is asked for a period, by a plan alone. */
export const isOfTimeOff = (flow: string): boolean => TIME_OFF_FLOWS.includes(flow);
