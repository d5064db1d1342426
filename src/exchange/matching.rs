//! Owns the question which row is which pilot, and what an import changes. A table without a key is matched within
//! groups by what earlier imports read; a table with one, by code or name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Reject;
use super::pilots::{FINDINGS, Mapped};
use super::profile::{Finding, Profile};
use super::table::collapse;
use crate::domain::change::{
    AssessmentChange, NewPerson, NewPilot, NoteChange, PersonChange, PilotChange, PilotField, ScoreChange, Source,
};
use crate::domain::{
    Change, Framework, Ids, Invalid, Level, Lifecycle, NoteId, PersonId, Pilot, PilotId, Powers, Status, Value,
    VisitKind,
};

/// A pilot that is in the workspace already.
#[derive(Debug, Clone)]
pub struct Known {
    /// The pilot.
    pub pilot: Pilot,
    /// What it is for.
    pub summary: String,
    /// Its notes that are not archived, newest first.
    pub notes: Vec<(NoteId, String)>,
    /// What the last import with this mapping read.
    pub source: Option<Source>,
}

/// What an import is going to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The changes.
    pub changes: Vec<Change>,
    /// Pilots that are added.
    pub created: u32,
    /// Pilots of which something changes.
    pub changed: u32,
    /// Pilots that stay as they are.
    pub unchanged: u32,
    /// Pilots that an earlier import made and that the file does not have any more.
    pub gone: u32,
    /// Fields that were edited here, and of which the file says what it said last time.
    pub kept: usize,
    /// Rows and fields that are not taken.
    pub rejected: Vec<Reject>,
}

/// What a name is known by: neither its case nor its blanks tell two from each other.
#[must_use]
pub fn called(name: &str) -> String {
    collapse(name).to_lowercase()
}

/// People by their names and e-mail addresses, as they are [called]; none where several people are called so.
pub type Names = HashMap<String, Option<PersonId>>;

/// The people of a workspace, and how new ones get their ids.
pub struct People<'a> {
    /// Who is there.
    pub known: Names,
    /// Ids for those who are added.
    pub ids: &'a mut Ids,
    /// Which names are not people.
    pub framework: &'a Framework,
    /// Those who are added.
    pub added: Vec<Change>,
}

impl People<'_> {
    /// The person of that name, added where nobody has it; none where it is empty.
    fn find(&mut self, text: &str, field: &'static str) -> Result<Option<PersonId>, Invalid> {
        let text = collapse(text);
        let (name, email) = addressed(&text);
        if name.is_empty() {
            return Ok(None);
        }
        if email.contains(['<', '>', ';', ',']) {
            return Err(Invalid::new(format!("“{text}” names several people")).hint("name one of them").at(field));
        }
        match found(&self.known, (name, email)) {
            Some(Some(id)) => return Ok(Some(id)),
            Some(None) => {
                let error = Invalid::new(format!("“{name}” could be several people"));
                return Err(error.hint("write the e-mail address, which is one person's").at(field));
            }
            None => {}
        }
        if self.framework.is_not_a_person(name) {
            return Err(Invalid::new(format!("“{name}” is a group, not a person")).hint("name one person").at(field));
        }
        let id = PersonId(self.ids.take());
        let is_first = !self.known.contains_key(&called(name));
        self.known.insert(called(name), is_first.then_some(id));
        if !email.is_empty() {
            self.known.insert(called(email), Some(id));
        }
        self.added.push(Change::Person(PersonChange::Add(NewPerson {
            id: Some(id),
            name: name.to_owned(),
            title: String::new(),
            level: Level::Other,
            unit: String::new(),
            email: email.to_owned(),
            partner: false,
            certifier: false,
        })));
        Ok(Some(id))
    }

    /// Who is meant by a name or an address, as far as one person is known by it; else the text.
    fn meant(&self, text: &str) -> String {
        who(&self.known, text).map_or_else(|| called(text), |person| person.to_string())
    }
}

