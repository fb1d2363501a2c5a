import { prepareRun } from '../../../local/cli/prepare-run.ts';

test.each([
  ['employees-to-poweroffice', ['StartRunFunction', 'SyncEmployeeFunction']],
  ['employees-to-xledger', ['StartRunFunction', 'employeestoxledgerSyncToXledgerFunction']],
  ['leaves-to-poweroffice', ['StartRunFunction', 'leavestopowerofficeSyncLeavesFunction']],
  ['time-off-to-file', ['StartRunFunction']],
  ['a-flow-of-tomorrow', ['StartRunFunction']],
])(
  'A run of %s is prepared for by its own functions, in the order in which they are needed',
  async (flow, expected) => {
    const started: string[] = [];
    const prewarm = (name: string) => Promise.resolve(void started.push(name));
    await prepareRun({ prewarm }, flow);
    expect(started).toEqual(expected);
  },
);
