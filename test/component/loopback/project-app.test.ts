import { assembly } from '../../../local/loopback/assembly.ts';
import { interpretTemplates } from '../../../local/loopback/template/interpret-templates.ts';
import { readAssembly } from '../../../local/loopback/template/read-assembly.ts';
import { startSmallRuntime } from './small-runtime.ts';

// The first of these may have to synthesise the project.
const longestSynthesisInMillis = 120_000;

test(
  "The project's own app holds nothing that the runtime has no rule for, and each of its functions comes up",
  async () => {
    const assemblyFolder = await assembly();
    const { functions } = interpretTemplates(await readAssembly(assemblyFolder), 'http://127.0.0.1:1');
    expect(functions.length).toBeGreaterThan(0);

    const { runtime, lines, ...app } = await startSmallRuntime({ assemblyFolder });
    try {
      for (const { name } of functions) await runtime.prewarm(name);
      expect(lines.filter(({ line }) => line.startsWith('INIT_FAILED'))).toEqual([]);
    } finally {
      await app[Symbol.asyncDispose]();
    }
  },
  longestSynthesisInMillis,
);
