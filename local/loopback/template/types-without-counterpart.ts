/**
 * Resource types that are left out on one machine, each with the reason. A type that is neither here nor interpreted
 * stops the start: a new kind of resource is a decision, never an oversight.
 */
export const typesWithoutCounterpart: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'nobody checks permissions on one machine',
  'AWS::IAM::Policy': 'nobody checks permissions on one machine',
  'AWS::IAM::ManagedPolicy': 'nobody checks permissions on one machine',
  'AWS::Lambda::Permission': 'nobody checks permissions on one machine',
  'AWS::SQS::QueuePolicy': 'nobody checks permissions on one machine',
  'AWS::S3::BucketPolicy': 'nobody checks permissions on one machine',
  'AWS::SNS::TopicPolicy': 'nobody checks permissions on one machine',
  'AWS::KMS::Key': 'data rests unencrypted in the data folder, which belongs to the user',
  'AWS::Logs::LogGroup': 'a function logs to a file or to the caller',
  'AWS::Logs::QueryDefinition': 'there is no Logs Insights on one machine',
  'AWS::CloudWatch::Alarm': 'the command line reports what an alarm would say',
  'AWS::CloudWatch::Dashboard': 'the command line prints the outcome of a run',
  'AWS::SNS::Topic': 'nobody is told by mail on one machine',
  'AWS::SNS::Subscription': 'nobody is told by mail on one machine',
  'AWS::ApiGateway::Deployment': 'routes are served as the template has them',
  'AWS::ApiGateway::Stage': 'routes are served at the root, without throttling or access logs',
  'AWS::ApiGateway::RequestValidator': 'functions parse what they are given',
  'AWS::Scheduler::Schedule': 'nothing runs by the clock on one machine',
  'AWS::Scheduler::ScheduleGroup': 'nothing runs by the clock on one machine',
};
