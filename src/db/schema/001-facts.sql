-- The facts: entries and their stock lines. Append-only; no migration ever rewrites them.
-- Type words (INT64, BYTES, CLUSTERED_TABLE, APPEND_ONLY) are expanded for each driver by ../embed.awk.

CREATE TABLE entries (
	seq INT64_KEY,                       -- from 1, no gaps
	id BYTES NOT NULL UNIQUE,            -- UUID version 7; also the identity of a product or store it adds
	kind TEXT NOT NULL,
	occurred_at INT64 NOT NULL,          -- UTC milliseconds
	recorded_at INT64 NOT NULL,
	store INT64 NOT NULL,                -- seq of the entry that added the store; 0: the whole book
	who TEXT NOT NULL,
	station TEXT NOT NULL,
	token TEXT,
	fingerprint BYTES,
	note TEXT,
	body TEXT NOT NULL,                  -- canonical JSON object
	subject INT64 REFERENCES entries (seq), -- the product it changes, the batch it ends
	undoes INT64 REFERENCES entries (seq),
	batch INT64 REFERENCES entries (seq), -- the entry that began the batch it belongs to
	format INT64 NOT NULL,
	content_hash BYTES NOT NULL,
	chain_hash BYTES NOT NULL,
	CHECK (seq >= 1),
	CHECK (length(id) = 16),
	CHECK (occurred_at <= recorded_at + 60000),
	CHECK (length(content_hash) = 32 AND length(chain_hash) = 32)
) STRICT_TABLE;
CREATE UNIQUE INDEX entries_token ON entries (token) WHERE token IS NOT NULL;
CREATE UNIQUE INDEX entries_undoes ON entries (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX entries_batch ON entries (batch, seq) WHERE batch IS NOT NULL;
CREATE INDEX entries_subject ON entries (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX entries_batch_begun ON entries (seq) WHERE kind = 'batch';
APPEND_ONLY(entries, seq, id, token, undoes);

CREATE TABLE entry_lines (
	seq INT64 NOT NULL REFERENCES entries (seq),
	line INT64 NOT NULL,
	product INT64 NOT NULL REFERENCES entries (seq),
	from_place INT64 NOT NULL,
	to_place INT64 NOT NULL,
	qty_milli INT64 NOT NULL,
	reason TEXT,
	price_minor INT64,
	cost_minor INT64,
	on_hand_after INT64 NOT NULL,        -- at the line's store, once this line was written; local, not part of the content hash
	PRIMARY KEY (seq, line),
	CHECK (line >= 1),
	CHECK (from_place <> to_place),
	CHECK (qty_milli > 0 AND qty_milli <= 1000000000000000)
) CLUSTERED_TABLE;
CREATE INDEX entry_lines_product ON entry_lines (product, seq);
APPEND_ONLY(entry_lines, seq+line);
