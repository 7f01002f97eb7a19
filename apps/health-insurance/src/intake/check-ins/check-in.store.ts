import { newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import type { TableRow } from '../form/fields/field.rules';

export type NewCheckIn = {
  readonly facilityCode: string;
  readonly encounterKey: string;
  readonly arrivedAt: Date;
  readonly cardResultCode: string;
  readonly participantId: string | null;
  readonly rows: readonly TableRow[];
};

export type SavedCheckIn = { readonly checkInId: string; readonly version: number; readonly changed: boolean };

type Row = { check_in_id: string; version: number };

/** Inserts the check-in of an encounter or updates it; `changed` is false when it said the same before. */
export const saveCheckIn = async (tx: Tx, checkIn: NewCheckIn): Promise<SavedCheckIn> => {
  const { facilityCode, encounterKey, arrivedAt, cardResultCode, participantId } = checkIn;
  const rows = JSON.stringify(checkIn.rows.map(({ fields }) => fields));
  const [saved] = await tx.db.$queryRaw<Row[]>`
    INSERT INTO check_ins (check_in_id, facility_code, encounter_key, version, participant_id, card_result_code, arrived_at,
      rows, changed_at)
    VALUES (${newId()}::uuid, ${facilityCode}, ${encounterKey}, 1, ${participantId}::uuid, ${cardResultCode}, ${arrivedAt},
      ${rows}::jsonb, ${tx.now})
    ON CONFLICT (facility_code, encounter_key) DO UPDATE SET
      version = check_ins.version + 1, participant_id = excluded.participant_id,
      card_result_code = excluded.card_result_code, arrived_at = excluded.arrived_at, rows = excluded.rows,
      changed_at = excluded.changed_at
    WHERE (check_ins.participant_id, check_ins.card_result_code, check_ins.arrived_at, check_ins.rows)
      IS DISTINCT FROM (excluded.participant_id, excluded.card_result_code, excluded.arrived_at, excluded.rows)
    RETURNING check_in_id::text, version`;
  if (saved !== undefined) return { checkInId: saved.check_in_id, version: saved.version, changed: true };
  const same = await tx.db.checkIn.findUniqueOrThrow({
    where: { facilityCode_encounterKey: { facilityCode, encounterKey } },
  });
  return { checkInId: same.checkInId, version: same.version, changed: false };
};
