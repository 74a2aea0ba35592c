-- A shop's own reasons.

-- name: reason_put
INSERT INTO reasons (id, word, label, direction, shrinkage, demand) VALUES ($1, $2, $3, $4, $5, $6)

-- name: reason_drop
DELETE FROM reasons WHERE id = $1

-- name: reason_by_word
SELECT id, word, label, direction, shrinkage, demand FROM reasons WHERE word = $1

-- name: reason_used
SELECT 1 FROM entry_lines WHERE reason = $1 LIMIT 1

-- name: fold_reasons
SELECT e.seq AS number, e.kind, e.occurred_at, e.body, e.seq FROM entries e WHERE e.kind = 'reason_add' AND e.kind <> 'sale'
UNION ALL
SELECT c.seq, c.kind, c.occurred_at, c.body, c.subject FROM entries s JOIN entries c ON c.subject = s.seq WHERE s.kind = 'reason_add' AND s.kind <> 'sale'
ORDER BY number

-- name: check_reason_rows
SELECT id, word, label, direction, shrinkage, demand FROM reasons ORDER BY id
