// Orders the small app in a process of its own, until it is killed: run-small-app.ts ASSEMBLY_FOLDER DATA_FOLDER.
// Prints the id of the process of a function that is in the middle of an invocation.
import { startRuntime } from '../../../local/loopback/start-runtime.ts';

const [, , assemblyFolder = '', dataFolder = ''] = process.argv;
const runtime = await startRuntime({ assemblyFolder, dataFolder });
const result = await runtime.invoke('Echo', {});
if (result.status === 'failed') throw new Error(result.errorMessage);
console.log(JSON.parse(result.payload).pid);
await runtime.invoke('Hang', {});
