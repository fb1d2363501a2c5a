/** What AWS takes as the name of a stack. */
export const STACK_NAME = /^[a-z][a-z0-9-]{0,127}$/i;
