import type { Clock } from '../../../shared/http/clock.ts';

const FORMAT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))? ?(Z|[+-]\d{2}:?\d{2})?$/i;
const TICKS_PER_MILLI = 10_000n;

/** Source of ever later stamps, with seven fraction digits and a trailing Z. */
export const createStamps = (clock: Clock): (() => string) => {
  let lastTicks = 0n;
  return () => {
    // Digits below the millisecond, so that a client that cuts them off compares wrongly here as it would for real.
    const ticks = BigInt(Math.floor(clock.now())) * TICKS_PER_MILLI + 4321n;
    lastTicks = ticks > lastTicks ? ticks : lastTicks + 1n;
    const millis = new Date(Number(lastTicks / TICKS_PER_MILLI)).toISOString().slice(0, -1);
    return `${millis}${String(lastTicks % TICKS_PER_MILLI).padStart(4, '0')}Z`;
  };
};

/** A stamp in units of 100 nanoseconds since 1970; without an offset it is taken as UTC. Null when it is none. */
export const ticksOf = (stamp: string): bigint | null => {
  const [, day, time, fraction = '', offset = 'Z'] = FORMAT.exec(stamp.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
  const millis = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(millis) ? null : BigInt(millis) * TICKS_PER_MILLI + BigInt(fraction.padEnd(7, '0'));
};
