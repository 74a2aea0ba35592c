-- People. Who they are and what they may do is derived like everything in 002; their secrets are neither facts nor
-- derived: rebuilding leaves them, and no list, export or entry tells them.

CREATE TABLE users (
	id INT64_KEY,                        -- seq of the entry that added it
	name TEXT NOT NULL,
	name_key TEXT NOT NULL UNIQUE,       -- folded
	role TEXT NOT NULL,
	retired INT64 NOT NULL,
	created_at INT64 NOT NULL,
	active_from INT64,                   -- their newest entry is one of the 1024 from this number on; NULL: there is none
	CHECK (role IN ('clerk', 'manager', 'auditor')),
	CHECK (retired IN (0, 1))
) STRICT_TABLE;

CREATE TABLE credentials (
	user_id INT64_KEY REFERENCES entries (seq),
	pin TEXT,                            -- Argon2id digests; NULL: none
	password TEXT,
	failures INT64 NOT NULL,             -- wrong ones since the last right one
	failed_at INT64,
	CHECK (failures >= 0)
) STRICT_TABLE;
