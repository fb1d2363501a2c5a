// Loaded before a program that starts the app: its functions work in the program's own process, from their sources.
import { startFromSource } from './function-from-source.ts';
import { loadInstead } from './stand-ins.ts';

loadInstead({ '../../local/loopback/lambda/function-process.ts': 'functions-in-command.ts' });

export const startFunctionProcess = startFromSource;
