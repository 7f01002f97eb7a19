import type { Table } from './catalogue';
import { equationsOf } from './equations';

const tableOf = (...expressions: string[]): Table => ({
  id: 1,
  schema: 'public',
  name: 'advances',
  sql: 'public.advances',
  keys: [],
  references: [],
  columns: ['amount_vnd', 'reported', 'percent', 'status', 'kind'].map((name, place) => ({
    place,
    name,
    type: 'text',
    isRequired: true,
    isMade: false,
    labels: [],
  })),
  checks: expressions.map((expression) => ({ expression, columns: [] })),
});

describe('equations', () => {
  it('are what a constraint says a column to be, on either side', () => {
    expect([
      ...equationsOf(
        tableOf('(amount_vnd = (((reported * percent) + 5000) / 10000))', '((reported + percent) = kind)'),
      ),
    ]).toEqual([
      ['amount_vnd', '(((reported * percent) + 5000) / 10000)'],
      ['kind', '(reported + percent)'],
    ]);
  });

  it.each([
    "((status = 'paid'::text) = (kind IS NOT NULL))",
    '((amount_vnd = reported) AND (reported = percent))',
    '((amount_vnd >= 0) AND (amount_vnd <= reported))',
    '(unknown = (reported + 1))',
    "(status = ANY (ARRAY['open'::text, 'closed'::text]))",
  ])('are not found in %s', (expression) => {
    expect([...equationsOf(tableOf(expression))]).toEqual([]);
  });
});
