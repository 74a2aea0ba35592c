-- Stock of products in stores, and what was sold a day.

-- name: stock_touch
SELECT p.sku, p.archived, p.decimals, p.price_minor, p.cost_minor, p.allow_negative,
	p.popularity, p.popularity_day, p.search_id, e.id,
	s.on_hand, s.held, s.committed, s.unavailable, s.version, s.moved_at, s.ring_day, s.ring, s.counted_at
FROM products p
JOIN entries e ON e.seq = p.id
LEFT JOIN stock s ON s.store = $1 AND s.product = p.id
WHERE p.id = $2

-- name: stock_change
UPDATE stock
SET on_hand = $3, held = $11, committed = $12, unavailable = $4, version = $5, moved_at = $6, ring_day = $7, ring = $8,
	counted_at = $13
WHERE store = $1 AND product = $2 AND version = $9
	AND (CAST($10 AS bigint) = 1 OR CAST($3 AS bigint) - CAST($11 AS bigint) - CAST($12 AS bigint) - CAST($4 AS bigint) >= 0)

-- name: stock_put
INSERT INTO stock (store, product, on_hand, held, committed, unavailable, version, moved_at, ring_day, ring)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: stock_get
SELECT s.on_hand, s.held, s.committed, s.unavailable, s.available, s.version,
	CAST((SELECT coalesce(SUM(l.held), 0) FROM hold_lines l
		WHERE l.store = s.store AND l.product = s.product AND l.held > 0 AND l.expires_at <= $3) AS bigint)
FROM stock s WHERE s.store = $1 AND s.product = $2

-- What happened after a moment has a higher seq than $4.
-- name: stock_then
SELECT s.on_hand - coalesce((
		SELECT CAST(SUM(CASE WHEN l.to_place IN (1, 8, 9, 10) THEN l.qty_milli ELSE 0 END
			- CASE WHEN l.from_place IN (1, 8, 9, 10) THEN l.qty_milli ELSE 0 END) AS bigint)
		FROM entry_lines l JOIN entries e ON e.seq = l.seq
		WHERE l.product = s.product AND l.seq > $4 AND e.store = s.store
			AND coalesce(l.occurred_at, e.occurred_at) > $3), 0)
FROM stock s WHERE s.store = $1 AND s.product = $2

-- name: stock_anywhere
SELECT store, on_hand, held, committed, unavailable FROM stock
WHERE product = $1 AND store IN (SELECT id FROM stores)
	AND (on_hand <> 0 OR held <> 0 OR committed <> 0 OR unavailable <> 0)
LIMIT 1

-- name: usage_add
INSERT INTO daily_usage (product, store, day, sold_milli, revenue_minor)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (product, store, day) DO UPDATE
SET sold_milli = daily_usage.sold_milli + excluded.sold_milli,
	revenue_minor = daily_usage.revenue_minor + excluded.revenue_minor

-- name: usage_put
INSERT INTO daily_usage (product, store, day, sold_milli, revenue_minor) VALUES ($1, $2, $3, $4, $5)

-- Eight at once take a quarter less than eight by themselves.
-- name: usage_put_8
INSERT INTO daily_usage (product, store, day, sold_milli, revenue_minor) VALUES
	($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15), ($16, $17, $18, $19, $20),
	($21, $22, $23, $24, $25), ($26, $27, $28, $29, $30), ($31, $32, $33, $34, $35), ($36, $37, $38, $39, $40)
