import { prepareRun } from '../../local/cli/prepare-run.ts';
import { projectAssembly, stageForOneMachine } from '../../local/cli/project-assembly.ts';
import type { LogLine } from '../../local/loopback/lambda/function-log.ts';
import { startRuntime } from '../../local/loopback/start-runtime.ts';
import { interpretTemplate } from '../../local/loopback/template/interpret-template.ts';
import { readAssembly } from '../../local/loopback/template/read-assembly.ts';
import { FUNCTION_NAMES } from '../../infra/bundle-functions.ts';
import { createApp } from '../../infra/create-app.ts';
import { parseStageSettings } from '../../infra/stage-settings.ts';
import type { StageSettingsInput } from '../../infra/stage-settings.ts';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { createCodeFolders, STAGE } from '../infra/template.ts';

test("The project's own app holds nothing that the runtime has no rule for, and each of its functions comes up", async () => {
  const assemblyFolder = await projectAssembly();
  const { functions } = interpretTemplate(await readAssembly(assemblyFolder), 'http://127.0.0.1:1');
  expect(functions.length).toBeGreaterThan(0);

  const lines: LogLine[] = [];
  const runtime = await startRuntime({ assemblyFolder, dataFolder: null, onLog: (line) => lines.push(line) });
  try {
    for (const { name } of functions) await runtime.prewarm(name);
    // They are called there as whoever begins a run calls them.
    for (const flow of FLOW_NAMES) await prepareRun(runtime, flow);
    expect(lines.filter(({ line }) => line.startsWith('INIT_FAILED'))).toEqual([]);
  } finally {
    await runtime.close({ graceInMillis: 0 });
  }
});

test.each<[string, Partial<StageSettingsInput>]>([
  [
    'all that may be added to it',
    {
      clients: [{ name: 'one' }, { name: 'two' }],
      hrEmail: 'hr@fjordlys.example',
      runbookUrl: 'https://wiki.fjordlys.example/runbook',
    },
  ],
  [
    'as little as there may be',
    {
      removalPolicy: 'destroy',
      clients: [{ name: 'main', dashboard: false }],
      schedule: { days: ['MON'], time: '05:30', paused: true },
      alarmEmail: null,
    },
  ],
])('A stage with %s runs on one machine as well', async (_what, settings) => {
  const outdir = await createTempFolder('assembly');
  const stage = stageForOneMachine(parseStageSettings('test', { ...STAGE, ...settings }));
  createApp({ stageName: 'test', stage, codeFolders: await createCodeFolders(), checked: false, outdir }).synth();
  const { functions, mappings } = interpretTemplate(await readAssembly(outdir), 'http://127.0.0.1:1');
  // Several functions may share a bundle.
  expect(new Set(functions.map(({ folder }) => folder)).size).toBe(FUNCTION_NAMES.length);
  expect(mappings.length).toBeGreaterThan(0);
});
