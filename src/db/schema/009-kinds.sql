-- Entries by kind, without the sales, which are most of them: replaying asks for the additions, the stores, the people and
-- the transfers, and need not read the whole journal for each.

CREATE INDEX entries_kind ON entries (kind, seq) WHERE kind <> 'sale';
