//! Owns the question which row is which pilot, and what an import changes. The rows of a table without a key are
//! matched within groups, by what earlier imports read; those of a table with one, by code or name.

mod people;
mod planned;
mod said;
mod update;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use self::people::People;
pub use self::planned::{Known, Plan, Speaker};
use self::said::{because, content, findings, source};
use self::update::Update;
use super::pilots::{BETWEEN, Mapped};
use super::profile::Profile;
use super::{Reject, hash, heard};
use crate::domain::change::{NewPilot, PilotChange, PilotField, Said, Sayings};
use crate::domain::person::called;
use crate::domain::pilot::check_code;
use crate::domain::{Change, Day, Fixed, Invalid, Lifecycle, PilotId, Status, Value};

/// What importing those rows changes in a workspace with those pilots. Of the rows beside them something is refused, and
/// nothing is taken.
pub fn plan(
    (rows, beside): (&[Mapped], &[Mapped]),
    known: &[Known],
    speaker: Speaker<'_>,
    people: &mut People<'_>,
) -> Plan {
    let profile = speaker.profile;
    let mut plan = Plan::default();
    let partners = if profile.taken_over {
        by_memory(rows, known, profile, people, &mut plan)
    } else {
        by_key(rows, beside, known, &mut plan)
    };
    plan.missing = missing(rows, known, &partners, speaker);
    for (row, partner) in rows.iter().zip(partners) {
        match partner {
            Partner::Refused => {}
            Partner::New => match added(row, speaker, people) {
                Ok(changes) => {
                    plan.changes.extend(changes);
                    plan.created += 1;
                    plan.groundless.extend(is_groundless(row).then_some(row.row));
                }
                Err(reasons) => plan.rejected.extend(reasons.into_iter().map(|reason| Reject { row: row.row, reason })),
            },
            Partner::Known(index) => {
                if let Some(known) = known.get(index) {
                    Update { row, known, speaker, people, plan: &mut plan }.run();
                }
            }
        }
        plan.rows.resize(plan.changes.len(), row.row);
    }
    plan.rows.splice(0..0, people.added.iter().map(|_| 0));
    plan.changes.splice(0..0, std::mem::take(&mut people.added));
    plan
}

/// What else is wrong in rows of which some fields could not be understood, so that all of it is told at once: nothing
/// of those rows is taken, and who is missing among the others may be there. It is asked once the others are planned,
/// as it leaves people behind.
pub fn also_wrong(
    (rows, beside): (&[Mapped], &[Mapped]),
    known: &[Known],
    speaker: Speaker<'_>,
    people: &mut People<'_>,
) -> Plan {
    // A record of a register that is not whole may be matched with another one.
    let rows: &[Mapped] = if speaker.profile.taken_over { &[] } else { rows };
    plan((rows, beside), known, speaker, people)
}

/// The codes of pilots that the tracker named before, and that no row is of. Those that have ended may leave it.
fn missing(rows: &[Mapped], known: &[Known], partners: &[Partner], speaker: Speaker<'_>) -> Vec<String> {
    // A row that could be several pilots is of one of them.
    let refused = rows.iter().zip(partners).filter(|(_, partner)| **partner == Partner::Refused);
    let refused: HashSet<String> = refused.map(|(row, _)| called(row.text("name"))).collect();
    let there: HashSet<usize> = partners
        .iter()
        .filter_map(|partner| match partner {
            Partner::Known(index) => Some(*index),
            Partner::New | Partner::Refused => None,
        })
        .collect();
    let is_missing = |(index, known): &(usize, &Known)| {
        let named = known.source.as_ref().is_some_and(|source| source.said.knows(speaker.tracker));
        let is_over = known.pilot.archived || known.pilot.lifecycle.is_ended();
        let is_there = || there.contains(index) || refused.contains(&called(&known.pilot.name));
        named && !speaker.profile.taken_over && !is_over && !is_there()
    };
    known.iter().enumerate().filter(is_missing).map(|(_, known)| known.pilot.code.clone()).collect()
}

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Partner {
    New,
    Known(usize),
    Refused,
}

/// Within a group: first rows with equal content, then with the equal telling field, then in file order. Of what is
/// left, one row and one pilot of the same telling field, which no others have, are the same where only the last part
/// of their keys differs.
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
    let contents: Vec<Sayings> = rows.iter().map(|row| content(row, profile, people)).collect();
    let remembered =
        |index: usize| known.get(index).and_then(|known| known.source.as_ref()).map(|source| &source.said.last);
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
    let mut left: HashSet<usize> = groups.into_values().flatten().collect();
    let telling =
        |content: &Sayings| content.get(then_by).filter(|said| **said != hash("")).cloned().unwrap_or_default();
    // What many say tells nothing: it must be one row's and one pilot's of all.
    let mut alike: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, content) in contents.iter().enumerate() {
        alike.entry(telling(content)).or_default().0.push(at);
    }
    for index in 0..known.len() {
        alike.entry(remembered(index).map(telling).unwrap_or_default()).or_default().1.push(index);
    }
    for (said, (rows_of_it, known_of_it)) in alike {
        let ([at], [index], false) = (rows_of_it.as_slice(), known_of_it.as_slice(), said.is_empty()) else { continue };
        let was = known.get(*index).and_then(|known| known.source.as_ref()).map(|source| source.key.as_str());
        let moved = rows.get(*at).zip(was).is_some_and(|(row, was)| differs_in_the_last_part(&row.key, was));
        if let Some(partner) = partners.get_mut(*at)
            && *partner == Partner::New
            && moved
            && left.remove(index)
        {
            *partner = Partner::Known(*index);
        }
    }
    plan.gone = u32::try_from(left.len()).unwrap_or(u32::MAX);
    partners
}

