-- Registers of a period: form 07 as before, or the control sheets (form 06) of the dossiers of those days.
ALTER TABLE register_issue ADD COLUMN form TEXT NOT NULL DEFAULT '07' CHECK (form IN ('06', '07'));
