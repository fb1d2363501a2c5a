import { createServer } from 'node:http';
import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AWS_CLIENT } from '../../../functions/composition/aws-client.ts';
import { closeServer, listenOnLoopback } from '../../../local/loopback/loopback-server.ts';
import { RECORD_LIMITS, START_LIMITS } from '../../../shared/run/limits.ts';
import { clientOptions } from '../../../local/loopback/services/loopback-service.ts';

test('all tries of a silent service together end within the reserve of every function', () => {
  const { maxAttempts, requestHandler } = AWS_CLIENT;

  const reserveInSeconds = Math.min(START_LIMITS.reserveInSeconds, RECORD_LIMITS.reserveInSeconds);

  expect(maxAttempts * requestHandler.requestTimeout).toBeLessThan(1000 * reserveInSeconds);
  expect(requestHandler.connectionTimeout).toBeLessThanOrEqual(requestHandler.requestTimeout);
});

test('a service that takes a request and never answers is given up, after every try', async () => {
  const server = createServer(() => undefined);
  const url = await listenOnLoopback(server);
  const client = new DynamoDBClient({
    ...clientOptions(url, 'eu-north-1'),
    maxAttempts: 2,
    // The same, ten times as fast.
    requestHandler: { ...AWS_CLIENT.requestHandler, requestTimeout: AWS_CLIENT.requestHandler.requestTimeout / 10 },
  });

  await expect(client.send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' } } }))).rejects.toMatchObject({
    name: 'TimeoutError',
    $metadata: { attempts: 2 },
  });

  client.destroy();
  server.closeAllConnections();
  await closeServer(server);
});
