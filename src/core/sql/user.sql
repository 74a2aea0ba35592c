-- People and their secrets.

-- name: user_by_key
SELECT u.id, u.name, u.role, u.retired, CASE WHEN c.pin IS NULL THEN 0 ELSE 1 END,
	CASE WHEN c.password IS NULL THEN 0 ELSE 1 END
FROM users u LEFT JOIN credentials c ON c.user_id = u.id
WHERE u.name_key = $1

-- name: user_by_id
SELECT u.id, u.name, u.role, u.retired, CASE WHEN c.pin IS NULL THEN 0 ELSE 1 END,
	CASE WHEN c.password IS NULL THEN 0 ELSE 1 END
FROM users u LEFT JOIN credentials c ON c.user_id = u.id
WHERE u.id = $1

-- name: user_count
SELECT COUNT(*) FROM users

-- name: user_names
SELECT name FROM users WHERE retired = 0 ORDER BY name_key LIMIT 6

-- name: user_other_managers
SELECT COUNT(*) FROM users WHERE role = 'manager' AND retired = 0 AND id <> $1

-- name: user_standing
SELECT role, retired FROM users WHERE id = $1

-- name: user_put
INSERT INTO users (id, name, name_key, role, retired, created_at, active_from) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO UPDATE SET role = excluded.role, retired = excluded.retired

-- name: user_active
UPDATE users SET active_from = $2 WHERE name = $1 AND (active_from IS NULL OR active_from < $2)

-- name: user_rows
SELECT id, name, name_key, role, retired, created_at, active_from FROM users ORDER BY id

-- name: user_entries
SELECT e.seq, e.kind, e.occurred_at, e.body, e.seq AS whom FROM entries e WHERE e.seq = $1
UNION ALL SELECT c.seq, c.kind, c.occurred_at, c.body, c.subject FROM entries c WHERE c.subject = $2
ORDER BY seq

-- name: fold_users
SELECT e.seq AS number, e.kind, e.occurred_at, e.body, e.seq FROM entries e WHERE e.kind = 'user_add' AND e.kind <> 'sale'
UNION ALL
SELECT c.seq, c.kind, c.occurred_at, c.body, c.subject FROM entries u JOIN entries c ON c.subject = u.seq WHERE u.kind = 'user_add' AND u.kind <> 'sale'
ORDER BY number

-- name: fold_activity
SELECT seq, who FROM entries WHERE seq > $1 ORDER BY seq DESC

-- name: credential_get
SELECT pin, password, failures, failed_at FROM credentials WHERE user_id = $1

-- name: credential_put
INSERT INTO credentials (user_id, pin, password, failures, failed_at) VALUES ($1, $2, $3, 0, NULL)
ON CONFLICT (user_id) DO UPDATE SET pin = excluded.pin, password = excluded.password, failures = 0, failed_at = NULL

-- name: user_edits_since
SELECT body FROM entries WHERE subject = $1 AND kind = 'user_edit' AND seq > $2 ORDER BY seq

-- name: credential_tried
UPDATE credentials SET failures = $2, failed_at = $3 WHERE user_id = $1
