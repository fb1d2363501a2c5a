import known from './known-resources.json' with { type: 'json' };
import { templateOf } from './template.ts';

/**
 * What others know by a name, an address or an ARN, or what keeps logs: an alarm whose logical id changes fails the
 * deployment, since its name is taken; an API gets another address, a policy and a topic another ARN; the logs of a
 * function go with their group. Type -> logical ids in the version before.
 */
test.each(Object.entries(known))(
  'Deployed over the version before, every %s is still the same one',
  async (type, ids) => {
    const current = Object.keys((await templateOf()).findResources(type));
    expect(current).toEqual(expect.arrayContaining(ids));
  },
);