/// Is only the last part of a key another one, as of a record that went to another office of its agency?
fn differs_in_the_last_part(one: &str, other: &str) -> bool {
    let (one, other) = (one.rsplit_once(BETWEEN), other.rsplit_once(BETWEEN));
    one.zip(other).is_some_and(|((one, _), (other, _))| one == other)
}

/// What rows belong to. Those beside them, of which something is refused, mean pilots too: of two rows of one pilot the
/// later one is refused, whatever became of the other.
fn by_key(rows: &[Mapped], beside: &[Mapped], known: &[Known], plan: &mut Plan) -> Vec<Partner> {
    let mut keys = Keys::of(known);
    let asked = rows.iter().map(|row| (row, true));
    let mut all: Vec<(&Mapped, bool)> = asked.chain(beside.iter().map(|row| (row, false))).collect();
    all.sort_by_key(|(row, _)| row.row);
    let mut partners = Vec::with_capacity(rows.len());
    for (row, is_asked) in all {
        let found = keys.partner(row);
        if is_asked {
            partners.push(found.unwrap_or_else(|reason| {
                plan.rejected.push(Reject { row: row.row, reason });
                Partner::Refused
            }));
        }
    }
    partners
}

/// What pilots are known by, and which rows meant them.
struct Keys<'k> {
    by_code: HashMap<&'k str, usize>,
    by_name: HashMap<String, Vec<usize>>,
    was: Remembered<'k>,
    /// The row of each pilot that was found.
    taken: HashMap<usize, u64>,
    /// The row of each key.
    seen: HashMap<String, u64>,
}

impl<'k> Keys<'k> {
    fn of(known: &'k [Known]) -> Self {
        let by_code = known.iter().enumerate().map(|(index, known)| (known.pilot.code.as_str(), index)).collect();
        let (taken, seen) = (HashMap::new(), HashMap::new());
        Self { by_code, by_name: by_name(known), was: Remembered::of(known), taken, seen }
    }

    /// What a row belongs to that comes behind those which were asked about.
    fn partner(&mut self, row: &Mapped) -> Result<Partner, Invalid> {
        let twice = |what: String| Err(Invalid::new(what).hint("give each pilot a code of its own").at("code"));
        if row.key.is_empty() {
            let error = Invalid::new("the row does not say which pilot it means");
            return Err(error.hint("write its code").at("code"));
        }
        if let Some(first) = self.seen.insert(called(&row.key), row.row) {
            return twice(format!("“{}” stands in row {first} too", row.key));
        }
        let found = self.found(row)?;
        match found.map(|index| (index, self.taken.insert(index, row.row))) {
            None if row.text("name").is_empty() => {
                let what = format!("there is no pilot “{}”, and the table has no name for a new one", row.key);
                let hint = "look for its code in `steerco list pilots`, or add a column `name`";
                Err(Invalid::new(what).hint(hint).at("code"))
            }
            None => Ok(Partner::New),
            Some((index, None)) => Ok(Partner::Known(index)),
            Some((_, Some(first))) => {
                twice(format!("“{}” is the pilot of row {first}, which is called otherwise here", row.key))
            }
        }
    }

    /// By code where the row has one, else by a name that only one pilot has, or a code that stands in its place.
    fn found(&self, row: &Mapped) -> Result<Option<usize>, Invalid> {
        let (code, name) = (row.text("code"), row.text("name"));
        if !code.is_empty() {
            return Ok(self.by_code.get(code).copied().or_else(|| self.was.called("code", code)));
        }
        match self.by_name.get(&called(name)).map(Vec::as_slice) {
            None | Some([]) => {
                let by_code = || self.by_code.get(name.to_lowercase().as_str()).copied();
                Ok(self.was.called("name", name).or_else(by_code))
            }
            Some([index]) => Ok(Some(*index)),
            Some(several) => {
                let what = format!("{} pilots are called “{name}”", several.len());
                let hint = "add a column `code` that says which one";
                Err(Invalid::new(what).hint(hint).at("name"))
            }
        }
    }
}

/// The pilots of each name. Among those of one name the archived ones count only where no other one has it.
fn by_name(known: &[Known]) -> HashMap<String, Vec<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, known) in known.iter().enumerate() {
        by_name.entry(called(&known.pilot.name)).or_default().push(index);
    }
    let is_there = |index: &usize| known.get(*index).is_some_and(|known| !known.pilot.archived);
    for several in by_name.values_mut().filter(|several| several.iter().any(is_there)) {
        several.retain(is_there);
    }
    by_name
}

