// What a file asks of other files, and what it hands on.
import { childOf, isNode, type Node, nodesOf, type Syntax, textOf, walk } from './syntax.mts';

export type ImportedName = { readonly imported: string; readonly local: string; readonly typeOnly: boolean };

export type Import = {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is there when the program runs. */
  readonly typeOnly: boolean;
  /** `export ... from`: the file hands the names on. */
  readonly handsOn: boolean;
  /** `*` for all of a file. */
  readonly names: readonly ImportedName[];
};

const nameIn = (node: Node, typeOnly: boolean): ImportedName => {
  if (node.type !== 'ImportSpecifier' && node.type !== 'ExportSpecifier') {
    const local = textOf(childOf(node, 'local') ?? childOf(node, 'name')) ?? '*';
    return { imported: node.type === 'ImportDefaultSpecifier' ? 'default' : '*', local, typeOnly };
  }
  const only = typeOnly || node.isTypeOnly === true;
  if (node.type === 'ExportSpecifier') {
    const imported = textOf(childOf(node, 'orig')) ?? '*';
    return { imported, local: textOf(childOf(node, 'exported')) ?? imported, typeOnly: only };
  }
  const local = textOf(childOf(node, 'local')) ?? '*';
  return { imported: textOf(childOf(node, 'imported')) ?? local, local, typeOnly: only };
};

const ALL = [{ imported: '*', local: '*', typeOnly: false }];

/** `import('./kit')` and `require('./kit')` */
const isLoading = (node: Node): boolean => {
  const callee = node.type === 'CallExpression' ? childOf(node, 'callee') : undefined;
  return callee?.type === 'Import' || (callee?.type === 'Identifier' && textOf(callee) === 'require');
};

const importIn = (node: Node): Omit<Import, 'line'> | undefined => {
  const specifier = textOf(childOf(node, 'source'));
  if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration') {
    if (specifier === undefined) return undefined;
    const whole = node.typeOnly === true;
    const names = nodesOf(node, 'specifiers').map((name) => nameIn(name, whole));
    const typeOnly = whole || (names.length > 0 && names.every((name) => name.typeOnly));
    return { specifier, typeOnly, handsOn: node.type === 'ExportNamedDeclaration', names };
  }
  if (node.type === 'ExportAllDeclaration' && specifier !== undefined)
    return { specifier, typeOnly: false, handsOn: true, names: ALL };
  if (node.type === 'TsImportType') {
    const named = textOf(childOf(node, 'argument'));
    return named === undefined ? undefined : { specifier: named, typeOnly: true, handsOn: false, names: [] };
  }
  // `import k = require('./kit')`
  if (node.type === 'TsExternalModuleReference') {
    const named = textOf(childOf(node, 'expression'));
    return named === undefined ? undefined : { specifier: named, typeOnly: false, handsOn: false, names: ALL };
  }
  if (isLoading(node)) {
    const named = textOf(nodesOf(node, 'arguments').find(isNode));
    return named === undefined ? undefined : { specifier: named, typeOnly: false, handsOn: false, names: ALL };
  }
  return undefined;
};

export const importsOf = ({ module, linesOf }: Syntax): Import[] => {
  const found: Import[] = [];
  walk(module, (node) => {
    const seen = importIn(node);
    if (seen !== undefined) found.push({ ...seen, line: linesOf(node).first });
    return undefined;
  });
  return found;
};
