/*
 * The buttons of the dashboard, as calls of the API: what each asks for, and what is told of the answer. Whose button
 * one is, the route's role says (ADR 46). What is asked for comes from a browser and is checked here and once more by
 * the route. For example, the button under a plan is `POST /plans/{planId}/apply` with the guards that its confirmation
 * named, and tells which run has begun.
 */
import * as z from 'zod';
import { ROUTES } from '../../shared/api/routes.ts';
import type { Role, RouteKey } from '../../shared/api/routes.ts';
import { runIdSchema } from '../../shared/run/start-message.ts';
import type { WidgetWords } from '../widget/words.ts';

/** A call of the API. */
export interface ApiCall {
  readonly route: RouteKey;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What a button was pressed with. */
interface Pressed {
  /** What the button itself says. */
  readonly parameters: unknown;
  /** Who was typed in; null for nobody. */
  readonly person: string | null;
}

interface Action {
  /** Whose rights it takes. */
  readonly role: Role;
  /** What is asked of the API; null when who or what is meant is missing. */
  readonly toCall: (pressed: Pressed) => ApiCall | null;
  /** What to say when it is. */
  readonly lacks: 'noPerson' | 'noPlan';
  /** What came of it, in a sentence. */
  readonly tell: (answer: unknown, words: WidgetWords['told']) => string;
}

const startedSchema = z.object({ runId: z.string() });
const applySchema = z.object({ planId: runIdSchema, accept: z.array(z.string()).max(20) });

const flowSchema = z.object({ flow: z.string().optional().catch(undefined) });

/** The flow that a button is about; nothing for the first. */
export const aboutFlow = (parameters: unknown): { readonly flow?: string } => {
  const flow = flowSchema.safeParse(parameters).data?.flow;
  return flow === undefined ? {} : { flow };
};

const action = (
  route: RouteKey,
  toCall: (pressed: Pressed) => Omit<ApiCall, 'route'> | null,
  tell: Action['tell'],
  lacks: Action['lacks'] = 'noPlan',
) => ({
  role: ROUTES[route].role,
  lacks,
  toCall: (pressed: Pressed) => {
    const call = toCall(pressed);
    return call === null ? null : { route, ...call };
  },
  tell,
});

const ACTIONS = {
  plan: action(
    'POST /plans',
    ({ parameters }) => ({ body: aboutFlow(parameters) }),
    (_, { plan }) => plan,
  ),
  retry: action(
    'POST /retries',
    ({ person, parameters }) => (person === null ? null : { body: { employees: [person], ...aboutFlow(parameters) } }),
    (answer, { retry }) => retry(startedSchema.parse(answer).runId),
    'noPerson',
  ),
  apply: action(
    'POST /plans/{planId}/apply',
    ({ parameters }) => {
      const asked = applySchema.safeParse(parameters).data;
      if (asked === undefined) return null;
      return { path: { planId: asked.planId }, body: { accept: asked.accept, ...aboutFlow(parameters) } };
    },
    (answer, { apply }) => apply(startedSchema.parse(answer).runId),
  ),
  pause: action(
    'PUT /schedule',
    ({ parameters }) => ({ body: { paused: true, ...aboutFlow(parameters) } }),
    (_, { paused }) => paused,
  ),
  resume: action(
    'PUT /schedule',
    ({ parameters }) => ({ body: { paused: false, ...aboutFlow(parameters) } }),
    (_, { resumed }) => resumed,
  ),
} as const satisfies Readonly<Record<string, Action>>;

type ActionName = keyof typeof ACTIONS;

/** The action of that name among those of a role; null when there is none. */
export const findAction = (name: string, role: Role): Action | null => {
  const isKnown = (text: string): text is ActionName => Object.hasOwn(ACTIONS, text);
  return isKnown(name) && ACTIONS[name].role === role ? ACTIONS[name] : null;
};