/// The one person who is known by a name, an address, or both.
#[must_use]
pub fn who(known: &Names, text: &str) -> Option<PersonId> {
    found(known, addressed(&collapse(text))).flatten()
}

/// Who is known by that name or address: nobody, one, or several.
fn found(known: &Names, (name, email): (&str, &str)) -> Option<Option<PersonId>> {
    let by_email = if email.is_empty() { None } else { known.get(&called(email)).copied().flatten() };
    let has_address = |person| known.iter().any(|(key, one)| key.contains('@') && *one == Some(person));
    match known.get(&called(name)).copied() {
        _ if by_email.is_some() => Some(by_email),
        Some(None) if email.is_empty() => Some(None),
        // Whoever is known by another address is somebody else of that name.
        Some(Some(id)) if email.is_empty() || !has_address(id) => Some(Some(id)),
        _ => None,
    }
}

/// Name and e-mail address, as mail programs write them: “Ana Costa <ana@example.com>”. A bare address is both.
fn addressed(text: &str) -> (&str, &str) {
    match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
        Some((name, email)) if !name.trim().is_empty() => (name.trim(), email.trim()),
        _ if text.contains('@') && !text.contains(' ') => (text, text),
        _ => (text, ""),
    }
}

/// A short, stable hash of a text (FNV-1a, 64 bits): enough to see that a cell changed.
#[must_use]
pub fn hash(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// What importing those rows changes in a workspace with those pilots.
pub fn plan(rows: &[Mapped], known: &[Known], profile: &Profile, people: &mut People<'_>) -> Plan {
    let mut plan = Plan::default();
    let partners = if profile.taken_over {
        by_memory(rows, known, profile, people, &mut plan)
    } else {
        by_key(rows, known, &mut plan)
    };
    for (row, partner) in rows.iter().zip(partners) {
        let before = plan.changes.len();
        match partner {
            Partner::Refused => {}
            Partner::New => match added(row, profile, people) {
                Ok(changes) => {
                    plan.changes.extend(changes);
                    plan.created += 1;
                }
                Err(reason) => plan.rejected.push(Reject { row: row.row, reason }),
            },
            Partner::Known(index) => {
                if let Some(known) = known.get(index) {
                    let mut update = Update { row, known, profile, people, plan: &mut plan };
                    let refused = update.run();
                    let changed = update.plan.changes.len() > before;
                    update.remember(&refused);
                    if changed { plan.changed += 1 } else { plan.unchanged += 1 }
                }
            }
        }
    }
    plan.changes.splice(0..0, std::mem::take(&mut people.added));
    plan
}

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Partner {
    New,
    Known(usize),
    Refused,
}

/// Within a group: first rows with equal content, then with the equal telling field, then in file order.
fn by_memory(
    rows: &[Mapped],
    known: &[Known],
    profile: &Profile,
    people: &People<'_>,
    plan: &mut Plan,
) -> Vec<Partner> {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, known) in known.iter().enumerate() {
        if let Some(source) = &known.source {
            groups.entry(source.key.as_str()).or_default().push(index);
        }
    }
    let contents: Vec<BTreeMap<String, String>> = rows.iter().map(|row| content(row, profile, people)).collect();
    let remembered =
        |index: usize| known.get(index).and_then(|known| known.source.as_ref()).map(|source| &source.content);
    let mut partners = vec![Partner::New; rows.len()];
    let then_by = profile.then_by.as_deref().unwrap_or("summary");
    for pass in 0..3 {
        for ((row, content), partner) in rows.iter().zip(&contents).zip(&mut partners) {
            if *partner != Partner::New {
                continue;
            }
            let Some(group) = groups.get_mut(row.key.as_str()) else {
                continue;
            };
            let found = group.iter().position(|index| match pass {
                0 => remembered(*index) == Some(content),
                1 => remembered(*index).is_some_and(|old| old.get(then_by) == content.get(then_by)),
                _ => true,
            });
            if let Some(found) = found {
                *partner = Partner::Known(group.remove(found));
            }
        }
    }
    plan.gone = u32::try_from(groups.values().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX);
    partners
}

