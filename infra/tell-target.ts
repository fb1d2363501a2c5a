import { describeRegion } from './region.ts';

/**
 * Says on standard error where the shell's credentials lead, which the CDK command line tells its apps, before anything
 * is deployed there.
 * @param what would be deployed: `Stage test`
 */
export const tellTarget = (what: string): void => {
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  if (account === undefined) {
    process.stderr.write(`${what}; the shell has no credentials of an AWS account\n`);
    return;
  }
  process.stderr.write(`${what}, for account ${account}, region ${region ?? 'unknown'}\n`);
  const warning = describeRegion(region);
  if (warning !== null) process.stderr.write(`${warning}\n`);
};
