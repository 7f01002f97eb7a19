-- outside a transaction
ALTER TABLE participations VALIDATE CONSTRAINT participations_last_month_check;
ALTER TABLE participation_wages VALIDATE CONSTRAINT participation_wages_from_month_check;
ALTER TABLE statements VALIDATE CONSTRAINT statements_month_check;
