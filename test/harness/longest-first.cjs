const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest. Begun last, one of them would run on when all others are done. */
const LONGEST = [
  /e2e\/(command-line|interrupt|first-week|worker-kills|xledger-kills)/,
  /simulation\/(exploration|.*faults)/,
  /loopback\/queues/,
  /e2e\//,
  /infra\//,
  /simulation\//,
];

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((pattern) => pattern.test(path.replaceAll('\\', '/')));
  return place < 0 ? LONGEST.length : place;
};

/** Jest begins with what took longest the last time. Where nothing has been measured yet, these files come first. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isMeasured = sorted.some(({ duration }) => duration !== undefined);
    return isMeasured ? sorted : sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
};
