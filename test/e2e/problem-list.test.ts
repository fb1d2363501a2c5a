import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { startLocalSync } from '../../local/cli/local-sync.ts';
import type { LocalSync } from '../../local/cli/local-sync.ts';
import { PortInUseError, serve } from '../../local/cli/serve.ts';
import type { Served } from '../../local/cli/serve.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { startSmallVendors } from './small-vendors.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';

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

  test('stands beside the runs, with who asked and when', async () => {
    const { runs, next }: any = await (await fetch(`${served.url}/runs?limit=1`)).json();
    expect(next).toBeNull();
    expect(runs).toMatchObject([{ status: 'completed_with_errors', totals: { inScope: 2, failed: 1 } }]);
    expect(runs[0]).toMatchObject({ requestedBy: userInfo().username, startedAt: expect.any(String) });
    const page: any = await (await fetch(`${served.url}/runs/${runs[0].runId}?limit=1&outcome=failed`)).json();
    expect(page).toMatchObject({ employees: [{ employeeNumber: '1001' }], next: null, totals: { inScope: 2 } });
  });

  test('is no place to write: the API takes a run through its own door, bounded and once at a time', async () => {
    const post = (body: unknown) =>
      fetch(`${sync.runtime.api.url}/runs`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    const numbers = Array.from({ length: 90_000 }, (_, index) => String(index));
    expect((await post({ employees: numbers })).status).toBe(413);
    expect((await post({ employees: [] })).status).toBe(400);

    const answers = await Promise.all([post({ mode: 'plan' }), post({ mode: 'plan' }), post({ mode: 'plan' })]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([202, 409, 409]);
    for (const answer of answers) {
      const { runId }: any = await answer.json();
      expect((await fetch(`${sync.runtime.api.url}/runs/${runId}`)).status).toBe(200);
    }
  });

  (hasChromium ? test : test.skip)(
    `is rendered by a browser${hasChromium ? '' : ' (skipped: no Chromium here)'}`,
    async () => {
      const profile = await createTempFolder('problem-list');
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
    },
    60_000,
  );

  test('says when its port is taken', async () => {
    const port = Number(new URL(served.url).port);
    await expect(serve(sync.runtime, { port, isReadOnly: true })).rejects.toThrow(PortInUseError);
  });
});
