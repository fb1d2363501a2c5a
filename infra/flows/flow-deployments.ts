import type { FlowName } from '../../shared/config/vendor-keys.ts';
import type { FlowDeployment } from '../constructs/flow-deployment.ts';
import { EMPLOYEES_TO_POWEROFFICE } from './employees-to-poweroffice.ts';
import { EMPLOYEES_TO_XLEDGER } from './employees-to-xledger.ts';
import { LEAVES_TO_POWEROFFICE } from './leaves-to-poweroffice.ts';
import { TIME_OFF_TO_FILE } from './time-off-to-file.ts';

/** Every flow that a stage can carry. */
export const FLOW_DEPLOYMENTS: Readonly<Record<FlowName, FlowDeployment>> = {
  'employees-to-poweroffice': EMPLOYEES_TO_POWEROFFICE,
  'employees-to-xledger': EMPLOYEES_TO_XLEDGER,
  'leaves-to-poweroffice': LEAVES_TO_POWEROFFICE,
  'time-off-to-file': TIME_OFF_TO_FILE,
};