/// By code where the row has one, else by a name that only one pilot has.
fn by_key(rows: &[Mapped], known: &[Known], plan: &mut Plan) -> Vec<Partner> {
    let by_code: HashMap<&str, usize> =
        known.iter().enumerate().map(|(index, known)| (known.pilot.code.as_str(), index)).collect();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, known) in known.iter().enumerate() {
        by_name.entry(called(&known.pilot.name)).or_default().push(index);
    }
    let was = Remembered::of(known);
    let mut taken: HashMap<usize, u64> = HashMap::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut refuse = |row: u64, reason: Invalid| {
        plan.rejected.push(Reject { row, reason });
        Partner::Refused
    };
    rows.iter()
        .map(|row| {
            if let Some(first) = seen.insert(called(&row.key), row.row) {
                let what = format!("“{}” stands in row {first} too", row.key);
                return refuse(row.row, Invalid::new(what).hint("give each pilot a code of its own").at("code"));
            }
            let (code, name) = (row.text("code"), row.text("name"));
            let found = if code.is_empty() {
                match by_name.get(&called(name)).map(Vec::as_slice) {
                    None | Some([]) => was.called("name", name),
                    Some([index]) => Some(*index),
                    Some(several) => {
                        let what = format!("{} pilots are called “{name}”", several.len());
                        let hint = "add a column `code` that says which one";
                        return refuse(row.row, Invalid::new(what).hint(hint).at("name"));
                    }
                }
            } else {
                by_code.get(code).copied().or_else(|| was.called("code", code))
            };
            match found.map(|index| (index, taken.insert(index, row.row))) {
                None => Partner::New,
                Some((index, None)) => Partner::Known(index),
                Some((_, Some(first))) => {
                    let what = format!("“{}” is the pilot of row {first}, which is called otherwise here", row.key);
                    refuse(row.row, Invalid::new(what).hint("give each pilot a code of its own").at("code"))
                }
            }
        })
        .collect()
}

/// Which pilot the file called so last time, where one was: it may be called otherwise here by now.
struct Remembered<'k>(HashMap<(&'static str, &'k str), Option<usize>>);

impl<'k> Remembered<'k> {
    fn of(known: &'k [Known]) -> Self {
        let mut all = HashMap::new();
        for (index, known) in known.iter().enumerate() {
            for field in ["code", "name"] {
                if let Some(said) = known.source.as_ref().and_then(|source| source.content.get(field)) {
                    all.entry((field, said.as_str())).and_modify(|one| *one = None).or_insert(Some(index));
                }
            }
        }
        Self(all)
    }

    fn called(&self, field: &'static str, text: &str) -> Option<usize> {
        self.0.get(&(field, hash(text).as_str())).copied().flatten()
    }
}

