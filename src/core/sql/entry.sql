-- Entries and their lines.

-- name: entry_put
INSERT INTO entries (seq, id, kind, occurred_at, recorded_at, store, who, station, token, fingerprint, note, body,
	subject, undoes, batch, format, content_hash, chain_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)

-- name: line_put
INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, reason, price_minor, cost_minor, on_hand_after,
	occurred_at, absorbed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: line_put_8
INSERT INTO entry_lines (seq, line, product, from_place, to_place, qty_milli, reason, price_minor, cost_minor, on_hand_after,
	occurred_at, absorbed_by)
VALUES
	($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12),
	($13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24),
	($25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36),
	($37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48),
	($49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60),
	($61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72),
	($73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84),
	($85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96)

-- name: entry_get
SELECT seq, id, kind, occurred_at, recorded_at, store, who, station, token, fingerprint, note, body,
	subject, undoes, batch, format, content_hash, chain_hash
FROM entries WHERE seq = $1

-- name: entry_lines_get
SELECT product, from_place, to_place, qty_milli, reason, price_minor, cost_minor, on_hand_after, occurred_at, absorbed_by
FROM entry_lines WHERE seq = $1 ORDER BY line

-- name: entry_by_token
SELECT seq, id, kind, occurred_at, fingerprint FROM entries WHERE token = $1

-- name: entry_id
SELECT id, kind FROM entries WHERE seq = $1

-- name: entry_seq_of_id
SELECT seq FROM entries WHERE id = $1

-- name: entry_root
SELECT kind, undoes FROM entries WHERE seq = $1

-- name: entry_recorded_at
SELECT recorded_at FROM entries WHERE seq = $1

-- name: entry_by_another
SELECT 1 FROM entries WHERE seq > $1 AND who <> $2 LIMIT 1

-- name: entry_seq_between
SELECT seq FROM entries WHERE id >= $1 AND id <= $2 ORDER BY id LIMIT 2

-- name: entry_undone_by
SELECT seq FROM entries WHERE undoes = $1

-- name: entry_about
SELECT seq, kind, who, body, store FROM entries WHERE subject = $1 AND seq > $2 ORDER BY seq

-- name: entries_in_order
SELECT e.seq, e.id, e.kind, e.occurred_at, e.recorded_at, e.store, e.who, e.station, e.token, e.fingerprint, e.note, e.body,
	e.subject, e.undoes, e.batch, e.format, e.content_hash, e.chain_hash,
	(SELECT s.id FROM entries s WHERE s.seq = e.subject),
	(SELECT u.id FROM entries u WHERE u.seq = e.undoes),
	(SELECT b.id FROM entries b WHERE b.seq = e.batch),
	(SELECT k.kind FROM entries k WHERE k.seq = e.subject)
FROM entries e ORDER BY e.seq

-- name: lines_in_order
SELECT l.product, l.from_place, l.to_place, l.qty_milli, l.reason, l.price_minor, l.cost_minor, l.on_hand_after, l.occurred_at,
	l.absorbed_by, l.seq, p.id, (SELECT a.id FROM entries a WHERE a.seq = l.absorbed_by), l.line
FROM entry_lines l JOIN entries p ON p.seq = l.product
ORDER BY l.seq, l.line
