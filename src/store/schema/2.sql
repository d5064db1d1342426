-- From 1 to 2: the last local number that a metric got. Those of metrics whose addition was undone are never given again.
-- A number that only such a metric had stands in the journal, as what the undo took away.
CREATE TABLE counter (id INTEGER PRIMARY KEY CHECK (id = 1), local INTEGER NOT NULL) STRICT;
INSERT INTO counter (id, local) SELECT 1, max(
    (SELECT coalesce(max(local), 0) FROM metric),
    (SELECT coalesce(max(metric), 0) FROM reading),
    (SELECT coalesce(max(json_extract(before, '$.local')), 0) FROM image WHERE tbl = 'metric')
);
