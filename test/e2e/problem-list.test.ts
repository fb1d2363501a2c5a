import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
import { PortInUseError, serve } from '../../local/demo/serve.ts';
import type { Served } from '../../local/demo/serve.ts';
import { startSmallVendors } from './small-vendors.ts';
import type { DemoVendors } from '../../local/vendors/start-demo-vendors.ts';

const CHROMIUM = '/usr/bin/chromium';
const hasChromium = existsSync(CHROMIUM);

describe('The problem list in a browser', () => {
  let vendors: DemoVendors;
  let sync: LocalSync;
  let served: Served;

  beforeAll(async () => {
    vendors = await startSmallVendors(2);
    sync = await startLocalSync({ vendors, dataFolder: null });
    const [person] = vendors.simployer.employees();
    const employment = vendors.simployer.employments().find(({ employeeId }) => employeeId === person?.id);
    vendors.simployer.editEmployment(employment?.id ?? '', { note: 'Yrkeskode: 3120105 <script>alert(1)</script>' });
    await sync.run({ mode: 'apply', employees: null });
    served = await serve(sync.runtime, { port: 0, isReadOnly: true });
  }, 60_000);

  afterAll(async () => {
    await served.close();
    await sync.close();
    await vendors.close();
  });

  test('names the employee, the code, what is wrong, and who fixes it where, and no value of theirs', async () => {
    const html = await (await fetch(served.url)).text();
    expect(html).toContain('1001');
    expect(html).toContain('OCCUPATION_CODE_MISSING');
    expect(html).toContain('Simployer &gt; employee &gt; employment &gt; notes');
    expect(html).toContain('<b>1 failed</b>');
    expect(html).not.toContain('Yrkeskode');
  });

  test('stands beside the API, which shows the values', async () => {
    const { problems }: any = await (await fetch(`${served.url}/problems`)).json();
    expect(problems).toMatchObject([{ employeeNumber: '1001', code: 'OCCUPATION_CODE_MISSING' }]);
    expect(problems[0].message).toContain('Yrkeskode');
  });

  (hasChromium ? test : test.skip)(
    `is rendered by a browser${hasChromium ? '' : ' (skipped: no Chromium here)'}`,
    async () => {
      const profile = await mkdtemp(join(tmpdir(), 'problem-list-'));
      try {
        const { stdout } = await promisify(execFile)(CHROMIUM, [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          `--user-data-dir=${profile}`,
          '--dump-dom',
          served.url,
        ]);
        const rows = stdout.match(/<tr>/g) ?? [];
        expect(rows).toHaveLength(2);
        expect(stdout).toContain('<code>OCCUPATION_CODE_MISSING</code>');
      } finally {
        await rm(profile, { recursive: true, force: true });
      }
    },
    60_000,
  );

  test('says when its port is taken', async () => {
    const port = Number(new URL(served.url).port);
    await expect(serve(sync.runtime, { port, isReadOnly: true })).rejects.toThrow(PortInUseError);
  });
});
