import { ConfigurationError } from '../../shared/config/configuration-error.ts';
import { FLOW_NAMES } from '../../shared/config/vendor-keys.ts';
import { shown } from '../../shared/records/values/shown-value.ts';
import { flowCalled } from './environment.ts';

/** The value of `--flow`, on this machine: a stack may know flows that this version does not. @throws ConfigurationError */
export const refuseUnknownFlow = (flow: string): void => {
  if (flowCalled(flow).length === 0)
    throw new ConfigurationError([`--flow ${shown(flow)}: one of ${FLOW_NAMES.join(', ')}`]);
};