/// What a row says, each field as a hash; of people in a tracker also whom it means, as they may be called otherwise later.
fn content(row: &Mapped, profile: &Profile, people: &People<'_>) -> BTreeMap<String, String> {
    let text = |(field, text): (&&'static str, &String)| ((*field).to_owned(), hash(&said(field, text, profile)));
    let mut content: BTreeMap<String, String> = row.fields.iter().map(text).collect();
    for (field, person) in PEOPLE.iter().filter(|_| !profile.taken_over) {
        if let Some(text) = row.fields.get(field) {
            content.insert((*person).to_owned(), hash(&people.meant(text)));
        }
    }
    content
}

/// The fields that name people, and under what is remembered whom they meant.
const PEOPLE: [(&str, &str); 2] = [("owner", "owner.person"), ("lead", "lead.person")];

/// What a field says, however it is written; of a reason that we gave, nothing.
fn said(field: &str, text: &str, profile: &Profile) -> String {
    match field {
        "reported" if text == "-" => String::new(),
        "because" if text == unsaid(profile) => String::new(),
        _ => text.to_owned(),
    }
}

fn source(row: &Mapped, profile: &Profile, people: &People<'_>) -> Option<Source> {
    let key = if profile.taken_over { row.key.clone() } else { Source::TRACKED.to_owned() };
    let source = || Source { profile: profile.name.clone(), key, content: content(row, profile, people) };
    profile.remembers.then(source)
}

/// The reason of a status that a table gives without one.
fn unsaid(profile: &Profile) -> String {
    format!("Said by the {}.", profile.source)
}

/// The sentence behind a status; a table without one is its own source.
fn because(row: &Mapped, profile: &Profile) -> String {
    match row.text("because") {
        "" => unsaid(profile),
        text => text.to_owned(),
    }
}

fn added(row: &Mapped, profile: &Profile, people: &mut People<'_>) -> Result<Vec<Change>, Invalid> {
    let stage = row.stage();
    let lifecycle = match row.text("lifecycle") {
        "" => Lifecycle::Active,
        word => word.parse::<Lifecycle>().map_err(|error| error.at("lifecycle"))?,
    };
    let report = match row.text("reported") {
        "" | "-" => None,
        word => Some((word.parse::<Status>().map_err(|error| error.at("reported"))?, because(row, profile))),
    };
    let pilot = PilotId(people.ids.take());
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    if let Some(code) = some(row.text("code")) {
        crate::domain::pilot::check_code(&code)?;
    }
    let new = NewPilot {
        id: Some(pilot),
        code: some(row.text("code")),
        summary: row.text("summary").to_owned(),
        unit: row.text("unit").to_owned(),
        tags: tags(row),
        owner: people.find(row.text("owner"), "owner")?,
        lead: people.find(row.text("lead"), "lead")?,
        partner: row.text("partner").to_owned(),
        partner_ends: row.day("partner_ends"),
        started: row.day("started"),
        stage,
        entered: row.day("entered"),
        taken_over: (profile.taken_over || stage.previous().is_some()).then(|| profile.source.clone()),
        assumed: row.assumed,
        lifecycle,
        report,
        note: some(row.text("note")),
        source: source(row, profile, people),
        ..NewPilot::named(row.text("name"))
    };
    let mut changes = vec![Change::Pilot(PilotChange::Add(Box::new(new)))];
    if let Some(day) = row.day("rollout") {
        let (field, to) = (PilotField::Rollout, Value::Day(day));
        changes.push(Change::Pilot(PilotChange::Set { pilot, field, to, was: None }));
    }
    if !row.text("cohort").is_empty() {
        let (field, to) = (PilotField::Cohort, Value::text(row.text("cohort")));
        changes.push(Change::Pilot(PilotChange::Set { pilot, field, to, was: None }));
    }
    changes.extend(findings(row, pilot));
    if row.text("archived") == "true" {
        changes.push(Change::Pilot(PilotChange::Archive { pilot, archived: true }));
    }
    Ok(changes)
}

/// What a row says about readiness, as evidence and gaps without a score.
fn findings(row: &Mapped, pilot: PilotId) -> Vec<Change> {
    let change = |found: &Finding| {
        let (evidence, gaps) =
            if found.gap { (Vec::new(), vec![found.text.clone()]) } else { (vec![found.text.clone()], Vec::new()) };
        let score = ScoreChange { value: None, evidence, gaps, ..ScoreChange::new(pilot, found.dimension, 0) };
        Change::Assessment(AssessmentChange::Score(score))
    };
    row.findings.iter().map(change).collect()
}

fn tags(row: &Mapped) -> Vec<String> {
    row.text("tags").split('\n').filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}

/// One row against the pilot that it belongs to.
struct Update<'a, 'b> {
    row: &'a Mapped,
    known: &'a Known,
    profile: &'a Profile,
    people: &'a mut People<'b>,
    plan: &'a mut Plan,
}

impl Update<'_, '_> {
    /// Plans what changes; answers the fields that are refused.
    fn run(&mut self) -> HashSet<&'static str> {
        let mut refused = HashSet::new();
        for field in self.row.fields.keys().copied().collect::<Vec<_>>() {
            if self.says_nothing(field) {
                continue;
            }
            if !self.changed(field) {
                self.plan.kept += usize::from(self.known.source.is_some() && self.stands_otherwise(field));
                continue;
            }
            if self.edited_here(field) {
                let error =
                    Invalid::new(format!("{} of {} was edited here and in the file", field, self.known.pilot.code))
                        .hint(format!(
                            "here it is “{}”, the file says “{}”; nothing was changed",
                            brief(&self.here(field).unwrap_or_default()),
                            brief(self.row.text(field))
                        ))
                        .at(field);
                self.refuse(field, error, &mut refused);
                continue;
            }
            if field == FINDINGS {
                self.plan.changes.extend(findings(self.row, self.known.pilot.id));
                continue;
            }
            match self.change(field) {
                Ok(change) => self.plan.changes.extend(change),
                Err(error) => self.refuse(field, error, &mut refused),
            }
        }
        self.plan.changes.extend(self.goes_on());
        refused
    }

    /// A pilot that the file had paused or ended goes on where the file says so no more, and nobody here said otherwise.
    fn goes_on(&self) -> Option<Change> {
        let (pilot, says) = (&self.known.pilot, |field| !self.row.text(field).is_empty());
        let ended = *self.then("lifecycle")? == hash(pilot.lifecycle.name()) && pilot.lifecycle != Lifecycle::Active;
        if !ended || self.row.fields.contains_key("lifecycle") || !(says("stage") || says("reported")) {
            return None;
        }
        let (to, why) = (Lifecycle::Active, self.profile.source.clone());
        Some(Change::Pilot(PilotChange::Lifecycle { pilot: pilot.id, to, why, was: None }))
    }

    fn refuse(&mut self, field: &'static str, reason: Invalid, refused: &mut HashSet<&'static str>) {
        refused.insert(field);
        self.plan.rejected.push(Reject { row: self.row.row, reason });
    }

    /// Is its cell empty where an empty one asks for nothing?
    fn says_nothing(&self, field: &str) -> bool {
        let never_says = matches!(field, "stage" | "lifecycle" | "reported");
        (never_says || self.profile.empty_says_nothing) && self.row.text(field).is_empty()
    }

    /// What the file said last time, under a name.
    fn then(&self, field: &str) -> Option<&String> {
        self.known.source.as_ref()?.content.get(field)
    }

    /// Whom it meant last time, where the field names people.
    fn meant(&self, field: &str) -> Option<&String> {
        self.then(PEOPLE.iter().find(|(known, _)| *known == field)?.1)
    }

    /// Does the file say something else than last time, or, without a memory, than the workspace?
    fn changed(&self, field: &'static str) -> bool {
        let text = self.row.text(field);
        match self.then(field) {
            // The same person, written otherwise, is none.
            Some(then) if *then != hash(&said(field, text, self.profile)) => {
                self.meant(field).is_none_or(|meant| *meant != hash(&self.says(field)))
            }
            Some(_) => false,
            None => self.here(field).is_none_or(|here| here != text),
        }
    }

    /// Is what stands here neither what the file said last time nor what it says now?
    fn edited_here(&self, field: &'static str) -> bool {
        let never = match field {
            "lifecycle" => hash(Lifecycle::Active.name()),
            // Of these a decision tells, or nobody.
            "stage" | "entered" | "archived" if !self.profile.taken_over => return false,
            _ => hash(""),
        };
        let then = self.meant(field).or_else(|| self.then(field)).cloned();
        let then = then.or_else(|| self.known.source.is_some().then_some(never));
        // A reason that nobody gave is none.
        let unsaid = field == "because" && self.stands(field).is_some_and(|here| here.is_empty());
        !unsaid
            && then.zip(self.stands(field)).is_some_and(|(then, here)| hash(&here) != then)
            && self.stands_otherwise(field)
    }

    /// Does something else stand here than the file says?
    fn stands_otherwise(&self, field: &'static str) -> bool {
        self.stands(field).is_some_and(|here| here != self.says(field))
    }

    /// What the file says, however it writes it; of people in a tracker whom it means.
    fn says(&self, field: &'static str) -> String {
        let text = self.row.text(field);
        if self.is_somebody(field) { self.people.meant(text) } else { said(field, text, self.profile) }
    }

    /// What stands here as the file would say it; of people who they are, as several may have one name.
    fn stands(&self, field: &'static str) -> Option<String> {
        if !self.is_somebody(field) {
            return Some(said(field, &self.here(field)?, self.profile));
        }
        let pilot = &self.known.pilot;
        let lead = || pilot.lead.as_ref().map(|(person, _)| *person);
        let person = if field == "lead" { lead() } else { pilot.owner.as_ref().map(|seat| seat.id) };
        Some(person.map(|person| person.to_string()).unwrap_or_default())
    }

    fn is_somebody(&self, field: &str) -> bool {
        !self.profile.taken_over && PEOPLE.iter().any(|(known, _)| *known == field)
    }

    /// What stands here, in the canonical text of the file; none for notes, which are compared one by one.
    fn here(&self, field: &str) -> Option<String> {
        let pilot = &self.known.pilot;
        let day = |day: Option<crate::domain::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Some(match field {
            "name" => pilot.name.clone(),
            "code" => pilot.code.clone(),
            "summary" => self.known.summary.clone(),
            "unit" => pilot.unit.clone(),
            "tags" => pilot.tags.join("\n"),
            "started" => day(pilot.started),
            "partner" => pilot.partner.clone(),
            "partner_ends" => day(pilot.partner_ends),
            "rollout" => day(pilot.rollout),
            "cohort" => pilot.cohort.clone(),
            "stage" => pilot.stage.to_string(),
            "lifecycle" => pilot.lifecycle.to_string(),
            "owner" => pilot.owner_name().unwrap_or_default().to_owned(),
            "lead" => pilot.lead.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            "reported" => pilot.report.status.to_string(),
            "because" => pilot.report.because.clone(),
            "entered" => day(pilot.entered),
            "archived" => pilot.archived.to_string(),
            _ => return None,
        })
    }

    fn change(&mut self, field: &'static str) -> Result<Option<Change>, Invalid> {
        let (pilot, text) = (self.known.pilot.id, self.row.text(field));
        if self.here(field).is_some_and(|here| here == text) {
            return Ok(None);
        }
        let why = self.profile.source.clone();
        let change = match field {
            // It goes with the stage that was entered then.
            "entered" => return Ok(None),
            "stage" => self.retake(why)?,
            "lifecycle" => PilotChange::Lifecycle { pilot, to: text.parse::<Lifecycle>()?, why, was: None },
            "owner" => {
                let person = self.people.find(text, "owner")?;
                PilotChange::Appoint { pilot, person, powers: Powers::default(), why, was: None }
            }
            "reported" | "because" => {
                // What was reported here stays where the file says of it what it said last time.
                let says = self.changed("reported") && !self.edited_here("reported");
                let said: Option<Status> = self.row.text("reported").parse().ok().filter(|_| says);
                let report = &self.known.pilot.report;
                let status = said.unwrap_or(report.status);
                // So does the reason that was given here.
                if status == Status::NotReported {
                    return Ok(None);
                }
                let ours = self.row.fields.contains_key("because")
                    && !report.because.is_empty()
                    && (self.edited_here("because") || !self.changed("because") && self.stands_otherwise("because"));
                let because = if ours { report.because.clone() } else { because(self.row, self.profile) };
                PilotChange::Report { pilot, status, because, was: None }
            }
            "archived" => PilotChange::Archive { pilot, archived: text == "true" },
            "note" => return Ok(self.note(pilot, text)),
            _ => self.set(pilot, field, text)?,
        };
        Ok(Some(Change::Pilot(change)))
    }

    fn retake(&self, why: String) -> Result<PilotChange, Invalid> {
        let pilot = &self.known.pilot;
        let to = self.row.stage();
        if !pilot.is_correctable() && pilot.visit_kind == VisitKind::Start {
            let what = format!("{} is in stage {}, and the file says stage {to}", pilot.code, pilot.stage);
            return Err(Invalid::new(what)
                .hint(format!("only its gate moves it on: steerco gate {}", pilot.code))
                .at("stage"));
        }
        if !pilot.is_correctable() {
            let what =
                format!("{} was brought to stage {} here, and the file says stage {to}", pilot.code, pilot.stage);
            return Err(Invalid::new(what)
                .hint("an import does not undo a decision: move it back, or hold its gate, if the file is right")
                .at("stage"));
        }
        Ok(PilotChange::Retake {
            pilot: pilot.id,
            to,
            why,
            entered: self.row.day("entered"),
            assumed: self.row.assumed,
        })
    }

    fn set(&mut self, pilot: PilotId, field: &'static str, text: &str) -> Result<PilotChange, Invalid> {
        let to = match field {
            "lead" => self.people.find(text, "lead")?.map_or(Value::Nothing, Value::Person),
            "tags" => Value::Words(tags(self.row)),
            "started" | "partner_ends" | "rollout" => self.row.day(field).map_or(Value::Nothing, Value::Day),
            _ => Value::text(text),
        };
        Ok(PilotChange::Set { pilot, field: field.parse::<PilotField>()?, to, was: None })
    }

    /// The imported note is rewritten; one that was edited here is left alone, and the new text stands beside it.
    fn note(&self, pilot: PilotId, text: &str) -> Option<Change> {
        if text.is_empty() || self.known.notes.iter().any(|(_, note)| note == text) {
            return None;
        }
        let then = self.known.source.as_ref().and_then(|source| source.content.get("note"));
        // What a tracker says each week stands one below the other; a register says one thing of each record.
        let mut imported = self.known.notes.iter().filter(|_| self.profile.taken_over);
        Some(Change::Note(match imported.find(|(_, note)| Some(&hash(note)) == then) {
            Some((note, _)) => NoteChange::Edit { note: *note, to: text.to_owned(), was: None },
            None => NoteChange::Add { pilot, text: text.to_owned(), on: None },
        }))
    }

    /// Remembers what the file says now; of refused fields what was said before, so that they are reported again. A
    /// tracker's fields that say nothing or are not there leave what was said before too.
    fn remember(&mut self, refused: &HashSet<&'static str>) {
        // A register goes on knowing its records, whatever another table says of them.
        if !self.profile.remembers || (self.known.source.is_none() && self.known.pilot.imported) {
            return;
        }
        let Some(mut source) = source(self.row, self.profile, self.people) else {
            return;
        };
        let before = self.known.source.as_ref().map(|source| &source.content);
        let plain = !self.profile.taken_over;
        let base = |name: &str| name.strip_suffix(".person").unwrap_or(name).to_owned();
        for (name, said) in before.into_iter().flatten() {
            let (field, there) = (base(name), source.content.contains_key(name));
            // Who was meant stays who it was while the file writes them as before.
            let same = name.ends_with(".person") && source.content.get(&field) == self.then(&field);
            let silent = same || plain && self.says_nothing(&field);
            // A word such as “on hold” counts until another one takes its place.
            if field != "lifecycle" && (refused.contains(field.as_str()) || silent || plain && !there) {
                source.content.insert(name.clone(), said.clone());
            }
        }
        let known = |name: &String| before.is_some_and(|before| before.contains_key(name));
        source.content.retain(|name, _| !refused.contains(base(name).as_str()) || known(name));
        if before != Some(&source.content) {
            self.plan.changes.push(Change::Pilot(PilotChange::Source { pilot: self.known.pilot.id, source }));
        }
    }
}

fn brief(text: &str) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(60).collect();
    let head = head.replace('\n', ", ");
    if chars.next().is_some() { format!("{head}…") } else { head }
}
