import type { Context } from 'aws-lambda';
import type { Role } from '../../shared/api/routes.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import type { Language } from '../../shared/records/words.ts';
import { answerCall } from '../api/answer-call.ts';
import type { ApiDependencies } from '../api/handler.ts';
import { applyPlan, requestPlan } from '../api/plans.ts';
import { requestRetry } from '../api/retries.ts';
import { toldFlow } from '../composition/told-flow.ts';
import { TOLD_FLOWS } from '../composition/told-flows.ts';
import type { Html } from '../widget/html.ts';
import { lookOf } from '../widget/look.ts';
import type { Look } from '../widget/look.ts';
import { renderRefusal, renderTold } from '../widget/render-told.ts';
import { changeSchedule } from '../api/schedule.ts';
import { aboutFlow, findAction } from './actions.ts';
import { readAnswer, readPress, toApiEvent } from './press.ts';

export interface ActionsDependencies {
  /** Whose buttons these are; any other's is refused. */
  readonly role: Extract<Role, 'operator' | 'approver'>;
  readonly language: Language;
  /** What the API has, which is called in this process. */
  readonly api: ApiDependencies;
}

/** What answers the calls that buttons make. */
const RESPONDERS = {
  'POST /plans': requestPlan,
  'POST /retries': requestRetry,
  'POST /plans/{planId}/apply': applyPlan,
  'PUT /schedule': changeSchedule,
} as const;

/** Does what a button of the dashboard says, and tells what came of it as HTML. */
export const answerButton = async (
  event: unknown,
  context: Pick<Context, 'awsRequestId'>,
  dependencies: ActionsDependencies,
): Promise<string | { readonly markdown: string }> => {
  const { describe, theme, ...press } = readPress(event);
  if (describe) return { markdown: ACTIONS_DOCUMENTATION };
  const look = lookOf(
    dependencies.language,
    theme,
    toldFlow(aboutFlow(press.parameters).flow ?? FIRST_FLOW, TOLD_FLOWS),
  );
  return (await carryOut(press, context, look, dependencies)).text;
};

const carryOut = async (
  { action: name, ...pressed }: Omit<ReturnType<typeof readPress>, 'describe' | 'theme'>,
  context: Pick<Context, 'awsRequestId'>,
  look: Look,
  { role, api }: ActionsDependencies,
): Promise<Html> => {
  const { told } = look.words;
  const action = findAction(name, role);
  if (action === null) return renderTold(told.notHere);
  const call = action.toCall(pressed);
  if (call === null) return renderTold(told[action.lacks]);
  const { refused, document } = readAnswer(await answerCall(toApiEvent(call, context), RESPONDERS, api));
  return refused ? renderRefusal(document, look) : renderTold(action.tell(document, told));
};

/** What CloudWatch shows when somebody asks the function what it is. */
const ACTIONS_DOCUMENTATION = [
  '## Buttons of the sync',
  'Does what the buttons of the widget "Open problems" say. It is no widget of its own.',
].join('\n');
