import { flowOption } from '../../shared/records/first-flow.ts';
import type { Language } from '../../shared/records/words.ts';
import type { EndedRun } from '../../shared/state/run.ts';
import type { ToldFlow } from '../composition/told-flow.ts';
import { toSubject } from './mail.ts';
import type { Mail } from './mail.ts';
import { momentIn } from './news-mail.ts';
import { MAIL_WORDS } from './words.ts';

interface ApprovalMailFacts {
  /** A run that became a plan which waits. */
  readonly run: EndedRun;
  /** What it is about. */
  readonly records: ToldFlow['records'];
  /** The pair of companies, in one line; null where it is not known. */
  readonly connection: string | null;
  readonly stackName: string;
  /** The runbook's section on plans that wait. */
  readonly runbook: string;
}

/** What IT reads once: that a plan waits, and what is to be typed. */
export const writeApprovalMail = (
  { run, records, connection, stackName, runbook }: ApprovalMailFacts,
  language: Language,
): Mail => {
  const words = MAIL_WORDS[language];
  const moment = momentIn(words);
  const command = (...parts: readonly string[]): string =>
    `npm run sync -- ${parts.join(' ')} --stack ${stackName}${flowOption(run.flow)}`;
  const accepted = (run.plan?.overview?.guards ?? []).map(({ code }) => `--accept ${code}`);
  const { created = 0, updated = 0, failed = 0 } = run.totals ?? {};
  const parts = [
    ...(connection === null ? [] : [connection]),
    ...words.approval({
      records,
      startedAt: moment.format(run.startedAt),
      planId: run.runId,
      created,
      updated,
      failed,
      until: moment.format(run.plan?.expiresAt ?? run.finishedAt),
      show: command('plans', run.runId),
      apply: command('apply', run.runId, ...accepted),
      status: command('status'),
    }),
    words.runbook(runbook),
  ];
  return { subject: toSubject(words.approvalSubject[records](stackName)), body: `${parts.join('\n\n')}\n` };
};
