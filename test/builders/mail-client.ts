import { handleMails } from '../../functions/mail/handler.ts';
import type { MailDependencies } from '../../functions/mail/handler.ts';
import type { SendMail } from '../../functions/mail/mail.ts';
import { createEmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import { describeProblem } from '../../shared/flows/employees-to-poweroffice/describe-problem.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { createMailStore } from '../../shared/state/mail-store.ts';
import { createRunStore } from '../../shared/state/run-store.ts';
import type { Table } from '../../shared/state/table.ts';

export const HR = 'arn:aws:sns:eu-north-1:111122223333:hr';
export const ALARMS = 'arn:aws:sns:eu-north-1:111122223333:alarms';

const firstFlow = (table: Table): MailDependencies['flows'] => ({
  [FIRST_FLOW]: {
    target: 'PowerOffice',
    records: 'people',
    problems: () => createEmployeeStore(table).problems(),
    describeProblem,
    describeConnection: (connection) => (connection === null ? null : 'PAIR'),
  },
});

/**
 * The function that sends mails, over a system's table.
 * @param table stands between the function and what is stored
 * @param flowsOf whom it tells of; by default of the first flow alone
 */
export const createMailClient = (
  system: { readonly table: Table },
  table: (inner: Table) => Table = (inner) => inner,
  flowsOf: (table: Table) => MailDependencies['flows'] = firstFlow,
) => {
  const sent: { readonly to: string; readonly subject: string; readonly body: string }[] = [];
  const logged: string[] = [];
  const newErrors: number[] = [];
  const written = new Set<string>();
  const watched: Table = {
    ...system.table,
    put: (item) => {
      written.add(item.pk);
      return system.table.put(item);
    },
    remove: () => Promise.reject(new Error('Nothing is removed.')),
  };
  const stored = table(watched);
  let send: SendMail = (to, mail) => Promise.resolve(void sent.push({ to, ...mail }));
  const dependencies: MailDependencies = {
    runs: createRunStore(stored),
    mails: createMailStore(stored),
    flows: flowsOf(stored),
    send: (...mail) => send(...mail),
    language: 'en',
    stackName: 'sync-prod-main',
    runbookOf: (section) => `RUNBOOK#${section}`,
    alarmTopicArn: ALARMS,
    hrTopicArn: HR,
    log: (event) => void logged.push(event),
    recordMetric: (name, value) => void (name === 'NewErrors' && newErrors.push(value)),
  };
  const ask = (body: unknown, overrides: Partial<MailDependencies> = {}) => {
    const attributes = { ApproximateReceiveCount: '1', SentTimestamp: '0' };
    const record = { messageId: 'm', receiptHandle: 'r', attributes, body: JSON.stringify(body) };
    return handleMails({ Records: [record] }, { ...dependencies, ...overrides });
  };
  return {
    sent,
    logged,
    newErrors,
    written,
    ask,
    tellOf: (runId: string, overrides: Partial<MailDependencies> = {}) => ask({ tellOf: runId }, overrides),
    sending: (other: SendMail) => (send = other),
  };
};
