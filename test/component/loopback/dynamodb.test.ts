import { request } from 'node:http';
import { startDynamoDb } from '../../../local/loopback/services/dynamodb.ts';
import { eventually } from './small-runtime.ts';

/** Sends the beginning of a request, and breaks the connection off as a killed function does. */
const breakOff = async (url: string): Promise<void> => {
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'content-length': '1000' },
  });
  const broken = new Promise((resolve) => outgoing.once('error', resolve));
  await new Promise((resolve) => outgoing.write('{"TableName":', resolve));
  outgoing.destroy(new Error('The function was killed'));
  await broken;
};

test('A request that breaks off in its middle leaves the tables up for the next one', async () => {
  const uncaught: unknown[] = [];
  const remember = (error: unknown) => uncaught.push(error);
  process.on('uncaughtException', remember);
  const dynamodb = await startDynamoDb(null);
  try {
    await breakOff(dynamodb.url);
    const answer = await eventually(async () => (await fetch(dynamodb.url)).text());
    expect(answer).toContain('healthy');
    expect(uncaught).toEqual([]);
  } finally {
    process.off('uncaughtException', remember);
    await dynamodb.close();
  }
});
