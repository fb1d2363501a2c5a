import { SNSClient } from '@aws-sdk/client-sns';
import { countSubscribersOf, readMailAddresses } from '../../../functions/composition/read-subscribers.ts';

const CONFIRMED = 'arn:aws:sns:eu-north-1:111122223333:alarms:0c0ffee0';
const PENDING = 'PendingConfirmation';

/** SNS with pages of subscriptions, as it sends them. */
const snsWith = (...pages: readonly (readonly string[])[]) => {
  const client = new SNSClient({ region: 'eu-north-1' });
  const asked: unknown[] = [];
  client.send = (({ input }: { input: { NextToken?: string } }) => {
    asked.push(input);
    const page = Number(input.NextToken ?? 0);
    return Promise.resolve({
      Subscriptions: pages[page]!.map((SubscriptionArn) => ({ SubscriptionArn, Protocol: 'email' })),
      ...(page + 1 < pages.length && { NextToken: String(page + 1) }),
    });
  }) as never;
  return { client, asked };
};

test.each([
  ['nobody', [[]], { confirmed: 0, pending: 0 }],
  ['one who has not confirmed', [[PENDING]], { confirmed: 0, pending: 1 }],
  ['two over two pages', [[PENDING], [CONFIRMED]], { confirmed: 1, pending: 1 }],
])('subscribers are counted: %s', async (_, pages, counts) => {
  const { client, asked } = snsWith(...pages);
  expect(await countSubscribersOf(client)('topic')).toEqual(counts);
  expect(asked[0]).toMatchObject({ TopicArn: 'topic' });
});

test('the addresses of a stack are those of its topics; one machine has none', async () => {
  const count = (topicArn: string) => Promise.resolve({ confirmed: topicArn.length, pending: 0 });
  expect(await readMailAddresses({ alarms: null, hr: null }, count)).toBeNull();
  expect(await readMailAddresses({ alarms: 'a', hr: null }, count)).toEqual([
    { audience: 'alarms', confirmed: 1, pending: 0 },
  ]);
  expect((await readMailAddresses({ alarms: 'a', hr: 'hr' }, count))?.map(({ audience }) => audience)).toEqual([
    'alarms',
    'hr',
  ]);
});
