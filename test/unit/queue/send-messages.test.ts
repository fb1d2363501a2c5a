import { SQSServiceException } from '@aws-sdk/client-sqs';
import type { SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { toAsciiJson } from '../../../shared/queue/ascii-json.ts';
import { sendMessages } from '../../../shared/queue/send-messages.ts';

interface Task {
  readonly sourceId: string;
  readonly subject: string | null;
}

const task = (sourceId: string, subject: string | null = 'Hansen'): Task => ({ sourceId, subject });
const people = (count: number): Task[] => Array.from({ length: count }, (_, index) => task(`person-${index}`));

type Verdict = 'taken' | 'content' | 'passing' | 'whole-batch' | 'access' | 'KmsAccessDenied';

/** SQS as far as batches go, with a verdict for every message. */
const fakeSqs = (verdictOf: (sent: Task, tries: number) => Verdict = () => 'taken') => {
  const taken: Task[] = [];
  const bodies: string[] = [];
  const tries = new Map<string, number>();
  const fail = (name: string) => new SQSServiceException({ name, $fault: 'client', $metadata: {}, message: name });
  const send = ({ input }: { readonly input: SendMessageBatchCommandInput }) => {
    const entries = (input.Entries ?? []).map(({ Id, MessageBody }) => {
      const sent = JSON.parse(MessageBody!) as Task;
      tries.set(sent.sourceId, (tries.get(sent.sourceId) ?? 0) + 1);
      return { Id, body: MessageBody!, sent, verdict: verdictOf(sent, tries.get(sent.sourceId)!) };
    });
    if (entries.length > 10) throw fail('TooManyEntriesInBatchRequest');
    if (entries.some(({ verdict }) => verdict === 'whole-batch')) throw fail('InvalidMessageContents');
    if (entries.some(({ verdict }) => verdict === 'access')) throw fail('AccessDenied');
    const accepted = entries.filter(({ verdict }) => verdict === 'taken');
    taken.push(...accepted.map(({ sent }) => sent));
    bodies.push(...accepted.map(({ body }) => body));
    return Promise.resolve({
      Failed: entries
        .filter(({ verdict }) => verdict !== 'taken')
        .map(({ Id, verdict }) => ({
          Id,
          SenderFault: verdict !== 'passing',
          Code: verdict === 'content' ? 'InvalidMessageContents' : verdict,
        })),
    });
  };
  return { client: { send } as never, taken, bodies };
};

const sourceIds = (tasks: readonly Task[]): string[] => tasks.map(({ sourceId }) => sourceId).toSorted();

describe('messages of people', () => {
  test.each([
    ['an emoji', '😀'],
    ['half an emoji', '\ud83d'],
    ['the other half', '\ude00'],
    ['U+FFFF', '\uffff'],
    ['control characters', '\u0000\u0007\u001b\u007f\u0085'],
    ['a byte order mark and bidirectional marks', '\ufeff\u202e'],
    ['Norwegian letters', 'Ødegård'],
  ])('hold %s, in ASCII, and it comes back as it was', async (_what, text) => {
    const { client, taken, bodies } = fakeSqs();

    expect(await sendMessages(client, 'queue', [task('one', text)])).toEqual([]);

    expect(bodies[0]).toMatch(/^[ -~]+$/);
    expect(taken).toEqual([task('one', text)]);
  });

  test.each([
    ['one by one', 'content'],
    ['with all of its batch', 'whole-batch'],
  ] as const)(
    'that SQS refuses %s for what they hold go without their subject; the others go on',
    async (_how, verdict) => {
      const { client, taken } = fakeSqs(({ sourceId, subject }) =>
        sourceId === 'person-3' && subject !== null ? verdict : 'taken',
      );

      expect(await sendMessages(client, 'queue', people(25))).toEqual([]);

      expect(sourceIds(taken)).toEqual(sourceIds(people(25)));
      expect(taken.filter(({ subject }) => subject === null)).toEqual([task('person-3', null)]);
    },
  );

  test.each(['content', 'whole-batch'] as const)(
    'that SQS never takes (%s) are given back; the others go on',
    async (verdict) => {
      const { client, taken } = fakeSqs(({ sourceId }) => (sourceId === 'person-3' ? verdict : 'taken'));
      const everybody = people(25);

      expect(await sendMessages(client, 'queue', everybody)).toEqual([everybody[3]]);

      expect(sourceIds(taken)).toEqual(sourceIds(everybody.filter((_, index) => index !== 3)));
    },
  );

  test('that SQS cannot take at the moment are sent again', async () => {
    const { client, taken } = fakeSqs(({ sourceId }, tries) =>
      sourceId === 'person-3' && tries < 4 ? 'passing' : 'taken',
    );

    expect(await sendMessages(client, 'queue', people(12))).toEqual([]);

    expect(sourceIds(taken)).toEqual(sourceIds(people(12)));
  });

  test.each(['passing', 'access', 'KmsAccessDenied'] as const)(
    'fail all together when SQS takes none (%s)',
    async (verdict) => {
      const { client } = fakeSqs(() => verdict);

      await expect(sendMessages(client, 'queue', people(3))).rejects.toThrow(/SQS refused|Access/);
    },
  );

  test('of more than SQS takes go without their subject, and a batch is no larger than it takes', async () => {
    const sizes: number[] = [];
    const { client, taken } = fakeSqs();
    const weighing = {
      send: (command: { readonly input: SendMessageBatchCommandInput }) => {
        sizes.push((command.input.Entries ?? []).reduce((sum, { MessageBody }) => sum + MessageBody!.length, 0));
        return (client as { send: (command: unknown) => unknown }).send(command);
      },
    } as never;
    // Six characters each when sent: an æ counts as it is sent, not as it is typed.
    const large = [
      task('one', 'æ'.repeat(41_000)),
      task('two', 'æ'.repeat(42_000)),
      task('three', 'x'.repeat(200_000)),
    ];

    expect(await sendMessages(weighing, 'queue', large)).toEqual([]);

    expect(Object.fromEntries(taken.map(({ sourceId, subject }) => [sourceId, subject === null]))).toEqual({
      one: false,
      two: true,
      three: false,
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(250_000);
  });
});

test('JSON in ASCII is JSON: whatever goes in comes out', () => {
  const value = { name: 'Åse 😀', list: [null, 1, true, '\ud800', '"\\\n'] };
  expect(toAsciiJson(value)).toMatch(/^[ -~]+$/);
  expect(JSON.parse(toAsciiJson(value))).toEqual(value);
});
