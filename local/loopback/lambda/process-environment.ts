import { devNull } from 'node:os';
import type { LocalFunction } from '../template/local-app.ts';

export interface ProcessEnvironment {
  readonly definition: LocalFunction;
  /** Host and port, and the path that is this process' own. */
  readonly runtimeApi: string;
  /** What the launch adds to the template's variables: endpoints, overrides. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Variables of this process that a function cannot do without on some machines. Everything else stays outside. */
const inherited = ['PATH', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];

/** Megabytes of the young generation's halves: the share that Lambda's own Node runtime gives to it. */
export const youngSpaceOf = ({ memoryInMegabytes }: LocalFunction): number =>
  Math.max(1, Math.floor(memoryInMegabytes * 0.05));

/** The variables that Lambda would give to a process of the function, and what the launch adds; nothing else. */
export const processEnvironment = ({
  definition,
  runtimeApi,
  environment,
}: ProcessEnvironment): Record<string, string> => {
  const { memoryInMegabytes } = definition;
  const variables = {
    ...Object.fromEntries(
      inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
    ...definition.environment,
    ...environment,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryInMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    // A profile of the user's must neither lend its rights to a function nor lead it to the real AWS.
    AWS_CONFIG_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    LAMBDA_TASK_ROOT: definition.folder,
    // The share that Lambda's own Node runtime gives to the old generation.
    NODE_OPTIONS: [
      definition.environment['NODE_OPTIONS'] ?? '--enable-source-maps',
      `--max-old-space-size=${Math.floor(memoryInMegabytes * 0.9)}`,
      `--max-semi-space-size=${youngSpaceOf(definition)}`,
    ].join(' '),
    TZ: 'UTC',
    _HANDLER: definition.handler,
  };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};
