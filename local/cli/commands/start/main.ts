import { endWithParent } from '../../../../bin/end-with-parent.mjs';
import { outliveReaders } from '../../standard-output.ts';
import { runCommand } from './run-command.ts';

outliveReaders();
endWithParent(() => process.kill(process.pid, 'SIGKILL'));
process.exit(await runCommand(process.argv.slice(2)));
