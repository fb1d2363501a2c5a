import { watchCrashMoments } from '../../builders/crash-moments.ts';
import { createFileSystem } from '../../builders/file-system.ts';

test('a death after the last write of a start is another than one at the beginning of the next', async () => {
  const moments = watchCrashMoments();
  const system = createFileSystem({ people: [{ number: 42 }], faults: { crash: moments.crash } });
  const planned = await system.plan();
  const lastOfPlan = moments.every(1).at(-1)!;
  await system.apply(planned);

  expect(moments.distinct()).toEqual(expect.arrayContaining([lastOfPlan, lastOfPlan + 1]));
});
