import { MailRefusedError } from '../../../functions/mail/mail.ts';
import { MAIL_PARTITION } from '../../../infra/constructs/state-table.ts';
import { createMemoryTable } from '../../../local/simulation/memory-table.ts';
import { ALARMS, createMailClient, HR } from '../../builders/mail-client.ts';
import { buildSimployerPerson } from '../../builders/simployer-company.ts';
import { createSyncSystem } from '../../builders/sync-system.ts';
import type { SyncSystem, SyncSystemInput } from '../../builders/sync-system.ts';

const DAY_IN_MILLIS = 24 * 3_600_000;

/** Somebody whose occupational code is missing, and whose e-mail address is wrong if told so. */
const withoutCode = (number: number, email = `kari.${number}@example.com`) =>
  buildSimployerPerson({ number, employments: [{ note: 'Engineer' }], employee: { workEmail: email } });
const OCCUPATION_CODE = '3120105 - Engineer';

const arrange = (input: SyncSystemInput) => {
  const system = createSyncSystem(input);
  return { system, mail: createMailClient(system) };
};

/** A run, and whatever mails it asks for. */
const night = async (system: SyncSystem, mail: ReturnType<typeof createMailClient>): Promise<void> => {
  const before = system.mailRequests.length;
  await system.run();
  for (const runId of system.mailRequests.slice(before)) await mail.tellOf(runId);
  await system.wait(DAY_IN_MILLIS);
};

/** "NUMBER_MISSING (error): 42" -> the codes with who has them, by section. */
const codesOf = (body: string): readonly string[] =>
  body.split('\n').filter((line) => /^(?:[A-Z_]+(?: \(\w+\))?: |NEW|SOLVED|STILL STANDING)/u.test(line));

describe('after a run for everybody', () => {
  test('new errors are counted, HR is told what is new and what is solved, and nothing when nothing changed', async () => {
    // A Monday.
    const { system, mail } = arrange({ people: [withoutCode(42), withoutCode(43)], now: '2026-03-02T04:30:00Z' });
    await night(system, mail);
    await night(system, mail);
    system.simployer.editEmployment('employment-42-1', { note: OCCUPATION_CODE });
    system.simployer.editEmployee('person-43', { privatePhone: 'see below' });
    await night(system, mail);

    expect(mail.newErrors).toEqual([2, 0, 0]);
    expect(mail.sent.map(({ to, subject }) => [to, subject])).toEqual([
      [HR, 'Simployer to PowerOffice: 2 new, 0 solved, 0 standing'],
      [HR, expect.stringMatching(/^Simployer to PowerOffice: \d new, 1 solved, 1 standing$/u)],
    ]);
    expect(codesOf(mail.sent[0]!.body)).toEqual(['NEW', 'OCCUPATION_CODE_MISSING (error): 42, 43']);
    expect(codesOf(mail.sent[1]!.body)).toContain('OCCUPATION_CODE_MISSING: 42');
    expect(mail.sent[0]!.body).toContain('RUNBOOK#new-errors');
    expect(mail.sent.map(({ body }) => body).join()).not.toMatch(/Kari|Nordmann|Engineer/u);
    expect([...mail.written]).toEqual([MAIL_PARTITION]);
  });

  test('an error that stands does not hide the next: each run counts what is new in it', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42), buildSimployerPerson({ number: 43 })] });
    await night(system, mail);
    system.simployer.editEmployment('employment-43-1', { note: 'no code' });
    await night(system, mail);
    expect(mail.newErrors).toEqual([1, 1]);
    expect(codesOf(mail.sent[1]!.body)).toEqual(['NEW', 'OCCUPATION_CODE_MISSING (error): 43']);
  });

  test('what stands is listed with the first run of a week, and the other days not', async () => {
    // Thursday, Friday, then Saturday, Sunday, Monday, Tuesday.
    const { system, mail } = arrange({ people: [withoutCode(42)], now: '2026-03-05T04:30:00Z' });
    for (let nights = 0; nights < 6; nights += 1) await night(system, mail);
    expect(mail.sent.map(({ body }) => codesOf(body))).toEqual([
      ['NEW', 'OCCUPATION_CODE_MISSING (error): 42'],
      ['STILL STANDING', 'OCCUPATION_CODE_MISSING (error): 42'],
    ]);
  });

  test('what a run for one person changes is told with the next run for everybody', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42)] });
    await night(system, mail);
    system.simployer.editEmployment('employment-42-1', { note: OCCUPATION_CODE });
    await system.run({ employees: ['42'] });
    expect(system.mailRequests).toEqual(['run-1']);
    await night(system, mail);
    expect(codesOf(mail.sent[1]!.body)).toEqual(['SOLVED', 'OCCUPATION_CODE_MISSING: 42']);
  });

  test('without an address for HR nobody is written to, and the errors are counted all the same', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42)] });
    await system.run();
    await mail.tellOf('run-1', { hrTopicArn: null });
    expect(mail.newErrors).toEqual([1]);
    expect(mail.sent).toEqual([]);
  });

  test('a table that an earlier version wrote is compared with the run before, instead of told anew', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42)] });
    await system.run();
    await system.wait(DAY_IN_MILLIS);
    await system.run();
    await mail.tellOf('run-2');
    expect(mail.newErrors).toEqual([0]);
    expect(mail.sent).toEqual([]);
  });
});

