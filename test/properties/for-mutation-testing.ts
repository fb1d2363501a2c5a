import fc from 'fast-check';
import { runCount } from './run-count.ts';

// Every mutant runs the properties anew: fewer cases, the same ones each time, and no search for the smallest failure.
process.env['PROPERTY_RUNS'] ??= '20';
fc.configureGlobal({ seed: 20_250_615, endOnFailure: true, numRuns: runCount(20) });
