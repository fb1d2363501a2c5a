/*
 * Which flows a client has, and when the runs of each start by themselves: at the time that client or stage says; of a flow
 * that uses what another has linked, once that one's run has had its time; or never. For example, employees start at 05:30
 * and may take an hour, so that leaves, where the settings let them, start at 06:50.
 */
import type { FlowName } from '../shared/config/vendor-keys.ts';
import { expectedEndOf } from './constructs/expected-end.ts';
import { FLOW_DEPLOYMENTS } from './flows/flow-deployments.ts';
import type { ClientSettings, ScheduleSettings, StageSettings } from './stage-settings.ts';

type OfStage = Pick<StageSettings, 'flows' | 'schedule' | 'flowSchedules' | 'settings' | 'longestRunInMinutes'>;
type OfClient = Pick<ClientSettings, 'flows' | 'schedule' | 'flowSchedules' | 'settings'>;

/** The flows of a client. */
export const flowsOf = (stage: Pick<OfStage, 'flows'>, client: Pick<OfClient, 'flows'>): readonly FlowName[] =>
  client.flows ?? stage.flows;

/**
 * When the runs of a client's flow start: as the client says of it, as the client says, or as the stage does. Null: only
 * when somebody asks for one.
 */
export const scheduleOf = (stage: OfStage, client: OfClient, flow: FlowName): ScheduleSettings | null => {
  const { usesLinksOf, isScheduled } = FLOW_DEPLOYMENTS[flow];
  if (!isScheduled(client.settings ?? stage.settings)) return null;
  if (usesLinksOf !== null) return after(scheduleOf(stage, client, usesLinksOf), stage.longestRunInMinutes);
  return client.flowSchedules[flow] ?? client.schedule ?? stage.flowSchedules[flow] ?? stage.schedule;
};

/** Once a run that starts by a schedule has had its time. */
const after = (schedule: ScheduleSettings | null, longestRunInMinutes: number): ScheduleSettings | null => {
  if (schedule === null) return null;
  const { days, hour, minute } = expectedEndOf(schedule, longestRunInMinutes);
  return { days, time: [hour, minute].map((part) => String(part).padStart(2, '0')).join(':'), paused: schedule.paused };
};

/** The flows whose links a client's flows use, and that it does not have. */
export const missingFlows = (
  stage: Pick<OfStage, 'flows'>,
  client: Pick<OfClient, 'flows'>,
): readonly { readonly flow: FlowName; readonly missing: FlowName }[] => {
  const flows = flowsOf(stage, client);
  return flows.flatMap((flow) => {
    const missing = FLOW_DEPLOYMENTS[flow].usesLinksOf;
    return missing === null || flows.includes(missing) ? [] : [{ flow, missing }];
  });
};
