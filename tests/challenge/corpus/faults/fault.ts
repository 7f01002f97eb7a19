import { addMinutes } from '../../model/times.ts';
import type { Draft } from '../visits/draft.ts';
import type { Wishes } from '../visits/visit.ts';

/** One thing that is wrong, and the code that the law names it by. */
export type Fault = {
  readonly code: string;
  readonly name: string;
  /** What the visit has to be for it. */
  readonly wishes?: Wishes;
  /** Before the hospital settles: it believes in it. */
  readonly before?: (draft: Draft) => void;
  /** After: the file is wrong by itself. */
  readonly after?: (draft: Draft) => void;
  /** Not together with another one. */
  readonly isAlone?: boolean;
};

/** Some minutes after the arrival. */
export const at = ({ head }: Draft, minutes = 25): string => addMinutes(head.NGAY_VAO ?? '', minutes);
