import type { VendorClients } from '../../functions/composition/connect.ts';
import type { ComposedFlow, Surroundings } from '../../functions/composition/flows.ts';
import type { AllSettings, SettingsInput } from '../../shared/config/settings.ts';
import type { FlowName } from '../../shared/config/vendor-keys.ts';
import type { Message } from '../../shared/run/task.ts';
import type { EmployeeStore } from '../../shared/flows/employees-to-poweroffice/employee-store.ts';
import type { RunStore } from '../../shared/state/run-store.ts';
import type { Table } from '../../shared/state/table.ts';
import type { FaultPlan } from '../demo-vendors/poweroffice/faults.ts';
import type { PartialDemoPowerOfficeOptions } from '../demo-vendors/poweroffice/options.ts';
import type { DemoSeed } from '../demo-vendors/poweroffice/seed.ts';
import type { SimployerFaultSource } from '../demo-vendors/simployer/create-demo-simployer.ts';
import type { SimployerTenant } from '../demo-vendors/simployer/simployer-tenant.ts';
import type { XledgerFaultPlan } from '../demo-vendors/xledger/demo-xledger.ts';
import type { PartialDemoXledgerOptions } from '../demo-vendors/xledger/options.ts';
import type { DemoXledgerSeed } from '../demo-vendors/xledger/seed.ts';
import type { QueueFaults } from './memory-queue.ts';
import type { MemoryTable } from './memory-table.ts';
import type { TableFaults } from './remote-table.ts';
import type { CrashPoint } from './simulated-process.ts';
import type { World } from './world.ts';

/** What goes wrong in a world; everything left out goes well. */
export interface WorldFaults {
  readonly powerOffice?: FaultPlan;
  readonly simployer?: SimployerFaultSource;
  readonly xledger?: XledgerFaultPlan;
  readonly table?: TableFaults;
  readonly queue?: QueueFaults;
  /** Asked at every moment at which a process may die; true kills it there. */
  readonly crash?: (point: CrashPoint) => boolean;
  /** How far the clock of a process is ahead of the world's; asked once a process, counted from 0. */
  readonly clockSkewInMillis?: (process: number) => number;
}

export interface WorldOptions {
  /** What differs from the default settings. */
  readonly settings?: SettingsInput;
  /** ISO date-time at which the world begins. */
  readonly startsAt?: string;
  /** The flow that the world carries. Default: the first. */
  readonly flow?: FlowName;
  readonly powerOffice?: PartialDemoPowerOfficeOptions;
  readonly xledger?: PartialDemoXledgerOptions;
  /** What X-ledger holds at the beginning; by default no employees, and the titles that the company has. */
  readonly xledgerSeed?: Partial<DemoXledgerSeed>;
  /** What PowerOffice holds at the beginning; by default an empty payroll with one enterprise and one number series. */
  readonly payroll?: Partial<DemoSeed>;
  /** The most rows that Simployer gives a page. Default 100. */
  readonly simployerPageSize?: number;
  /** From a request to a vendor's answer. Default 150. */
  readonly latencyInMillis?: number;
  /** How far each of the two ways may differ from half the latency. Default 0. */
  readonly jitterInMillis?: number;
  /** Table and queues answer at once, instead of after some milliseconds. Default false. */
  readonly hasNearServices?: boolean;
  /** What an earlier world remembered, as in a data folder that is used again. Default: nothing. */
  readonly table?: MemoryTable;
  /** How many batches of people are worked on at a time. Default as deployed. */
  readonly workers?: number;
  /** Requests that the pacer lets through in any second. Default what PowerOffice grants. */
  readonly requestsPerSecond?: number;
  /** Tests that take a guard away replace parts of the composition here. */
  readonly replace?: Replacements;
}

/** Parts of the composition that a test replaces by weaker ones, to see that somebody notices, or by ones that count. */
export interface Replacements {
  /** The flow that the world carries, by default the employees'. */
  readonly flow?: (surroundings: Surroundings) => ComposedFlow<unknown>;
  readonly employees?: (store: EmployeeStore) => EmployeeStore;
  readonly runs?: (store: RunStore) => RunStore;
  readonly vendors?: (vendors: VendorClients) => VendorClients;
  readonly settings?: (settings: AllSettings) => AllSettings;
  /** What becomes of a message that a start has made; null when it reaches nobody. */
  readonly message?: (message: Message) => Message | null;
  /** The table as a process reaches it. */
  readonly table?: (table: Table) => Table;
  /** The same, for the budget of requests alone. */
  readonly pacing?: (table: Table) => Table;
  /** False: handlers leave a batch hidden for as long as the queue says. */
  readonly hidesBatches?: boolean;
}

export interface WorldInput {
  /** The same seed gives the same world, to the millisecond. Default 1. */
  readonly seed?: number;
  /** What Simployer holds; by default a company of so many people without flaws, whom PowerOffice's payroll fits. */
  readonly company?: SimployerTenant | number;
  readonly options?: WorldOptions;
  /** Another stack, whose clock, PowerOffice, key and budget of requests this one shares. Default: none. */
  readonly beside?: Pick<World, 'clock' | 'powerOffice' | 'table'>;
  readonly faults?: WorldFaults;
}