describe('whatever is delivered again', () => {
  test('is told once, a run before the last one too', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42)] });
    await night(system, mail);
    await mail.tellOf('run-1');
    await night(system, mail);
    await mail.tellOf('run-1');
    expect(mail.sent).toHaveLength(1);
  });

  test('after the process died at any moment is told at least once and at most twice', async () => {
    const outcomes: number[] = [];
    // What is noted, noted, sent, and noted again, each with the moment before and after it.
    for (let moment = 0; moment < 8; moment += 1) {
      const { system } = arrange({ people: [withoutCode(42)] });
      await system.run();
      let reached = 0;
      /** Before or after the moment, the process is gone. */
      const die = <T>(work: () => Promise<T>): Promise<T> => {
        const before = reached;
        reached += 2;
        if (before === moment) return Promise.reject(new Error('killed before'));
        return work().then((done) => {
          if (before + 1 === moment) throw new Error('killed after');
          return done;
        });
      };
      const mail = createMailClient(system, (inner) => ({ ...inner, put: (item) => die(() => inner.put(item)) }));
      mail.sending((to, { subject, body }) => die(() => Promise.resolve(void mail.sent.push({ to, subject, body }))));
      for (let delivery = 0; delivery < 3; delivery += 1) await mail.tellOf('run-1').catch(() => null);
      outcomes.push(mail.sent.length);
    }
    for (const times of outcomes) expect([1, 2]).toContain(times);
    expect(outcomes).toContain(1);
    expect(outcomes).toContain(2);
  });

  test('while nobody knows whether mails leave, two are begun and no third; the next news has it again', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42)] });
    await system.run();
    let begun = 0;
    mail.sending(() => {
      begun += 1;
      return Promise.reject(new Error('timeout'));
    });
    for (let delivery = 0; delivery < 4; delivery += 1)
      await expect(mail.tellOf('run-1')).rejects.toThrow(/timeout|begun twice/u);
    expect(begun).toBe(2);
    expect(mail.logged).toContain('MAIL_UNCERTAIN');

    mail.sending((to, text) => Promise.resolve(void mail.sent.push({ to, ...text })));
    await system.wait(DAY_IN_MILLIS);
    await system.run();
    await mail.tellOf('run-2');
    expect(codesOf(mail.sent[0]!.body)).toEqual(['NEW', 'OCCUPATION_CODE_MISSING (error): 42']);
  });

  test('when SNS refuses it is tried as often as the queue delivers it', async () => {
    const { system, mail } = arrange({ people: [withoutCode(42)] });
    await system.run();
    mail.sending(() => Promise.reject(new MailRefusedError('throttled')));
    for (let delivery = 0; delivery < 4; delivery += 1) await expect(mail.tellOf('run-1')).rejects.toThrow('throttled');
    mail.sending((to, text) => Promise.resolve(void mail.sent.push({ to, ...text })));
    await mail.tellOf('run-1');
    expect(mail.sent).toHaveLength(1);
  });
});

describe('a run that became a plan which waits', () => {
  const waiting = () => arrange({ people: [buildSimployerPerson()], settings: { firstRun: 'plan' } });

  test('is told once, with the command to type, however many nights it waits', async () => {
    const { system, mail } = waiting();
    for (let nights = 0; nights < 3; nights += 1) await night(system, mail);
    expect(system.mailRequests).toEqual(['run-1', 'run-2', 'run-3']);
    expect(mail.sent).toEqual([
      {
        to: ALARMS,
        subject: 'sync-prod-main: a plan waits for approval',
        body: expect.stringContaining('  npm run sync -- apply run-1 --stack sync-prod-main\n'),
      },
    ]);
    expect(mail.newErrors).toEqual([]);
  });

  test('delivered again is told once, and refused by SNS is tried again', async () => {
    const { system, mail } = waiting();
    await system.run();
    mail.sending(() => Promise.reject(new MailRefusedError('no')));
    await expect(mail.tellOf('run-1')).rejects.toThrow('no');
    mail.sending((to, text) => Promise.resolve(void mail.sent.push({ to, ...text })));
    await mail.tellOf('run-1');
    await mail.tellOf('run-1');
    expect(mail.sent).toHaveLength(1);
  });

  test('a plan that somebody asked for is not told: whoever asked looks at it', async () => {
    const { system } = waiting();
    await system.run({ mode: 'plan', isStored: true });
    await system.run({ employees: ['42'] });
    expect(system.mailRequests).toEqual([]);
  });
});

test('a run that is gone, or under way, is nothing to tell, and a message of nobody goes to the dead letters', async () => {
  const mail = createMailClient({ table: createMemoryTable() });
  await mail.tellOf('gone');
  await expect(mail.ask({ tellOf: 'run-1', more: true })).rejects.toThrow('more');
  await expect(mail.ask('hello')).rejects.toThrow('expected object');
  expect(mail.sent).toEqual([]);
});
