import { toSqsEvent } from '../local/simulation/simulated-lambda.ts';
import { createWorld } from '../local/simulation/world.ts';
import type { Item } from '../shared/state/table.ts';
import { startPretendAws } from './pretend-aws.ts';

export interface ColdStartServices {
  /** What a function reads from its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The event of a worker, as JSON: the message of one person, in a run that is under way. */
  readonly event: string;
  close(): Promise<void>;
}

/** The message of the only person of a company, and the table as it is when that message is sent. */
const firstMessage = async (): Promise<{ readonly message: string; readonly items: readonly Item[] }> => {
  const sent: { message: string; items: readonly Item[] }[] = [];
  const world = createWorld({
    company: 1,
    options: {
      // What is stored expires.
      startsAt: new Date().toISOString(),
      replace: {
        message: (message) => {
          sent.push({ message: JSON.stringify(message), items: world.table.items() });
          return message;
        },
      },
    },
  });
  await world.run();
  const [first] = sent;
  if (first === undefined) throw new Error('No message was sent.');
  return first;
};

/** What a new worker finds: AWS's services, and a message to work on. The measurement is over before a vendor answers. */
export const startColdStartServices = async (): Promise<ColdStartServices> => {
  const { message, items } = await firstMessage();
  const aws = await startPretendAws(items);
  return {
    environment: {
      ...aws.environment,
      SIMPLOYER_BASE_URL: `${aws.url}/simployer`,
      POWEROFFICE_BASE_URL: `${aws.url}/poweroffice`,
      POWEROFFICE_TOKEN_URL: `${aws.url}/token`,
    },
    event: JSON.stringify(
      toSqsEvent([{ messageId: '1', receiptHandle: '1', body: message, receiveCount: 1, sentAt: Date.now() }]),
    ),
    close: () => aws.close(),
  };
};
