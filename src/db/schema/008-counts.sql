-- Stock counts. Two things are told by lines of entries that no entry needed before: a line may have happened at another
-- time than its entry (each line of a posted count at its own counted_at), and it may be there because a posted count
-- absorbs what was recorded late. The tables are derived from the journal like everything in 002.

ALTER TABLE entry_lines ADD COLUMN occurred_at INT64; -- NULL: when its entry did
ALTER TABLE entry_lines ADD COLUMN absorbed_by INT64; -- the entry that posted the count; NULL: an ordinary line

CREATE INDEX entry_lines_absorbed ON entry_lines (absorbed_by, product) WHERE absorbed_by IS NOT NULL;

ALTER TABLE stock ADD COLUMN counted_at INT64;        -- of the newest posted count; NULL: never counted

CREATE TABLE counts (
	id INT64_KEY,                        -- seq of the entry that opened it
	store INT64 NOT NULL REFERENCES stores (id),
	status TEXT NOT NULL,
	scope TEXT NOT NULL,
	scope_value TEXT,                    -- the tag, the bin or the query
	blind INT64 NOT NULL,
	zeroes INT64 NOT NULL,               -- what was never counted is taken for gone
	tolerance_milli INT64,               -- NULL in these: not asked
	tolerance_percent INT64,             -- tenths
	tolerance_minor INT64,
	scope_lines INT64 NOT NULL,          -- products in its scope when it was opened
	lines INT64 NOT NULL,                -- products counted
	lines_in_scope INT64 NOT NULL,
	scans INT64 NOT NULL,                -- that stand
	unmatched INT64 NOT NULL,            -- of these, of codes that no product is known for
	total_milli INT64 NOT NULL,
	opened_at INT64 NOT NULL,
	reviewed_at INT64,
	posted_at INT64,
	review INT64,                        -- the entries that put it under review, posted and cancelled it
	posting INT64,
	cancelling INT64,
	version INT64 NOT NULL,              -- seq of the entry that changed it last
	CHECK (status IN ('open', 'review', 'posted', 'cancelled')),
	CHECK (blind IN (0, 1)),
	CHECK (zeroes IN (0, 1))
) STRICT_TABLE;
CREATE INDEX counts_status ON counts (status, id);

CREATE TABLE count_products (
	count INT64 NOT NULL REFERENCES counts (id),
	product INT64 NOT NULL REFERENCES products (id), -- of a scope that names products one by one
	PRIMARY KEY (count, product)
) CLUSTERED_TABLE;

CREATE TABLE count_scans (
	seq INT64_KEY,                       -- of the entry
	count INT64 NOT NULL REFERENCES counts (id),
	product INT64 REFERENCES products (id), -- NULL: unmatched, or left out by resolving it
	code TEXT,                           -- as read
	qty_milli INT64 NOT NULL,
	absolute INT64 NOT NULL,             -- all that this person has counted of it
	recount INT64 NOT NULL,
	outside INT64 NOT NULL,              -- of the scope
	counted_at INT64 NOT NULL,
	who TEXT NOT NULL,
	stands INT64 NOT NULL,               -- 0: negated
	resolved_by INT64,                   -- the entry that said which product the code is; NULL: it was known, or still is not
	CHECK (stands IN (0, 1))
) STRICT_TABLE;
CREATE INDEX count_scans_line ON count_scans (count, product, seq);
CREATE INDEX count_scans_code ON count_scans (count, code, seq) WHERE product IS NULL;
CREATE INDEX count_scans_resolved ON count_scans (resolved_by, seq) WHERE resolved_by IS NOT NULL;

CREATE TABLE count_lines (
	count INT64 NOT NULL REFERENCES counts (id),
	product INT64 NOT NULL REFERENCES products (id),
	store INT64 NOT NULL,                -- the count's
	counted INT64 NOT NULL,
	counted_at INT64 NOT NULL,           -- of its last scan
	counted_seq INT64 NOT NULL,          -- likewise; decides between what happened at the same time
	since_seq INT64 NOT NULL,            -- whatever happened after counted_at has a higher number than this
	scans INT64 NOT NULL,                -- that stand; 0: never counted and taken for gone
	recounted INT64 NOT NULL,            -- how often it was begun anew
	outside INT64 NOT NULL,
	expected INT64,                      -- once posted
	absorbed INT64,                      -- once posted: what counter-lines added
	PRIMARY KEY (count, product)
) CLUSTERED_TABLE;
CREATE INDEX count_lines_posted ON count_lines (store, product, counted_at, counted_seq) WHERE expected IS NOT NULL;
CREATE INDEX count_lines_recent ON count_lines (count, counted_at, product);
CREATE INDEX count_lines_product ON count_lines (product);

-- Lines with what is expected of them: as it was when the count was posted, else what is on hand less what happened after
-- the line's last scan. A line that was dated by a count stands where that scan stood, so that ties are decided alike.
-- Of most lines nothing moved since, which their stock tells without a look at the journal.
-- LEFT: every line has its stock, which is not looked up where nothing is asked of it.
CREATE VIEW count_compared (count, product, store, counted, counted_at, counted_seq, scans, recounted, outside, absorbed, expected) AS
	SELECT c.count, c.product, c.store, c.counted, c.counted_at, c.counted_seq, c.scans, c.recounted, c.outside, c.absorbed,
		coalesce(c.expected, s.on_hand - CASE WHEN s.moved_at < c.counted_at THEN 0 ELSE coalesce((
			SELECT CAST(SUM(CASE WHEN l.to_place IN (1, 8, 9, 10) THEN l.qty_milli ELSE 0 END
				- CASE WHEN l.from_place IN (1, 8, 9, 10) THEN l.qty_milli ELSE 0 END) AS bigint)
			FROM entry_lines l JOIN entries e ON e.seq = l.seq
			WHERE l.product = c.product AND l.seq > c.since_seq AND e.store = c.store
				AND (coalesce(l.occurred_at, e.occurred_at) > c.counted_at
					OR (coalesce(l.occurred_at, e.occurred_at) = c.counted_at
						AND CASE WHEN l.occurred_at IS NULL THEN e.seq ELSE coalesce((
							SELECT x.counted_seq FROM entries q JOIN count_lines x ON x.count = q.subject
							WHERE q.seq = coalesce(l.absorbed_by, l.seq) AND x.product = l.product), e.seq) END
							> c.counted_seq))), 0) END)
	FROM count_lines c LEFT JOIN stock s ON s.store = c.store AND s.product = c.product;
