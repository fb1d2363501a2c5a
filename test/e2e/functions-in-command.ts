// Loaded before a program that starts the app: its functions work in the program's own process, from their sources.
import { loadInstead } from './stand-ins.ts';

loadInstead({ '../../local/loopback/lambda/function-process.ts': 'function-in-session.ts' });
