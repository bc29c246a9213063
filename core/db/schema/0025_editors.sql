-- A version published for a later day can be taken back before that day: what publishing it changed of what was there.
ALTER TABLE procedure_version ADD COLUMN before TEXT; -- JSON: {"versions": [{"number", "effective_to"}], "fees": [{"no", "row"}], all fee rows of the procedure}; NULL = came with the office's data
