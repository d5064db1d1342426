-- From 3 to 4: gap assessments with their scores, evidence and gaps; workstreams; gates, their dates, and what was waived.

CREATE TABLE assessment (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL CHECK (version > 0),
    opened TEXT NOT NULL,
    frozen TEXT,
    UNIQUE (pilot, version)
) STRICT;

-- A row exists once somebody scored the dimension, or wrote something to it. Criteria are places in the framework's list.
CREATE TABLE score (
    assessment INTEGER NOT NULL REFERENCES assessment DEFERRABLE INITIALLY DEFERRED,
    dimension TEXT NOT NULL,
    value INTEGER CHECK (value BETWEEN 0 AND 4),
    assessor INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    by TEXT NOT NULL,
    scored TEXT,
    effort INTEGER CHECK (effort >= 0),
    criteria TEXT NOT NULL CHECK (json_valid(criteria)),
    PRIMARY KEY (assessment, dimension)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_assessor ON score (assessor);

-- Evidence of a score; that of a checklist item is `evidence`.
CREATE TABLE proof (
    id INTEGER PRIMARY KEY,
    assessment INTEGER NOT NULL REFERENCES assessment DEFERRABLE INITIALLY DEFERRED,
    dimension TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    given TEXT NOT NULL,
    by TEXT NOT NULL
) STRICT;
CREATE INDEX proof_assessment ON proof (assessment, id);

CREATE TABLE gap (
    id INTEGER PRIMARY KEY,
    assessment INTEGER NOT NULL REFERENCES assessment DEFERRABLE INITIALLY DEFERRED,
    dimension TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    answer TEXT CHECK (answer IN ('fund', 'defer', 'accept')),
    closed TEXT
) STRICT;
CREATE INDEX gap_assessment ON gap (assessment, id);

CREATE TABLE workstream (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    dimension TEXT NOT NULL,
    team TEXT NOT NULL,
    owner INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    start TEXT NOT NULL,
    due TEXT,
    effort INTEGER CHECK (effort >= 0),
    exit_test TEXT NOT NULL,
    closed TEXT,
    outcome TEXT NOT NULL
) STRICT;
CREATE INDEX workstream_pilot ON workstream (pilot, id);
CREATE INDEX workstream_owner ON workstream (owner);

-- What a gate judged and made of it, beside the decision that records it.
CREATE TABLE gate (
    decision INTEGER PRIMARY KEY REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    gate TEXT NOT NULL,
    cause TEXT NOT NULL,
    next TEXT,
    assessment INTEGER REFERENCES assessment DEFERRABLE INITIALLY DEFERRED,
    tally TEXT NOT NULL CHECK (json_valid(tally))
) STRICT;
CREATE INDEX gate_pilot ON gate (pilot, decision);
CREATE INDEX gate_assessment ON gate (assessment);

CREATE TABLE booking (
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    gate TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (pilot, gate)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiver (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    gate TEXT NOT NULL,
    decision INTEGER NOT NULL REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    look_again TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('held', 'went-wrong', 'withdrawn'))
) STRICT;
CREATE INDEX waiver_pilot ON waiver (pilot, id);
CREATE INDEX waiver_decision ON waiver (decision);

-- The decision that moved a pilot on. Moves that were made before gates existed are take-overs.
ALTER TABLE visit ADD COLUMN decision INTEGER REFERENCES decision DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX visit_decision ON visit (decision);
UPDATE visit SET kind = 'take-over' WHERE kind = 'forward';
UPDATE image SET before = json_set(before, '$.decision', NULL)
    WHERE tbl = 'visit' AND before IS NOT NULL AND after IS NULL;
UPDATE image SET before = json_set(before, '$.kind', 'take-over')
    WHERE tbl = 'visit' AND json_extract(before, '$.kind') = 'forward';

-- The steps of the process that a pilot changes; each day says since when it is so.
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL CHECK (name <> ''),
    manager INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    documented TEXT,
    trained TEXT,
    retired TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    UNIQUE (pilot, name)
) STRICT;
CREATE INDEX step_manager ON step (manager);

-- Where a pilot in production goes next.
CREATE TABLE expansion (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'geography')),
    name TEXT NOT NULL CHECK (name <> ''),
    state TEXT NOT NULL CHECK (state IN ('planned', 'started', 'certified', 'dropped')),
    since TEXT NOT NULL,
    UNIQUE (pilot, kind, name)
) STRICT;

-- Why people do not use it, found out.
CREATE TABLE diagnosis (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    made TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('redesign-incomplete', 'protocol-unclear', 'targets-add-pressure')),
    note TEXT NOT NULL,
    by TEXT NOT NULL
) STRICT;
CREATE INDEX diagnosis_pilot ON diagnosis (pilot, id);
