// docs/errors.md: the one list of refusals.
import { PROBLEMS } from './contracts.mjs';
import { table } from './events-page.mjs';

const EXAMPLE = `{
  "type": "/problems/payout.already-paid",
  "title": "This payout was paid before",
  "status": 409,
  "detail": "Do not pay again: see \`paidAt\`.",
  "instance": "/v1/payouts/019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b/cash-payments",
  "code": "payout.already-paid",
  "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"
}`;

export function errorsPage() {
  const byCode = Object.entries(PROBLEMS).sort(([one], [other]) => (one < other ? -1 : 1));
  const groups = new Map();
  for (const [code, problem] of byCode) {
    const group = code.slice(0, code.indexOf('.'));
    groups.set(group, [...(groups.get(group) ?? []), [code, problem]]);
  }
  const sections = [...groups].flatMap(([group, problems]) => [
    `## ${group}`,
    table(
      ['Code', 'Status', 'Title', 'How to mend it', 'Same call later'],
      problems.map(([code, { status, title, fix, retryable }]) => [
        `\`${code}\``,
        String(status),
        title,
        fix,
        retryable === true ? 'may succeed' : 'no',
      ]),
    ),
  ]);
  const parts = [
    '# Errors',
    'Generated from `packages/contracts/src/*/problems.ts` by `npm run generate`: change it there.',
    'Every refusal is `application/problem+json` (RFC 9457). Program against `code`: it never changes, while texts may. The parameters that a text names in code style are further members of the body; `errors` lists wrong fields by JSON pointer. Give us `traceId` when you ask for help.',
    `\`\`\`json\n${EXAMPLE}\n\`\`\``,
    ...sections,
  ];
  return `${parts.join('\n\n')}\n`;
}
