import type { Context } from 'aws-lambda';
import type { Clock } from '../../shared/http/clock.ts';
import type { Log } from '../../shared/observability/log-events.ts';
import type { Language } from '../../shared/records/words.ts';
import { FIRST_FLOW } from '../../shared/records/first-flow.ts';
import { aboutFlow } from '../actions/actions.ts';
import { readAnswer, readPress, toApiEvent } from '../actions/press.ts';
import { answerCall } from '../api/answer-call.ts';
import { limitsOf } from '../composition/answering-in-time.ts';
import type { Explaining } from '../composition/explaining.ts';
import type { OpenFlows } from '../composition/open-flow.ts';
import { TOLD_FLOWS_OF_PEOPLE, toldFlow } from '../composition/told-flow.ts';
import { flowOfCall } from '../inspect/call-of-flow.ts';
import { explainPerson } from '../inspect/explain-person.ts';
import { lookOf } from '../widget/look.ts';
import { renderRefusal, renderTold } from '../widget/render-told.ts';
import { renderExplanation } from './render-explanation.ts';

export interface ExplainDependencies {
  readonly flows: OpenFlows<Explaining>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** How long a dashboard waits for an answer; null where nobody is in a hurry. */
  readonly answerWithinSeconds: number | null;
  readonly language: Language;
}

/** What a run would do with the person who was typed in, and why, as HTML; nothing is written. */
export const explainOnDashboard = async (
  event: unknown,
  context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
  { flows, clock, log, answerWithinSeconds, language }: ExplainDependencies,
): Promise<string | { readonly markdown: string }> => {
  const { describe, theme, person, parameters } = readPress(event);
  if (describe) return { markdown: EXPLAIN_DOCUMENTATION };
  const { flow = FIRST_FLOW } = aboutFlow(parameters);
  const look = lookOf(language, theme, toldFlow(flow, TOLD_FLOWS_OF_PEOPLE));
  if (person === null) return renderTold(look.words.told.noPerson).text;
  const limits = limitsOf(clock.now(), context.getRemainingTimeInMillis(), answerWithinSeconds);
  const call = { route: 'GET /employees/{number}/explain', path: { number: person }, query: { flow } } as const;
  const dependencies = { flow: flowOfCall(flows, limits), log };
  const answer = await answerCall(toApiEvent(call, context), { [call.route]: explainPerson }, dependencies);
  const { refused, document } = readAnswer(answer);
  return ((refused ? null : renderExplanation(document, look)) ?? renderRefusal(document, look)).text;
};

/** What CloudWatch shows when somebody asks the function what it is. */
const EXPLAIN_DOCUMENTATION = [
  '## Explains a person',
  'What a run would do with one person, and why, read live: the button "Explain" of the widget "Open problems". It is no widget of its own.',
].join('\n');
