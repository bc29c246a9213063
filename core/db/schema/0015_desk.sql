-- The desks: lists that are read along an index of their own (dossier/search.h).
CREATE INDEX dossier_by_owed ON dossier (financial, id) WHERE financial = 'due';
