-- Taking back and finding what can be taken back.

-- name: undo_next_in_batch
SELECT e.seq FROM entries e
WHERE e.batch = $1 AND e.seq < $2 AND e.kind <> 'batch_end'
	AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = e.seq)
ORDER BY e.seq DESC LIMIT 1

-- name: undo_candidates
SELECT e.seq, e.kind, e.body FROM entries e
WHERE e.seq > $3 AND e.who = $1 AND e.station = $2 AND e.batch IS NULL
	AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = e.seq)
ORDER BY e.seq DESC

-- name: recover_batches
SELECT b.seq, b.body, b.recorded_at FROM entries b
WHERE b.kind = 'batch'
	AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.subject = b.seq AND f.kind = 'batch_end')
	AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.undoes = b.seq)
ORDER BY b.seq

-- name: recover_undone
SELECT b.seq FROM entries b JOIN entries u ON u.undoes = b.seq
WHERE b.kind = 'batch'
	AND NOT EXISTS (
		SELECT 1 FROM entries v WHERE v.undoes = (SELECT MIN(c.seq) FROM entries c WHERE c.batch = b.seq AND c.kind <> 'batch_end'))
	AND EXISTS (SELECT 1 FROM entries c WHERE c.batch = b.seq AND c.kind <> 'batch_end')
ORDER BY b.seq

-- name: recover_last_of_batch
SELECT recorded_at FROM entries WHERE batch = $1 ORDER BY seq DESC LIMIT 1
