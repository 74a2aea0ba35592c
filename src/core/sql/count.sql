-- Stock counts: the rows of a count, its scans, its lines, and what a posted one absorbs.

-- name: count_put
INSERT INTO counts (id, store, status, scope, scope_value, blind, zeroes, tolerance_milli, tolerance_percent, tolerance_minor,
	scope_lines, lines, lines_in_scope, scans, unmatched, total_milli, opened_at, reviewed_at, posted_at, review, posting,
	cancelling, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)

-- name: count_change
UPDATE counts SET status = $2, lines = $3, lines_in_scope = $4, scans = $5, unmatched = $6, total_milli = $7, reviewed_at = $8,
	posted_at = $9, review = $10, posting = $11, cancelling = $12, version = $13
WHERE id = $1

-- name: count_get
SELECT id, store, status, scope, scope_value, blind, zeroes, tolerance_milli, tolerance_percent, tolerance_minor,
	scope_lines, lines, lines_in_scope, scans, unmatched, total_milli, opened_at, reviewed_at, posted_at, review, posting,
	cancelling, version
FROM counts WHERE id = $1

-- name: count_product_put
INSERT INTO count_products (count, product) VALUES ($1, $2)

-- name: count_scan_put
INSERT INTO count_scans (seq, count, product, code, qty_milli, absolute, recount, outside, counted_at, who, stands, resolved_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: count_scan_stands
UPDATE count_scans SET stands = $2 WHERE seq = $1

-- name: count_scan_get
SELECT seq, product, code, qty_milli, absolute, recount, outside, counted_at, who, stands, resolved_by
FROM count_scans WHERE seq = $1

-- name: count_scans_of_line
SELECT seq, product, code, qty_milli, absolute, recount, outside, counted_at, who, stands, resolved_by
FROM count_scans WHERE count = $1 AND product = $2 ORDER BY seq

-- From the newest scan back to the beginning of the count, whose number its first entry has: usually the newest is it. +count: the index
-- by counts would bring all scans of the count, to be sorted.
-- name: count_scan_last
SELECT seq FROM count_scans WHERE seq > $1 AND +count = $1 AND who = $2 AND stands = 1 ORDER BY seq DESC LIMIT 1

-- name: count_unmatched
SELECT COUNT(*) FROM count_scans WHERE count = $1 AND product IS NULL AND resolved_by IS NULL AND stands = 1

-- name: count_unmatched_code
SELECT COUNT(*), CAST(coalesce(SUM(qty_milli), 0) AS bigint) FROM count_scans
WHERE count = $1 AND product IS NULL AND code = $2 AND resolved_by IS NULL AND stands = 1

-- name: count_counted_first
SELECT 1 FROM count_scans WHERE count = $1 AND product = $2 AND recount = 0 AND stands = 1 AND who = $3 LIMIT 1

-- name: count_resolve_code
UPDATE count_scans SET product = $3, resolved_by = $4, outside = $5
WHERE count = $1 AND product IS NULL AND code = $2 AND resolved_by IS NULL

-- name: count_unresolve
UPDATE count_scans SET product = NULL, resolved_by = NULL, outside = 0 WHERE resolved_by = $1

-- name: count_line_row
SELECT counted, counted_at, counted_seq, since_seq, scans, recounted, outside, expected, absorbed
FROM count_lines WHERE count = $1 AND product = $2

-- name: count_line_put
INSERT INTO count_lines (count, product, store, counted, counted_at, counted_seq, since_seq, scans, recounted, outside, expected,
	absorbed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (count, product) DO UPDATE
SET counted = excluded.counted, counted_at = excluded.counted_at, counted_seq = excluded.counted_seq,
	since_seq = excluded.since_seq, scans = excluded.scans, recounted = excluded.recounted, outside = excluded.outside

-- name: count_line_drop
DELETE FROM count_lines WHERE count = $1 AND product = $2

-- name: count_lines_compared
SELECT product, counted, counted_at, counted_seq, scans, recounted, outside, absorbed, expected
FROM count_compared WHERE count = $1 ORDER BY product

-- name: count_line_compared
SELECT product, counted, counted_at, counted_seq, scans, recounted, outside, absorbed, expected
FROM count_compared WHERE count = $1 AND product = $2

-- What one of a product costs: what it did when the count was posted, else what the product says, else what deliveries cost on average.
-- BETWEEN: an equality would look through all lines of the posting for each of them.
-- name: count_cost
SELECT coalesce((SELECT l.cost_minor FROM counts n JOIN entry_lines l ON l.seq BETWEEN n.posting AND n.posting
		WHERE n.id = $2 AND l.product = p.id AND l.absorbed_by IS NULL),
	p.cost_minor, (SELECT (x.value_milli + x.qty_milli / 2) / x.qty_milli FROM costs x WHERE x.product = p.id))
FROM products p WHERE p.id = $1

-- name: count_line_posted
UPDATE count_lines SET expected = $3, absorbed = 0 WHERE count = $1 AND product = $2

-- name: count_lines_posted
UPDATE count_lines SET expected = counted, absorbed = 0 WHERE count = $1 AND expected IS NULL

-- name: count_lines_nothing
DELETE FROM count_lines WHERE count = $1 AND scans = 0 AND expected = 0

-- name: count_lines_zeroed
DELETE FROM count_lines WHERE count = $1 AND scans = 0

-- name: count_lines_unposted
UPDATE count_lines SET expected = NULL, absorbed = NULL WHERE count = $1

-- name: count_line_absorb
UPDATE count_lines SET absorbed = absorbed + $3
WHERE count = (SELECT subject FROM entries WHERE seq = $1) AND product = $2

-- name: count_stock_stamp
UPDATE stock SET counted_at = (
		SELECT MAX(c.counted_at) FROM count_lines c
		WHERE c.store = stock.store AND c.product = stock.product AND c.expected IS NOT NULL)
WHERE store = $1 AND product IN (SELECT x.product FROM count_lines x WHERE x.count = $2)

-- name: count_stock_stamp_same
UPDATE stock SET counted_at = (
		SELECT MAX(c.counted_at) FROM count_lines c
		WHERE c.store = stock.store AND c.product = stock.product AND c.expected IS NOT NULL)
WHERE store = $1 AND product IN (SELECT x.product FROM count_lines x WHERE x.count = $2 AND x.expected = x.counted)

-- name: count_checkpoint
SELECT n.posting, c.counted_at, c.count
FROM count_lines c JOIN counts n ON n.id = c.count
WHERE c.store = $1 AND c.product = $2 AND c.expected IS NOT NULL AND c.count <> $5
	AND (c.counted_at > $3 OR (c.counted_at = $3 AND c.counted_seq > $4))
ORDER BY c.counted_at, c.counted_seq LIMIT 1

-- name: fold_counts
SELECT CASE WHEN e.kind = 'count_new' THEN e.seq ELSE e.subject END AS count, e.seq, e.kind, e.occurred_at, e.body, e.store, e.who,
	e.undoes
FROM entries e
WHERE e.kind IN ('count_new', 'count_scan', 'count_resolve', 'count_review', 'count_cancel', 'count', 'undo') AND e.kind <> 'sale'
	AND (e.kind <> 'undo' OR e.subject IN (SELECT n.seq FROM entries n WHERE n.kind = 'count_new' AND n.kind <> 'sale'))
ORDER BY 1, 2

-- name: fold_count_posting
SELECT product, from_place, to_place, qty_milli, occurred_at FROM entry_lines
WHERE seq = $1 AND absorbed_by IS NULL ORDER BY product

-- name: fold_count_absorbed
SELECT product, CAST(SUM(CASE WHEN to_place = 1 THEN qty_milli ELSE -qty_milli END) AS bigint) FROM entry_lines
WHERE absorbed_by = $1 GROUP BY product ORDER BY product

-- name: check_count_rows
SELECT id, store, status, scope, scope_value, blind, zeroes, tolerance_milli, tolerance_percent, tolerance_minor,
	scope_lines, lines, lines_in_scope, scans, unmatched, total_milli, opened_at, reviewed_at, posted_at, review, posting,
	cancelling, version
FROM counts ORDER BY id

-- name: check_count_product_rows
SELECT count, product FROM count_products ORDER BY count, product

-- name: check_count_scan_rows
SELECT count, seq, product, code, qty_milli, absolute, recount, outside, counted_at, who, stands, resolved_by
FROM count_scans ORDER BY count, seq

-- name: check_count_line_rows
SELECT count, product, store, counted, counted_at, counted_seq, since_seq, scans, recounted, outside, expected, absorbed
FROM count_lines ORDER BY count, product

-- name: check_count_stamps
SELECT p.sku, o.code FROM stock s JOIN products p ON p.id = s.product JOIN stores o ON o.id = s.store
WHERE coalesce(s.counted_at, -1) <> coalesce((
	SELECT MAX(c.counted_at) FROM count_lines c
	WHERE c.store = s.store AND c.product = s.product AND c.expected IS NOT NULL), -1)
ORDER BY s.product, s.store
