/**
 * How well a process knows when its requests reach the vendor. Two things blur that moment, and both are measured:
 * how late after its slot a request leaves (a busy processor, a connection to be opened), and by how much the way to
 * the vendor differs from one request to the next (told by how answer times spread). What is allowed for grows at once
 * with either, and comes back as old measurements are forgotten.
 *
 * Example: requests leave within 3 ms of their slot, and answers of one operation take 140 to 160 ms. About 4 ms are
 * allowed for leaving and 8 ms for the way: with ten requests in a second, the eleventh may follow the first after
 * 1,012 ms.
 */
export interface Punctuality {
  /** A request left so long after its slot, or was found unable to. */
  late(byInMillis: number): void;
  /** @param operation what was asked, without ids, for only answers to the same question compare */
  answered(operation: string, afterInMillis: number): void;
  /** How long after its slot a request may still leave, and how much later than its slot it may arrive in all. */
  allowance(): {
    readonly leavingInMillis: number;
    readonly arrivingInMillis: number;
    /** The further room for a small burst: its earliest request may be early, and that of the one before late. */
    readonly smallBurstInMillis: number;
  };
}

/** Measurements kept: at full speed, those of the last seconds. */
const KEPT = 64;
/** Fewer tell too small a spread, for the quickest answers are rare. */
const FEWEST_ANSWERS = 32;
/** Fewer tell too small a lateness: the first request is alone, and those of the first burst open their connections. */
const FEWEST_DEPARTURES = 10;
/** Until enough is measured: connections are yet to be opened, and the network may be a mobile one. */
const UNKNOWN_LATENESS_IN_MILLIS = 150;
const UNKNOWN_SPREAD_IN_MILLIS = 68;
const SHORTEST_LATENESS_IN_MILLIS = 4;
const LONGEST_LATENESS_IN_MILLIS = 2_000;
const SHORTEST_SPREAD_IN_MILLIS = 5;
const LONGEST_SPREAD_IN_MILLIS = 150;
/** The next one may be a little later than the latest so far. */
const LATENESS_MARGIN = 1.1;
/**
 * Of what answers spread by. An answer's time holds two ways, so half of the spread is one way's; and requests that
 * leave in bursts arrive in some order, of which the earliest is about as early in every burst.
 */
const SPREAD_SHARE = 0.86;
/** Of what is allowed for the spread: this much more covers the whole spread of one way, and its measuring. */
const SMALL_BURST_EXTRA = 0.65;
/** An allowance that changes a little with every measurement would pull bursts apart: it shrinks in steps. */
const SHRINKS_BELOW = 0.95;

export const createPunctuality = (): Punctuality => {
  const lateness: number[] = [];
  const answers = new Map<string, number[]>();
  let arrivingInMillis = 0;

  const keep = (measurements: number[], value: number): void => {
    measurements.push(value);
    if (measurements.length > KEPT) measurements.shift();
  };

  const leaving = (): number =>
    between(
      lateness.length < FEWEST_DEPARTURES ? UNKNOWN_LATENESS_IN_MILLIS : SHORTEST_LATENESS_IN_MILLIS,
      Math.max(0, ...lateness) * LATENESS_MARGIN,
      LONGEST_LATENESS_IN_MILLIS,
    );

  const spread = (): number => {
    const spreads = [...answers.values()].filter(({ length }) => length >= FEWEST_ANSWERS).map(spreadOf);
    // What the vendor itself takes differs by operation; the network is the same for all. The steadiest tells most.
    return spreads.length === 0
      ? UNKNOWN_SPREAD_IN_MILLIS
      : between(SHORTEST_SPREAD_IN_MILLIS, Math.min(...spreads) * SPREAD_SHARE, LONGEST_SPREAD_IN_MILLIS);
  };

  return {
    late: (byInMillis) => keep(lateness, Math.max(0, byInMillis)),
    answered: (operation, afterInMillis) => {
      const measurements = answers.get(operation) ?? [];
      keep(measurements, afterInMillis);
      answers.set(operation, measurements);
    },
    allowance: () => {
      const spreadInMillis = spread();
      const neededInMillis = leaving() + spreadInMillis;
      if (neededInMillis > arrivingInMillis || neededInMillis < arrivingInMillis * SHRINKS_BELOW) {
        arrivingInMillis = neededInMillis;
      }
      return {
        leavingInMillis: arrivingInMillis - spreadInMillis,
        arrivingInMillis,
        smallBurstInMillis: spreadInMillis * SMALL_BURST_EXTRA,
      };
    },
  };
};

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** From the quickest answer to the middle one: slow answers say more of the vendor's work than of the way. */
const spreadOf = (measurements: readonly number[]): number => {
  const sorted = measurements.toSorted((one, other) => one - other);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0) - (sorted[0] ?? 0);
};
