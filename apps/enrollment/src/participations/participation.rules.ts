import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { unreachable } from '@ansinh/contracts/vocabulary/unreachable';

/** Work of a person at an employer that has not ended. */
export type OpenParticipation = {
  readonly participationId: string;
  readonly cardId: string;
  readonly fromMonth: YearMonth;
  /** First month of the newest wage. */
  readonly wageFromMonth: YearMonth;
  readonly version: number;
};

export type ParticipationMove =
  /** A wage from a month on; the work goes on. */
  | { readonly kind: 'changeWage'; readonly fromMonth: YearMonth; readonly wageVnd: string }
  | { readonly kind: 'stop'; readonly lastMonth: YearMonth };

/** What a move leaves; `wage` is the one that it brought. */
export type ParticipationChange = {
  readonly participationId: string;
  readonly lastMonth: YearMonth | null;
  readonly version: number;
  readonly wage: { readonly fromMonth: YearMonth; readonly wageVnd: string } | undefined;
};

/** Every move of an open participation; each is told as an event and counts as a version. */
export const moveParticipation = (open: OpenParticipation, move: ParticipationMove): ParticipationChange => {
  const { participationId } = open;
  const version = open.version + 1;
  switch (move.kind) {
    case 'changeWage': {
      const { fromMonth, wageVnd } = move;
      return { participationId, lastMonth: null, version, wage: { fromMonth, wageVnd } };
    }
    case 'stop':
      return { participationId, lastMonth: move.lastMonth, version, wage: undefined };
    default:
      return unreachable(move);
  }
};
