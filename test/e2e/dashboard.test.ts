import { userInfo } from 'node:os';
import type { Browser, Page, Route } from 'playwright-core';
import { projectAssembly } from '../../local/cli/project-assembly.ts';
import { PortInUseError, serve } from '../../local/cli/serve.ts';
import type { Served } from '../../local/cli/serve.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { startRuntime } from '../../local/loopback/start-runtime.ts';
import type { Runtime } from '../../local/loopback/start-runtime.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { hasChromium, openBrowser } from './browser.ts';
import { functionsHereBut } from './functions-here.ts';
import { startSmallVendors } from './small-vendors.ts';

const HOSTILE_NAME = '<img src=x onerror="document.title=`owned`"> AS';
const SCHEDULE = { days: ['MON'], time: '05:30', paused: false };

let vendors: DemoVendors;
let runtime: Runtime;
let firstRun: string;
/** As for real vendors, and as for the demo company. */
let reading: Served;
let demo: Served;

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(`${runtime.api.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

beforeAll(async () => {
  vendors = await startSmallVendors(3, undefined, { clientName: HOSTILE_NAME });
  runtime = await startRuntime({
    assemblyFolder: await projectAssembly(),
    dataFolder: null,
    // What the dashboard alone calls is the real bundles.
    startFunction: functionsHereBut('Widget', 'Actions', 'Explain', 'Mail'),
    secrets: { VendorKeysSecretArn: JSON.stringify(vendors.keys) },
    caller: userInfo().username,
    environment: {
      ...vendors.environment,
      SETTINGS: '',
      ANSWER_WITHIN_SECONDS: '',
      // As in AWS: there is something to pause.
      SCHEDULES: JSON.stringify({ [FIRST_FLOW]: SCHEDULE }),
    },
  });
  const [person] = vendors.simployer.employees();
  const employment = vendors.simployer.employments().find(({ employeeId }) => employeeId === person?.id);
  vendors.simployer.editEmployment(employment?.id ?? '', { note: 'Yrkeskode: 3120105 <script>alert(1)</script>' });
  const asked = await post('/runs', { mode: 'apply' });
  expect(asked.status).toBe(202);
  ({ runId: firstRun } = (await asked.json()) as { runId: string });
  await runtime.idle();
  reading = await serve(runtime, { port: 0, isReadOnly: true });
  demo = await serve(runtime, { port: 0, isReadOnly: false });
});

afterAll(async () => {
  await reading.close();
  await demo.close();
  await runtime.close();
  await vendors.close();
});

describe('The list of open problems', () => {
  test('names the employee, the code, what is wrong, and who fixes it where, and no value of theirs', async () => {
    const html = await (await fetch(reading.url)).text();
    expect(html).toContain('1001');
    expect(html).toContain('OCCUPATION_CODE_MISSING');
    expect(html).toContain('Simployer &gt; employee &gt; employment &gt; notes');
    expect(html).toContain('<b>1 failed</b>');
    expect(html).not.toContain('Yrkeskode');
  });

  test('stands beside the API, which shows the values', async () => {
    const { problems }: any = await (await fetch(`${reading.url}/problems`)).json();
    expect(problems).toMatchObject([{ employeeNumber: '1001', code: 'OCCUPATION_CODE_MISSING' }]);
    expect(problems[0].message).toContain('Yrkeskode');
  });

  test('stands beside the runs, with who asked and when', async () => {
    const { runs }: any = await (await fetch(`${reading.url}/runs`)).json();
    const run = runs.find(({ runId }: any) => runId === firstRun);
    expect(run).toMatchObject({ status: 'completed_with_errors', totals: { inScope: 3, failed: 1 } });
    expect(run).toMatchObject({ requestedBy: userInfo().username, startedAt: expect.any(String) });
    const page: any = await (await fetch(`${reading.url}/runs/${firstRun}?limit=1&outcome=failed`)).json();
    expect(page).toMatchObject({ employees: [{ employeeNumber: '1001' }], next: null, totals: { inScope: 3 } });
  });

  test('is no place to write: the API takes a run through its own door, bounded and once at a time', async () => {
    const numbers = Array.from({ length: 90_000 }, (_, index) => String(index));
    expect((await post('/runs', { employees: numbers })).status).toBe(413);
    expect((await post('/runs', { employees: [] })).status).toBe(400);

    // The one that is taken goes on until the others have been answered.
    vendors.powerOffice.setFaults(() => ({ before: 429 }));
    const answers = await Promise.all([1, 2, 3].map(() => post('/runs', { mode: 'plan' })));
    vendors.powerOffice.setFaults(null);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([202, 409, 409]);
    for (const answer of answers) {
      const { runId }: any = await answer.json();
      expect((await fetch(`${runtime.api.url}/runs/${runId}`)).status).toBe(200);
    }
    await runtime.idle();
  });

  test('says when its port is taken', async () => {
    const port = Number(new URL(reading.url).port);
    await expect(serve(runtime, { port, isReadOnly: true })).rejects.toThrow(PortInUseError);
  });
});

describe('The buttons', () => {
  const press = (served: Served, endpoint: string, event: object): Promise<Response> =>
    fetch(`${served.url}/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, event }),
    });

  test('are not there with real vendors, and nothing that pretends to be one is taken', async () => {
    const html = await (await fetch(reading.url)).text();
    expect(html).not.toContain('cwdb-action action');
    const asked = encodeURIComponent(JSON.stringify({ buttons: true }));
    const { html: widget }: any = await (await fetch(`${reading.url}/widget?event=${asked}`)).json();
    expect(widget).not.toContain('cwdb-action action');
    const answer = await press(reading, runtime.functionArn('OperatorActionsFunction'), { action: 'plan' });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'READ_ONLY' }]);
  });

  test.each(['StartRunFunction', 'ApiHandlerFunction', 'WidgetFunction'])(
    'call functions of the dashboard alone, and not %s',
    async (name) => {
      expect((await press(demo, runtime.functionArn(name), { action: 'plan' })).status).toBe(400);
    },
  );

  test.each(['', 'null', '[]', '{', '"x"', '%'])('survive an event that is none: %s', async (event) => {
    const answer = await fetch(`${demo.url}/widget?event=${encodeURIComponent(event)}`);
    expect(await answer.json()).toMatchObject({ html: expect.stringContaining('OCCUPATION_CODE_MISSING') });
  });
});

