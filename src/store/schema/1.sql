-- The business tables. Days are ISO text, weeks are year * 100 + week, numbers are millionths.
-- Foreign keys are deferred: an undo puts rows back in any order, and a pilot and its stage visit name each other.

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid INTEGER NOT NULL,
    title TEXT NOT NULL,
    demo INTEGER NOT NULL CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    title TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('c-suite', 'vp', 'executive', 'director', 'manager', 'other')),
    unit TEXT NOT NULL,
    email TEXT NOT NULL,
    partner INTEGER NOT NULL CHECK (partner IN (0, 1)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX person_email ON person (email COLLATE NOCASE) WHERE email <> '';
CREATE INDEX person_name ON person (name);

CREATE TABLE pilot (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    summary TEXT NOT NULL,
    unit TEXT NOT NULL,
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    lead INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    partner TEXT NOT NULL,
    partner_ends TEXT,
    started TEXT,
    rollout TEXT,
    visit INTEGER NOT NULL REFERENCES visit DEFERRABLE INITIALLY DEFERRED,
    appointment INTEGER REFERENCES appointment DEFERRABLE INITIALLY DEFERRED,
    lifecycle TEXT NOT NULL CHECK (lifecycle IN ('active', 'paused', 'stopped', 'retired', 'self-sustaining')),
    reported TEXT NOT NULL CHECK (reported IN ('R', 'A', 'G', '-')),
    reported_because TEXT NOT NULL,
    reported_on TEXT,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
CREATE INDEX pilot_lead ON pilot (lead);

CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 4),
    entered TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('start', 'take-over', 'forward', 'back')),
    why TEXT NOT NULL,
    by TEXT NOT NULL,
    assumed INTEGER NOT NULL CHECK (assumed IN (0, 1))
) STRICT;
CREATE INDEX visit_pilot ON visit (pilot, id);

CREATE TABLE appointment (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    since TEXT NOT NULL,
    why TEXT NOT NULL,
    accountability TEXT NOT NULL CHECK (accountability IN ('yes', 'no', 'unanswered')),
    authority TEXT NOT NULL CHECK (authority IN ('yes', 'no', 'unanswered')),
    committee TEXT NOT NULL CHECK (committee IN ('yes', 'no', 'unanswered'))
) STRICT;
CREATE INDEX appointment_pilot ON appointment (pilot, id);
CREATE INDEX appointment_person ON appointment (person);

CREATE TABLE target (
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    from_week INTEGER NOT NULL,
    users INTEGER NOT NULL CHECK (users > 0),
    PRIMARY KEY (pilot, from_week)
) STRICT, WITHOUT ROWID;

CREATE TABLE metric (
    id INTEGER PRIMARY KEY,
    local INTEGER NOT NULL UNIQUE,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    family TEXT NOT NULL CHECK (family IN ('adoption', 'performance', 'impact', 'governance')),
    name TEXT NOT NULL CHECK (name <> ''),
    unit TEXT NOT NULL,
    better TEXT NOT NULL CHECK (better IN ('higher', 'lower', 'either')),
    headline INTEGER NOT NULL CHECK (headline IN (0, 1)),
    min INTEGER,
    max INTEGER,
    target INTEGER,
    tolerance INTEGER,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    UNIQUE (pilot, name)
) STRICT;

CREATE TABLE tick (
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    item TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'doing', 'done', 'na')),
    owner INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
    due TEXT,
    why TEXT NOT NULL,
    PRIMARY KEY (pilot, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX tick_owner ON tick (owner);

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL,
    item TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    given TEXT NOT NULL,
    by TEXT NOT NULL,
    FOREIGN KEY (pilot, item) REFERENCES tick DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX evidence_item ON evidence (pilot, item);

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    pilot INTEGER NOT NULL REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    written TEXT NOT NULL,
    by TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;
CREATE INDEX note_pilot ON note (pilot, id);

-- What an imported row said last, by field and hash, so that the next import sees what changed in the file.
CREATE TABLE source (
    pilot INTEGER PRIMARY KEY REFERENCES pilot DEFERRABLE INITIALLY DEFERRED,
    profile TEXT NOT NULL,
    match TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT;
CREATE INDEX source_match ON source (profile, match);

-- Readings are versioned rows: a correction is a new row, and the last entry of a week counts.
-- Neither value nor note: taken back. A note without a value: not measured.
CREATE TABLE reading (
    metric INTEGER NOT NULL,
    week INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    value INTEGER,
    active INTEGER,
    target INTEGER,
    sample INTEGER,
    note TEXT,
    PRIMARY KEY (metric, week, entry)
) STRICT, WITHOUT ROWID;

-- The journal.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('change', 'import', 'undo', 'redo', 'outside')),
    summary TEXT NOT NULL,
    undoes INTEGER,
    schema INTEGER NOT NULL,
    origin TEXT NOT NULL
) STRICT;
CREATE TABLE image (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    key TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX image_entry ON image (entry);
CREATE INDEX image_row ON image (tbl, key);
-- Which pilots and metrics an entry touched; metric 0 where it touched no reading.
CREATE TABLE touched (
    entry INTEGER NOT NULL,
    pilot INTEGER NOT NULL,
    metric INTEGER NOT NULL,
    PRIMARY KEY (entry, pilot, metric)
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_pilot ON touched (pilot, entry);
-- The entry that is being written; empty between transactions.
CREATE TABLE cursor (entry INTEGER PRIMARY KEY) STRICT;
