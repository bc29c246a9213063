-- Citizens on their own: files that belong to a draft before there is a dossier, and a payer's own word that a fee was paid.
ALTER TABLE document ADD COLUMN draft INTEGER REFERENCES filing_draft (id); -- NULL = of a dossier, or sent in and attached to nothing
ALTER TABLE document ADD COLUMN draft_component TEXT;                       -- component it is meant for; NULL with draft
CREATE INDEX document_by_draft ON document (draft) WHERE draft IS NOT NULL;

ALTER TABLE payment ADD COLUMN claimed_at INTEGER;     -- the payer says it is paid since then; NULL = does not say so (any more)
ALTER TABLE payment ADD COLUMN claim_reference TEXT;   -- number of the transfer as the payer gives it
ALTER TABLE payment ADD COLUMN claim_refused TEXT;     -- why the fee clerk did not find the money; NULL = not refused
