import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSEvent, SQSMessageAttribute, SQSRecord } from 'aws-lambda';

/** A message as it was received: SQS always gives these three. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly message: Message;
}

/** The messages that can be told apart and acknowledged, which is all of them. */
export const toReceivedMessages = (messages: readonly Message[]): readonly ReceivedMessage[] =>
  messages.flatMap((message) =>
    message.MessageId === undefined || message.ReceiptHandle === undefined
      ? []
      : [{ messageId: message.MessageId, receiptHandle: message.ReceiptHandle, message }],
  );

/** The event that a function gets for a batch of a queue's messages. */
export const toSqsEvent = (messages: readonly ReceivedMessage[], queueArn: string, region: string): SQSEvent => ({
  Records: messages.map((received) => toRecord(received, queueArn, region)),
});

const toRecord = (
  { messageId, receiptHandle, message }: ReceivedMessage,
  queueArn: string,
  region: string,
): SQSRecord => {
  const attributes = message.Attributes ?? {};
  return {
    messageId,
    receiptHandle,
    body: message.Body ?? '',
    attributes: {
      ApproximateFirstReceiveTimestamp: attributes.ApproximateFirstReceiveTimestamp ?? '',
      ApproximateReceiveCount: attributes.ApproximateReceiveCount ?? '',
      SenderId: attributes.SenderId ?? '',
      SentTimestamp: attributes.SentTimestamp ?? '',
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, toMessageAttribute(value)]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
};

const toMessageAttribute = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue): SQSMessageAttribute => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType ?? 'String',
});
