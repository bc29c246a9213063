-- What the catalogue's desk searches and counts by. Both are made when the catalogue is stored.
ALTER TABLE catalogue_procedure ADD COLUMN known TEXT NOT NULL DEFAULT 'name' CHECK (known IN ('complete', 'core', 'partly', 'name'));
ALTER TABLE catalogue_procedure ADD COLUMN folded TEXT NOT NULL DEFAULT ''; -- code, names, unit, codes it replaced: without accents
