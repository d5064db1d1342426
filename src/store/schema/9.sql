-- From 8 to 9: what a ticket said of an exception last, so that the next import sees what changed in the file; and triggers
-- write what happened to a view, whose own trigger makes the image in the journal.
ALTER TABLE exception ADD COLUMN ticket TEXT CHECK (json_valid(ticket));
-- Rows that were deleted stand whole in their images: an undo puts them back with the new column.
UPDATE image SET before = json_set(before, '$.ticket', NULL)
    WHERE tbl = 'exception' AND before IS NOT NULL AND after IS NULL;

CREATE VIEW written (tbl, key, before, after) AS SELECT NULL, NULL, NULL, NULL;
