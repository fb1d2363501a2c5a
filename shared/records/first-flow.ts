/**
 * The flow of whatever does not say which: messages, items and commands from before there were several flows, and those
 * of whoever leaves it out. Its items keep the keys that they have always had.
 */
export const FIRST_FLOW = 'employees-to-poweroffice';

/** What is typed behind a command about a flow: ` --flow NAME`; nothing for the one that is meant without a word. */
export const flowOption = (flow: string): string => (flow === FIRST_FLOW ? '' : ` --flow ${flow}`);
