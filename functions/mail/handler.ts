/*
 * Tells people what a run means for them: counts the errors that nobody was told of, for the alarm; writes to HR how the
 * list of problems has changed; and writes to IT, once, that a plan waits for an approval. Whoever tells of a run's end
 * asks for it through a queue, so that nothing here holds a run up. What was told is remembered, and a mail is begun twice
 * at most, however often it is asked for. For example, a run finds one employee more without an occupational code: the
 * metric NewErrors is 1, and HR reads one new problem; the next run finds nothing else, and nobody is written to.
 */
import { isoWeekInOslo } from '../../shared/records/values/iso-week.ts';
import type { Language } from '../../shared/records/words.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { RecordMetric } from '../../shared/observability/metrics.ts';
import { findRunBefore, readNews } from '../../shared/operate/news.ts';
import { concernsPeople, isForEverybody, mailRequestSchema, waitsForApproval } from '../../shared/run/mail-request.ts';
import type { MailKind, MailStore } from '../../shared/state/mail-store.ts';
import type { ProblemsOf } from '../../shared/state/record-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import { isOpen } from '../../shared/state/run.ts';
import type { EndedRun } from '../../shared/state/run.ts';
import { sqsEventSchema } from '../composition/sqs-records.ts';
import type { ToldFlow } from '../composition/told-flow.ts';
import { writeApprovalMail } from './approval-mail.ts';
import { MailRefusedError } from './mail.ts';
import type { Mail, SendMail } from './mail.ts';
import { writeNewsMail } from './news-mail.ts';

/** What mails need to know of a flow. */
interface MailedFlow extends Pick<ToldFlow, 'target' | 'records' | 'describeProblem' | 'describeConnection'> {
  readonly problems: () => Promise<readonly ProblemsOf[]>;
}

export interface MailDependencies {
  readonly runs: Pick<RunStore, 'getRun' | 'newestFirst' | 'outcomesAfter'>;
  readonly mails: MailStore;
  /** By name. */
  readonly flows: Readonly<Record<string, MailedFlow>>;
  readonly send: SendMail;
  readonly language: Language;
  readonly stackName: string;
  /** The runbook's section on something. */
  readonly runbookOf: (section: string) => string;
  /** Null: nobody is told. */
  readonly alarmTopicArn: string | null;
  readonly hrTopicArn: string | null;
  readonly log: Log;
  readonly recordMetric: RecordMetric;
}

/** Does what the messages of the queue of mails ask for. What it throws, the queue delivers again. */
export const handleMails = async (event: unknown, dependencies: MailDependencies): Promise<void> => {
  for (const { body } of sqsEventSchema.parse(event).Records) {
    const { tellOf } = mailRequestSchema.parse(JSON.parse(body));
    const run = await dependencies.runs.getRun(tellOf);
    const flow = run === null ? undefined : dependencies.flows[run.flow];
    // A run that is gone, or of a flow that this version does not have, is nothing that anybody could be told of.
    if (run === null || flow === undefined || isOpen(run) || !concernsPeople(run)) continue;
    if (waitsForApproval(run)) await tellOfPlan(run, flow, dependencies);
    else await tellNews(run, flow, dependencies);
  }
};

/** Once for each connection: until somebody has approved a plan, every run becomes one, and nobody wants a mail a night. */
const tellOfPlan = async (run: EndedRun, flow: MailedFlow, dependencies: MailDependencies): Promise<void> => {
  const { mails, language, stackName, runbookOf, alarmTopicArn } = dependencies;
  if (alarmTopicArn === null || (await mails.lastTold('approval', run.flow)) !== null) return;
  const connection = flow.describeConnection(run.connection);
  const mail = writeApprovalMail(
    { run, records: flow.records, connection, stackName, runbook: runbookOf('plan-waiting') },
    language,
  );
  await sendOnce('approval', run, { topicArn: alarmTopicArn, mail }, dependencies);
  await mails.markTold('approval', run.flow, run);
};

const tellNews = async (run: EndedRun, flow: MailedFlow, dependencies: MailDependencies): Promise<void> => {
  const { runs, mails, language, runbookOf, hrTopicArn, log, recordMetric } = dependencies;
  const earlier = () => findRunBefore(run, isForEverybody, runs);
  const told = await mails.lastTold('news', run.flow, earlier);
  // Also of a later run: its news had those of this one in it.
  if (told !== null && told.startedAt >= run.startedAt) return;
  // A run is kept for three months.
  const last = told === null ? null : ((await runs.getRun(told.runId)) ?? (await earlier()));
  const before = last === null || isOpen(last) ? null : last;
  const news = await readNews(before, { runs, problems: flow.problems });
  const newErrors = news.new.filter(({ severity }) => severity === 'error').length;
  recordMetric('NewErrors', newErrors, run.flow);
  log('PROBLEMS_COMPARED', {
    runId: run.runId,
    newErrors,
    newProblems: news.new.length,
    solvedProblems: news.solved.length,
    standingProblems: news.standing.length,
  });
  const listsStanding = before !== null && isoWeekInOslo(before.startedAt) !== isoWeekInOslo(run.startedAt);
  const hasChanged = news.new.length + news.solved.length > 0;
  if (hrTopicArn !== null && (hasChanged || (listsStanding && news.standing.length > 0))) {
    const mail = writeNewsMail(
      {
        target: flow.target,
        records: flow.records,
        news,
        connection: flow.describeConnection(run.connection),
        endedAt: run.finishedAt,
        listsStanding,
        runbook: runbookOf('new-errors'),
      },
      language,
      flow.describeProblem,
    );
    await sendOnce('news', run, { topicArn: hrTopicArn, mail }, dependencies);
  }
  await mails.markTold('news', run.flow, run);
};

/**
 * Sends a mail; when a process dies over it, once more.
 * @throws Error when it was begun twice, and nobody knows what came of it: then people have to look
 */
const sendOnce = async (
  kind: MailKind,
  { runId, flow }: EndedRun,
  { topicArn, mail }: { readonly topicArn: string; readonly mail: Mail },
  { mails, send, log }: MailDependencies,
): Promise<void> => {
  if (!(await mails.beginSending(kind, flow, runId))) {
    log('MAIL_UNCERTAIN', { runId, mail: kind });
    throw new Error('A mail was begun twice, and nobody knows whether it left.');
  }
  try {
    await send(topicArn, mail);
  } catch (error) {
    if (error instanceof MailRefusedError) await mails.takeBack(kind, flow, runId);
    throw error;
  }
  log('MAIL_SENT', { runId, mail: kind });
};
