-- From 2 to 3: decisions, baselines, the register of exceptions, model versions, pauses, parameters of the framework;
-- what metrics are for beside their family, what counts, the plan of a rollout, its cohort.

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    verb TEXT NOT NULL CHECK (verb <> ''),
    statement TEXT NOT NULL CHECK (statement <> ''),
    decided TEXT NOT NULL,
    decider INTEGER NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    rationale TEXT NOT NULL,
    rejected TEXT NOT NULL CHECK (json_valid(rejected)),
    conditions TEXT NOT NULL CHECK (json_valid(conditions))
) STRICT;
CREATE INDEX decision_pilot ON decision (pilot, id);
CREATE INDEX decision_decider ON decision (decider);

-- A mean and a mean moving range, frozen. Values and spread are millionths; no count where they were stated.
CREATE TABLE baseline (
    id INTEGER PRIMARY KEY,
    metric INTEGER NOT NULL REFERENCES metric DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('pilot', 'pre-deployment', 'history')),
    value INTEGER NOT NULL,
    spread INTEGER CHECK (spread >= 0),
    count INTEGER CHECK (count > 0),
    from_week INTEGER,
    to_week INTEGER,
    since_week INTEGER,
    frozen TEXT NOT NULL,
    by TEXT NOT NULL,
    decision INTEGER REFERENCES decision DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX baseline_metric ON baseline (metric, id);
CREATE INDEX baseline_decision ON baseline (decision);

-- Moments are local time with its offset: 2026-11-18T10:00:00+01:00.
CREATE TABLE exception (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL CHECK (text <> ''),
    severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    owner INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    raised TEXT NOT NULL,
    escalated TEXT,
    escalated_to INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    acknowledged TEXT,
    resolved TEXT,
    closed TEXT,
    resolution TEXT NOT NULL
) STRICT;
CREATE INDEX exception_pilot ON exception (pilot, id);
CREATE INDEX exception_owner ON exception (owner);
CREATE INDEX exception_escalated_to ON exception (escalated_to);

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL CHECK (name <> ''),
    released TEXT NOT NULL,
    retrained INTEGER NOT NULL CHECK (retrained IN (0, 1)),
    note TEXT NOT NULL,
    UNIQUE (pilot, name)
) STRICT;

-- When a pilot stood still: its clocks do not count those weeks.
CREATE TABLE pause (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    from_day TEXT NOT NULL,
    to_day TEXT
) STRICT;
CREATE INDEX pause_pilot ON pause (pilot, id);

-- Parameters that differ from the framework's, in millionths; metric 0 is the whole workspace.
CREATE TABLE parameter (
    name TEXT NOT NULL,
    metric INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (name, metric)
) STRICT, WITHOUT ROWID;

ALTER TABLE pilot ADD COLUMN cohort TEXT NOT NULL DEFAULT '';
ALTER TABLE target ADD COLUMN decision INTEGER REFERENCES decision DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE metric ADD COLUMN role TEXT NOT NULL DEFAULT 'weekly'
    CHECK (role IN ('weekly', 'lagging', 'old-process', 'oldest-open', 'time-to-resolve'));
ALTER TABLE metric ADD COLUMN counts TEXT NOT NULL DEFAULT '';
ALTER TABLE metric ADD COLUMN plan TEXT NOT NULL DEFAULT '';

-- Rows that were deleted stand whole in their images: an undo puts them back with the new columns.
UPDATE image SET before = json_set(before, '$.cohort', '') WHERE tbl = 'pilot' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.decision', NULL)
    WHERE tbl = 'target' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.role', 'weekly', '$.counts', '', '$.plan', '')
    WHERE tbl = 'metric' AND before IS NOT NULL AND after IS NULL;
