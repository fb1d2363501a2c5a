import type { StartRunEnvironment } from '../../shared/config/function-environment.ts';
import type { StartRunDependencies } from '../../shared/run/start-run.ts';
import type { State } from '../composition/assemble-state.ts';
import type { OpenToStart } from '../composition/flows.ts';

/** A flow, and the queue that its records go to. */
export interface StartableFlow {
  readonly open: OpenToStart;
  readonly sendMessages: StartRunDependencies['sendMessages'];
}

/** What a flow is put together from in the process of this function. */
export interface StartSurroundings {
  readonly environment: StartRunEnvironment;
  readonly state: State;
  /** To the queue of its records. */
  readonly sendMessages: StartRunDependencies['sendMessages'];
}

/** The flows that a stack carries, by name: each is loaded when a start asks for it, and then kept. */
export type StartableFlows = Readonly<Record<string, () => Promise<StartableFlow>>>;