/// Which pilot the file called so last time, where one was: it may be called otherwise here by now.
struct Remembered<'k>(HashMap<(&'static str, &'k str), Option<usize>>);

impl<'k> Remembered<'k> {
    fn of(known: &'k [Known]) -> Self {
        let mut all = HashMap::new();
        for (index, known) in known.iter().enumerate() {
            let said = known.source.iter().flat_map(|source| source.said.all());
            for (said, field) in said.flat_map(|said| ["code", "name"].map(|field| (said, field))) {
                if let Some(called) = said.get(field) {
                    let one = all.entry((field, called.as_str())).or_insert(Some(index));
                    *one = one.filter(|one| *one == index);
                }
            }
        }
        Self(all)
    }

    fn called(&self, field: &'static str, text: &str) -> Option<usize> {
        self.0.get(&(field, hash(text).as_str())).copied().flatten()
    }
}

/// When a new pilot entered its stage, which is no day to come.
fn entered(row: &Mapped, profile: &Profile) -> Result<Option<Day>, Invalid> {
    let entered = row.day("entered");
    let is_ahead = |day: &Day| profile.today.is_some_and(|today| *day > today);
    match entered.filter(is_ahead) {
        Some(day) => {
            let error = Invalid::new(format!("{day} lies in the future"));
            Err(error.hint("a stage is entered once it is").at("entered"))
        }
        None => Ok(entered),
    }
}

/// The pilot that a row adds, or all that is wrong in it.
fn added(row: &Mapped, speaker: Speaker<'_>, people: &mut People<'_>) -> Result<Vec<Change>, Vec<Invalid>> {
    let mut wrong = Vec::new();
    let before = people.added.len();
    let changes = new_pilot(row, speaker, people, &mut wrong);
    if wrong.is_empty() {
        return Ok(changes);
    }
    // Nobody comes with a row that is not taken.
    people.forget_since(before);
    Err(wrong)
}

/// What stands in a field that has a word of its own; none where it is empty.
fn word<T: std::str::FromStr<Err = Invalid>>(row: &Mapped, field: &'static str) -> Result<Option<T>, Invalid> {
    match row.text(field) {
        "" | "-" => Ok(None),
        word => word.parse().map(Some).map_err(|error: Invalid| error.at(field)),
    }
}

/// Does a row give the reason of a status that it does not say?
fn is_groundless(row: &Mapped) -> bool {
    matches!(row.text("reported"), "" | "-") && !row.text("because").is_empty()
}

fn new_pilot(row: &Mapped, speaker: Speaker<'_>, people: &mut People<'_>, wrong: &mut Vec<Invalid>) -> Vec<Change> {
    let profile = speaker.profile;
    let stage = row.stage();
    let lifecycle = heard(word(row, "lifecycle"), wrong).unwrap_or(Lifecycle::Active);
    let report = heard(word::<Status>(row, "reported"), wrong).map(|status| (status, because(row, profile)));
    let pilot = PilotId(people.ids.take());
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    if let Some(code) = some(row.text("code")) {
        heard(check_code(&code), wrong);
    }
    let new = NewPilot {
        id: Some(pilot),
        code: some(row.text("code")),
        summary: row.text("summary").to_owned(),
        unit: row.text("unit").to_owned(),
        tags: row.tags(),
        owner: heard(people.find(row.text("owner"), "owner"), wrong),
        lead: heard(people.find(row.text("lead"), "lead"), wrong),
        partner: row.text("partner").to_owned(),
        partner_ends: row.day("partner_ends"),
        started: row.day("started"),
        stage,
        entered: heard(entered(row, profile), wrong),
        taken_over: (profile.taken_over || stage.previous().is_some()).then(|| profile.source.clone()),
        assumed: row.assumed,
        lifecycle,
        report,
        note: some(row.text("note")),
        source: source(row, profile, Said::default().after(speaker.tracker, content(row, profile, people))),
        ..NewPilot::named(row.text("name"))
    };
    let mut changes = vec![Change::Pilot(PilotChange::Add(Box::new(new)))];
    let set = |field, to| Change::Pilot(PilotChange::Set { pilot, field, to, was: None });
    changes.extend(row.day("rollout").map(|day| set(PilotField::Rollout, Value::Day(day))));
    changes.extend(some(row.text("cohort")).map(|text| set(PilotField::Cohort, Value::Text(text))));
    for field in [PilotField::SpendChange, PilotField::SpendTechnology] {
        if let Some(text) = some(row.text(field.name())) {
            let number = heard(Fixed::parse(&text).map_err(|error| error.at(field.name())), wrong);
            changes.push(set(field, Value::Number(number)));
        }
    }
    changes.extend(findings(row, pilot));
    if row.text("archived") == "true" {
        changes.push(Change::Pilot(PilotChange::Archive { pilot, archived: true }));
    }
    changes
}
