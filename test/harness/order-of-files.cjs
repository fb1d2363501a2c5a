const { default: Sequencer } = require('@jest/test-sequencer');

/** Most of their time these wait: for processes of their own, or for a vendor's pace. All others compute. */
const WAITING = /\/(?:e2e|loopback)\//;

/** How long a file takes about, in milliseconds, where nothing has been measured yet: as the first that its path matches. */
const TYPICAL_DURATIONS = [
  [/e2e\/(?:command-line|first-week|worker-kills)/, 45_000],
  [/e2e\/(?:interrupt|xledger-kills|decisions)|loopback\/queues/, 30_000],
  [/e2e\/|simulation\/(?:exploration|.*faults)/, 20_000],
  [/simulation\/(?:guards|plans)|infra\/(?:checks|bundle|sync-stack)|functions\/api|properties\//, 10_000],
  [/simulation\/|infra\//, 3_000],
  [/./, 1_000],
];

const durationOf = ({ path, duration }) =>
  duration ?? TYPICAL_DURATIONS.find(([pattern]) => pattern.test(path.replaceAll('\\', '/')))[1];

/** The files of a kind, each with how much of the kind's time is over when it begins: 0 to 1. */
const withShares = (tests) => {
  const whole = tests.reduce((sum, test) => sum + durationOf(test), 0);
  let begun = 0;
  return tests.map((test) => {
    const share = begun / whole;
    begun += durationOf(test);
    return { test, share };
  });
};

/**
 * Begins with what takes longest, and has files that wait and files that compute run side by side to the end: those that
 * wait would leave the processors idle if they came all together.
 */
module.exports = class OrderOfFiles extends Sequencer {
  sort(tests) {
    // As Jest sorts them: what failed the last time, then what took longest.
    const sorted = super.sort(tests);
    const longestFirst = sorted.some(({ duration }) => duration !== undefined)
      ? sorted
      : sorted.toSorted((one, other) => durationOf(other) - durationOf(one));
    const isWaiting = ({ path }) => WAITING.test(path.replaceAll('\\', '/'));
    const { waiting = [], computing = [] } = Object.groupBy(longestFirst, (test) =>
      isWaiting(test) ? 'waiting' : 'computing',
    );
    return [...withShares(waiting), ...withShares(computing)]
      .toSorted((one, other) => one.share - other.share)
      .map(({ test }) => test);
  }
};
