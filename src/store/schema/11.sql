-- From 10 to 11: the committee's own order of the pilots of a stage. Those without a place stand behind the others.
ALTER TABLE pilot ADD COLUMN place INTEGER CHECK (place > 0);
-- Rows that were deleted stand whole in their images: an undo puts them back with the new column.
UPDATE image SET before = json_set(before, '$.place', NULL)
    WHERE tbl = 'pilot' AND before IS NOT NULL AND after IS NULL;
