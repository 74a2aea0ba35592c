-- What stock is worth.

-- name: valuation_lines
SELECT e.occurred_at, l.seq, l.line, l.from_place, l.to_place, l.qty_milli, l.cost_minor,
	CASE WHEN e.undoes IS NULL THEN NULL ELSE e.body END
FROM entry_lines l JOIN entries e ON e.seq = l.seq
WHERE l.product = $1 AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = l.seq)
ORDER BY l.seq, l.line
