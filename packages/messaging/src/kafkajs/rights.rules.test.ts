import { TOPIC_PLANS } from '@ansinh/contracts/catalogue/topics';
import { SERVICES } from '@ansinh/contracts/vocabulary/services';
import fc from 'fast-check';
import { rightsOf } from './rights.rules';

const OWNED = ['WRITE', 'CREATE', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS'];

describe('the rights of a service', () => {
  it('are to write its own topics and to read those that it subscribes to, in the group of its name', () => {
    expect(rightsOf('collection', ['enrollment.employers.v1'])).toEqual([
      { resource: 'topic', name: 'collection.arrears.v1', operations: OWNED },
      { resource: 'topic', name: 'collection.credits.v1', operations: OWNED },
      { resource: 'topic', name: 'collection.dead-letters', operations: OWNED },
      { resource: 'topic', name: 'collection.premiums.v1', operations: OWNED },
      { resource: 'topic', name: 'collection.statements.v1', operations: OWNED },
      { resource: 'topic', name: 'enrollment.employers.v1', operations: ['READ'] },
      { resource: 'group', name: 'collection', operations: ['READ'] },
    ]);
  });

  it('of one that reads nothing are those of what it writes, and of one that reads its own topic both in one', () => {
    expect(rightsOf('gateway', [])).toEqual(
      ['gateway.dead-letters', 'gateway.revocations.v1'].map((name) => ({
        resource: 'topic',
        name,
        operations: OWNED,
      })),
    );
    const own = rightsOf('health-insurance', ['health-insurance.claims.v1']);
    expect(own.filter(({ name }) => name === 'health-insurance.claims.v1')).toEqual([
      { resource: 'topic', name: 'health-insurance.claims.v1', operations: [...OWNED, 'READ'] },
    ]);
  });

  it('never let a service write what is not its own, nor read what it does not ask for, whatever it reads', () => {
    const names = TOPIC_PLANS.map(({ name }) => name);
    fc.assert(
      fc.property(fc.constantFrom(...SERVICES), fc.subarray(names), (service, reads) => {
        for (const { resource, name, operations } of rightsOf(service, reads)) {
          if (resource === 'group') {
            expect([name, operations]).toEqual([service, ['READ']]);
            continue;
          }
          const isOwn = TOPIC_PLANS.some((topic) => topic.name === name && topic.owner === service);
          expect(operations.includes('WRITE')).toBe(isOwn);
          expect(operations.includes('READ')).toBe(reads.includes(name));
          expect(operations).not.toEqual([]);
        }
      }),
    );
  });
});
