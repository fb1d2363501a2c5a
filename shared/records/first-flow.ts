/**
 * The flow of whatever does not say which: messages, items and commands from before there were several flows, and those
 * of whoever leaves it out. Its items keep the keys that they have always had.
 */
export const FIRST_FLOW = 'employees-to-poweroffice';
