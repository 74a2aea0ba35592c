-- What stock is worth.

-- What was undone counts no more, nor what took it back. A counter-line is part of the count that absorbs: it counts as
-- long as that one stands, whatever becomes of the entry it is in.
-- name: valuation_lines
SELECT coalesce(l.occurred_at, e.occurred_at), l.seq, l.line, l.from_place, l.to_place, l.qty_milli, l.cost_minor,
	CASE WHEN e.undoes IS NULL OR l.absorbed_by IS NOT NULL THEN NULL ELSE e.body END, e.store,
	CASE WHEN e.kind = 'transfer_out' THEN e.seq ELSE e.subject END
FROM entry_lines l JOIN entries e ON e.seq = l.seq
WHERE l.product = $1 AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = coalesce(l.absorbed_by, l.seq))
ORDER BY l.seq, l.line
