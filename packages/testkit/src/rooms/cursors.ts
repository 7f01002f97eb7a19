import { Problem } from '@ansinh/contracts/catalogue/problems';
import { encodeCursor } from '@ansinh/http';
import type { Caller } from './caller';

/** What no list gives out: no text of ours, another number of values, and values that stand in no column. */
const FORGED = [
  '%%%',
  'nonsense',
  ...[[], ['x'], ['x', 'x'], ['x', 'x', 'x'], ['\0', '\0', '\0'], ['1', 'x'], ['x', '1'], ['9999999999', 'x']].map(
    encodeCursor,
  ),
];

/** The answers of a list to cursors that it never made, each one once: a list refuses them all in one way. */
export const answersToForgedCursors = async (caller: Caller, path: string): Promise<string[]> => {
  const answers = new Set<string>();
  for (const cursor of FORGED) {
    const { status, body } = await caller.get(
      `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
    );
    const { code, errors } = Problem.loose().parse(body);
    answers.add(`${status} ${code} ${JSON.stringify(errors)}`);
  }
  return [...answers];
};

export const FORGED_CURSOR_REFUSED = [
  '422 request.invalid [{"pointer":"/query/cursor","detail":"use the nextCursor of the page before"}]',
];
