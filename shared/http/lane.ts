/** For whom a request is made: `person`, somebody waits for what comes of it; `load`, nobody does. */
export type Lane = 'person' | 'load';
