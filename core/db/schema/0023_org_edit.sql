-- Which code takes the place of a closed one (QĐ 20/2020/QĐ-TTg): a unit that moves gets a new code, its old one is closed.
ALTER TABLE org ADD COLUMN replaced_by TEXT REFERENCES org (code);
