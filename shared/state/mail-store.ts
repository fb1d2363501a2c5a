import * as z from 'zod';
import { modify } from './table.ts';
import type { Item, Table } from './table.ts';

/** What people are told by mail: how the list of problems changed, and that a plan waits for an approval. */
export type MailKind = 'news' | 'approval';

const mailKey = (kind: MailKind, flow: string) => ({ pk: 'mails', sk: `${kind}#${flow}` });

const mailSchema = z.object({
  /** The run that people were last told of, and when it began, epoch milliseconds. */
  told: z.object({ runId: z.string(), startedAt: z.number() }).nullable().default(null),
  /** The run that they are being told of: how often a mail was begun of which nobody knows whether it left. */
  sending: z.object({ runId: z.string(), times: z.number().int() }).nullable().default(null),
});
type Mail = Readonly<z.output<typeof mailSchema>>;

const toMail = (item: Item | null): Mail => mailSchema.parse(item ?? {});

/** A process that dies while it sends has sent or has not: it is tried once more, and then left to people. */
const SENT_AT_MOST = 2;

/** Of a run no more than is needed. */
const pickRun = ({ runId, startedAt }: NonNullable<Mail['told']>): Mail['told'] => ({ runId, startedAt });

export type MailStore = ReturnType<typeof createMailStore>;

/** Which mails people have been sent, so that a repetition sends none again. */
export const createMailStore = (table: Table) => {
  const change = (kind: MailKind, flow: string, next: (mail: Mail) => Mail | null) =>
    modify(table, mailKey(kind, flow), (current) => next(toMail(current)));
  return {
    /**
     * The run that people were last told of; null when they were told of none.
     * @param earlier what counts as told in a table that nothing was noted in, and is noted there
     */
    lastTold: async (
      kind: MailKind,
      flow: string,
      earlier: () => Promise<Mail['told']> = () => Promise.resolve(null),
    ): Promise<Mail['told']> => {
      const item = await table.get(mailKey(kind, flow));
      if (item !== null) return toMail(item).told;
      const found = await earlier();
      const told = found === null ? null : pickRun(found);
      await change(kind, flow, (mail) => ({ ...mail, told: mail.told ?? told }));
      return told;
    },

    /**
     * Notes that a mail is about to leave.
     * @returns false when it was begun twice already, and nobody knows what came of it
     */
    beginSending: async (kind: MailKind, flow: string, runId: string): Promise<boolean> => {
      const { changed } = await change(kind, flow, ({ told, sending }) => {
        const times = sending?.runId === runId ? sending.times : 0;
        return times >= SENT_AT_MOST ? null : { told, sending: { runId, times: times + 1 } };
      });
      return changed;
    },

    /** The mail that was begun has surely not left. */
    takeBack: async (kind: MailKind, flow: string, runId: string): Promise<void> => {
      await change(kind, flow, ({ told, sending }) =>
        sending?.runId === runId ? { told, sending: { runId, times: Math.max(0, sending.times - 1) } } : null,
      );
    },

    /** People know of this run, or there is nothing in it that they need to know. */
    markTold: async (kind: MailKind, flow: string, run: NonNullable<Mail['told']>): Promise<void> => {
      await change(kind, flow, () => ({ told: pickRun(run), sending: null }));
    },
  };
};
