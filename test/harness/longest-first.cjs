const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest. Begun last, one of them would run on when all others are done. */
const LONGEST = [
  'e2e/worker-kills',
  'e2e/command-line',
  'simulation/exploration',
  'simulation/faults',
  'e2e/out-of-reach',
  'e2e/bad-input',
  'infra/checks',
];

const placeOf = ({ path }) => {
  const place = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
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
