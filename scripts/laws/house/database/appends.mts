// Where a file hands events to the outbox.
import { type Declaration, ON_LOAD } from '../declarations.mts';
import { childOf, textOf, walk } from '../syntax.mts';
import { nameOfCallee } from './sql-texts.mts';

/** `tx.append(...)`: what is told to others is a change too. */
export const appendsIn = (declarations: readonly Declaration[]): ReadonlySet<string> => {
  const owners = new Set<string>();
  for (const { name, node } of declarations)
    walk(node, (inner) => {
      if (inner.type !== 'CallExpression') return undefined;
      const callee = childOf(inner, 'callee');
      const object = callee === undefined ? undefined : childOf(callee, 'object');
      const told = nameOfCallee(callee);
      if ((told === 'append' || told === 'appendAll') && textOf(object) === 'tx') owners.add(name);
      return undefined;
    });
  owners.delete(ON_LOAD);
  return owners;
};
