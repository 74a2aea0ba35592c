-- The search index, derived like everything in 002. PostgreSQL has its own (tsvector and pg_trgm).

-- What the index is compared with and rebuilt from. In order: an id below the one before would make the engine write
-- out what it has gathered.
CREATE VIEW search_documents (search_id, search_text) AS
	SELECT search_id, search_text FROM products ORDER BY search_id;

-- The text is folded already; ids carry the popularity, so walking them downwards gives the most sold first and
-- LIMIT ends the walk. With an index for each length a word being typed never merges many lists.
CREATE VIRTUAL TABLE search USING fts5(
	search_text,
	content = 'search_documents',
	content_rowid = 'search_id',
	tokenize = 'unicode61 remove_diacritics 0',
	prefix = '1 2 3 4 5 6 7 8'
);
-- What is changed is gathered in small segments, which whoever writes merges: at the engine's own 4 that is most of what
-- a sale costs whose product moves up; at 8 a word is looked up in at most twice as many. Who has time (sqlite_checkpoint.c)
-- merges what there is.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO search (search, rank) VALUES ('usermerge', 2);

-- Words that occur, for typing mistakes: what is like a word shares pieces of three letters with it. Pieces are
-- of the word with two blanks before and one behind, so that beginnings and short words count.
CREATE TABLE search_words (
	id INT64_KEY,
	word TEXT NOT NULL UNIQUE
) STRICT_TABLE;
CREATE VIRTUAL TABLE search_pieces USING fts5(
	piece,
	content = '',
	columnsize = 0,
	detail = 'none',
	tokenize = 'trigram case_sensitive 1'
);
