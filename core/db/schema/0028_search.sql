-- The word being typed is found by an index of beginnings: Vietnamese syllables have up to six or seven letters without their accents, so
-- beginnings of up to six letters have an index of their own. Without it, one common word was read through all dossiers.
-- What has been indexed is taken from the old index: its words, in their places.
CREATE VIRTUAL TABLE dossier_text_place USING fts5vocab (dossier_text, instance);
CREATE TABLE dossier_text_words (doc INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
INSERT INTO dossier_text_words (doc, words)
    SELECT doc, group_concat(term, ' ') AS words FROM (SELECT doc, term FROM dossier_text_place ORDER BY doc, offset) GROUP BY doc;
DROP TABLE dossier_text_place;
DROP TABLE dossier_text;
CREATE VIRTUAL TABLE dossier_text USING fts5 (words, content = '', prefix = '2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO dossier_text (rowid, words) SELECT doc, words FROM dossier_text_words ORDER BY doc;
DROP TABLE dossier_text_words;
