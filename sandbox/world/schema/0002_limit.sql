-- What is due is a bot's next act, or a limit that passes: then the office itself acts (dossier.lapse).
ALTER TABLE due_item ADD COLUMN kind TEXT NOT NULL DEFAULT 'bot' CHECK (kind IN ('bot', 'limit'));
