// The regular expressions that a text of TypeScript writes down.
import { parseSync } from '@swc/core';

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string';

function walk(value, visit) {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) visit(value);
  for (const [name, part] of Object.entries(value)) if (name !== 'span') walk(part, visit);
}

/** The text that an expression is, as far as it is written down in this file; undefined otherwise. */
function textOf(node, constants) {
  switch (node?.type) {
    case 'StringLiteral':
      return node.value;
    case 'Identifier':
      return constants.get(node.value);
    case 'TemplateLiteral':
      return joined(node, constants, ({ cooked }) => cooked);
    case 'TaggedTemplateExpression':
      return node.tag.object?.value === 'String' ? joined(node.template, constants, ({ raw }) => raw) : undefined;
    default:
      return undefined;
  }
}

function joined({ quasis, expressions }, constants, write) {
  const parts = expressions.map((expression) => textOf(expression, constants));
  if (parts.includes(undefined)) return undefined;
  return quasis.map((quasi, index) => `${write(quasi)}${parts[index] ?? ''}`).join('');
}

/** Each with its line; `pattern` is undefined for one that nobody can read off the text. */
export function patternsIn(text) {
  // Spans count bytes, and go on from one parsed text to the next: only differences mean something.
  const bytes = Buffer.from(text);
  const module = parseSync(text, { syntax: 'typescript', target: 'es2024' });
  const lineOf = ({ start }) =>
    bytes
      .subarray(0, Math.max(0, start - module.span.start))
      .toString()
      .split('\n').length;
  const constants = new Map();
  walk(module, (node) => {
    if (node.type !== 'VariableDeclaration' || node.kind !== 'const') return;
    for (const { id, init } of node.declarations) {
      const written = textOf(init, constants);
      if (written !== undefined) constants.set(id.value, written);
    }
  });
  const found = [];
  walk(module, (node) => {
    if (node.type === 'RegExpLiteral')
      found.push({ pattern: node.pattern, flags: node.flags, line: lineOf(node.span) });
    const isMade = node.type === 'NewExpression' || node.type === 'CallExpression';
    if (!isMade || node.callee.value !== 'RegExp') return;
    const [source, flags] = (node.arguments ?? []).map(({ expression }) => textOf(expression, constants));
    found.push({ pattern: source, flags: flags ?? '', line: lineOf(node.span) });
  });
  return found;
}
