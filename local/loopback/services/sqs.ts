/*
 * SQS, in memory (fauxqs): a message is a request to look again, the state that matters is in DynamoDB. A queue that
 * nobody has asked for is empty, and most commands only read what is stored: so the service is loaded, and the queues
 * are created, when the first request comes in, which waits for it. For example, `status` never loads it, and `run`
 * does when the API puts its start message into the queue.
 */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { closeServer, listenOnLoopback } from '../loopback-server.ts';
import type { LoopbackService } from './loopback-service.ts';

/** What creates the queues sends this alone, and does not wait for itself. */
const isCreation = ({ headers }: IncomingMessage): boolean => headers['x-amz-target'] === 'AmazonSQS.CreateQueue';

const loadSqs = async () => {
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false });
  await app.ready();
  return { answer: app.routing.bind(app), close: () => app.close() };
};

/**
 * Listens for SQS.
 * @param prepare makes it ready for requests, by requests of its own: creates the queues
 */
export const startSqs = async (prepare: () => Promise<void>): Promise<LoopbackService> => {
  let loaded: ReturnType<typeof loadSqs> | null = null;
  let prepared: Promise<void> | null = null;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      loaded ??= loadSqs();
      const sqs = await loaded;
      if (!isCreation(request)) await (prepared ??= prepare());
      sqs.answer(request, response);
    };
    // Whoever asked logs why it is not there, as of every refusal.
    answer().catch((error: unknown) => {
      const message = `SQS on this machine did not start: ${error instanceof Error ? error.message : 'unknown'}`;
      response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: 'InternalFailure', message }));
    });
  });
  // A message is waited for as long as there is none.
  server.requestTimeout = 0;
  const url = await listenOnLoopback(server);
  return {
    url,
    close: async () => {
      await closeServer(server);
      await (await loaded)?.close();
    },
  };
};
