// Uses all of a core it can get, until the program that started it ends.
process.on('disconnect', () => process.exit());
const spin = (): void => {
  const until = performance.now() + 50;
  while (performance.now() < until);
  setImmediate(spin);
};
spin();