(hasChromium ? describe : describe.skip)(
  `In a real browser${hasChromium ? '' : ' (skipped: there is no /usr/bin/chromium)'}`,
  () => {
    let browser: Browser;
    let page: Page;
    /** What the page asked for or complained of, that it should not have. */
    const surprises: string[] = [];

    beforeAll(async () => {
      browser = await openBrowser();
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on('pageerror', (error) => surprises.push(error.message));
      page.on('console', (message) => surprises.push(message.text()));
      page.on('dialog', (dialog) => surprises.push(dialog.message()));
      page.on('request', (request) => {
        if (!request.url().startsWith(demo.url)) surprises.push(request.url());
      });
      // A test that hangs is ended by its own limit.
      page.setDefaultTimeout(0);
    });

    beforeEach(() => page.goto(demo.url));

    afterAll(async () => {
      await browser.close();
    });

    const widget = () => page.locator('#widget');
    const popup = () => page.locator('#popup .content');
    const click = (label: string): Promise<void> => page.getByText(label, { exact: true }).click();
    /** What is read in the window that the button opens. */
    const told = async (text: string | RegExp): Promise<string> => {
      await popup().filter({ hasText: text }).waitFor();
      const whole = await popup().innerText();
      await click('Close');
      return whole;
    };
    const refreshed = async (text: string | RegExp): Promise<string> => {
      await runtime.idle();
      await click('Refresh');
      await widget().filter({ hasText: text }).waitFor();
      return widget().innerText();
    };
    const rowsOf = async (): Promise<readonly string[]> =>
      (await widget().locator('table').last().locator('tbody tr').allInnerTexts()).map((row) =>
        row.replaceAll('\t', ' | '),
      );

    test('a plan is made, looked at, and carried out after a question; nothing is written before', async () => {
      const [, second] = vendors.simployer.employees();
      vendors.simployer.editEmployee(second?.id ?? '', { lastName: 'Hegg Skår' });
      const writes = vendors.powerOffice.writes;

      await click('Make a plan');
      await told('A plan is being made. Nothing is written.');
      await refreshed('Waits for approval:');
      await click('Show the plan');
      await widget().filter({ hasText: 'Nothing of it is written yet.' }).waitFor();
      expect(await rowsOf()).toEqual([
        '1002 | to be changed | employee: LastName | ',
        '1001 | blocked |  | OCCUPATION_CODE_MISSING',
      ]);
      expect(await widget().innerText()).not.toContain('Skår');

      await click('Carry the plan out');
      expect(await page.locator('#question .content').innerText()).toContain('People: 1 (1 to be changed).');
      await click('Cancel');
      await runtime.idle();
      expect(vendors.powerOffice.writes).toBe(writes);

      await click('Carry the plan out');
      await click('Confirm');
      await told(/Run \S+ has begun: it writes what the plan shows/);
      expect(await refreshed('1 updated')).not.toContain('Waits for approval:');
      expect(vendors.powerOffice.writes).toBe(writes + 1);
    });

    test('a person who is typed in is explained by number, and brought in step', async () => {
      await page.getByLabel('Employee number').fill('1001');
      await click('Explain');
      const explanation = await told('What a run would do with 1001');
      expect(explanation).toContain('found by the stored link');
      expect(explanation).toContain('OCCUPATION_CODE_MISSING');
      expect(explanation).toContain('Nothing was written.');
      const [person] = vendors.simployer.employees();
      expect(explanation).not.toContain(String(person?.['lastName']));

      await click('Sync now');
      await click('Confirm');
      await told(/Run \S+ has begun for this person/);
      await refreshed('1 in scope');
    });

    test('what is typed while the page renews itself stays, and what is older never comes over what is newer', async () => {
      const own = await browser.newPage();
      await own.clock.install();
      let held = Promise.withResolvers<Route>();
      await own.route('**/widget?*', (route) => held.resolve(route));
      await own.goto(demo.url);
      const number = own.getByLabel('Employee number');
      /** Has the page ask for what it shows. @returns the request, once it is held */
      const asked = async (act: () => Promise<void>): Promise<Route> => {
        held = Promise.withResolvers();
        await act();
        return held.promise;
      };
      const answer = async (route: Route): Promise<void> => {
        const response = own.waitForResponse('**/widget?*');
        await route.continue();
        await (await response).finished();
        // By then the page has shown it.
        await own.evaluate("fetch('/console.mjs').then((response) => response.text())");
      };
      const refresh = (): Promise<void> => own.getByText('Refresh', { exact: true }).click();

      const renewal = await asked(() => own.clock.runFor(30_000));
      await number.fill('1001');
      await answer(renewal);
      expect(await number.inputValue()).toBe('1001');

      const older = await asked(refresh);
      const newer = await asked(refresh);
      await answer(newer);
      expect(await number.inputValue()).toBe('');
      await number.fill('1002');
      await answer(older);
      expect(await number.inputValue()).toBe('1002');
      await own.close();
    });

    test('nobody typed in is nobody synced', async () => {
      await page.getByLabel('Employee number').fill('  ');
      await click('Sync now');
      await click('Confirm');
      await told('Type an employee number, or a Simployer id, first.');
    });

    test('the schedule is paused and resumed', async () => {
      await refreshed('The next run starts');
      await click('Pause the schedule');
      await click('Confirm');
      await told('The schedule is paused.');
      await refreshed(/Paused by dashboard\/\S+ since/);
      await click('Resume the schedule');
      await click('Confirm');
      await told('The schedule goes on.');
      await refreshed('The next run starts');
    });

    test('what a vendor calls itself is text, whatever it is', async () => {
      expect(await widget().innerText()).toContain(HOSTILE_NAME);
      expect(await page.locator('#widget img, #widget script').count()).toBe(0);
      expect(await page.title()).toBe('Simployer One → PowerOffice Go: open problems');
    });

    test('the page reads as well in the dark theme', async () => {
      await page.goto(`${demo.url}/?theme=dark`);
      const colours = await page
        .locator('#widget b')
        .evaluateAll((all) => all.map((one) => one.getAttribute('style') ?? ''));
      // The red of the light theme would hardly be seen.
      expect(colours).toContain('color:#ff7a7a');
      expect(colours).not.toContain('color:#d13212');
    });

    test('nothing was asked of anybody else, and nothing was complained of', () => {
      expect(surprises).toEqual([]);
    });
  },
);
