import { outliveReaders } from '../../standard-output.ts';
import { runCommand } from './run-command.ts';

outliveReaders();
process.exit(await runCommand(process.argv.slice(2)));
