//! Owns the question which row is which pilot, and what an import changes. A table without a key is matched within
//! groups by what earlier imports read; a table with one, by code or name.

mod update;

use std::collections::{BTreeMap, HashMap};

use self::update::Update;
use super::Reject;
use super::pilots::Mapped;
use super::profile::{Finding, Profile};
use super::table::collapse;
use crate::domain::change::{
    AssessmentChange, NewPerson, NewPilot, PersonChange, PersonField, PilotChange, PilotField, ScoreChange, Source,
};
use crate::domain::person::check_email;
use crate::domain::{
    Change, Framework, Ids, Invalid, Level, Lifecycle, NoteId, PersonId, Pilot, PilotId, Status, Value,
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
        let several = || Invalid::new(format!("“{text}” names several people")).hint("name one of them").at(field);
        if email.contains(['<', '>', ';', ',']) || name != email && name.contains('@') {
            return Err(several());
        }
        if !email.is_empty() {
            check_email(email).map_err(|error| error.at(field))?;
        }
        match found(&self.known, (name, email)) {
            Some(Some(id)) => {
                self.learn(id, email);
                return Ok(Some(id));
            }
            Some(None) => {
                let error = Invalid::new(format!("“{name}” could be several people"));
                return Err(error.hint("write the e-mail address, which is one person's").at(field));
            }
            None if [";", "/", " & ", " + ", " and "].iter().any(|between| name.contains(between)) => {
                return Err(several());
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

    /// Notes the address of somebody who has none.
    fn learn(&mut self, person: PersonId, email: &str) {
        if email.contains('@') && !has_address(&self.known, person) {
            self.known.insert(called(email), Some(person));
            let (field, to) = (PersonField::Email, Value::text(email));
            self.added.push(Change::Person(PersonChange::Set { person, field, to, was: None }));
        }
    }

    /// Takes the address that stands beside the name of somebody who is known.
    fn learn_from(&mut self, text: &str) {
        let text = collapse(text);
        if let Some(person) = who(&self.known, &text) {
            let email = addressed(&text).1;
            if check_email(email).is_ok() {
                self.learn(person, email);
            }
        }
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
    match known.get(&called(name)).copied() {
        _ if by_email.is_some() => Some(by_email),
        Some(None) if email.is_empty() => Some(None),
        // Whoever is known by another address is somebody else of that name.
        Some(Some(id)) if email.is_empty() || !has_address(known, id) => Some(Some(id)),
        _ => None,
    }
}

fn has_address(known: &Names, person: PersonId) -> bool {
    known.iter().any(|(key, one)| *one == Some(person) && key.contains('@'))
}

/// Name and e-mail address, as mail programs write them: “Ana Costa <ana@example.com>”, the name in quotes or not, the
/// address in round brackets too. A bare address is both.
fn addressed(text: &str) -> (&str, &str) {
    let angled = || text.strip_suffix('>').and_then(|text| text.split_once('<'));
    let round =
        || text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).filter(|(_, email)| email.contains('@'));
    match angled().or_else(round) {
        Some((name, email)) if !unquoted(name).is_empty() => (unquoted(name), email.trim()),
        _ if text.contains('@') && !text.contains(' ') => (text, text),
        _ => (text, ""),
    }
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches('"').trim()
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
