//! Plans what a table of pilots changes in a workspace.

use std::collections::{HashMap, HashSet};

use super::people::{MEND, MOST_ALIKE, alike, known_by};
use super::planned::Planned;
use super::report::{Report, sums_left_out};
use crate::domain::change::{PersonChange, PilotChange};
use crate::domain::incoming::{Asked, Cell, Correction, Edit, Keep, Told};
use crate::domain::nearly;
use crate::domain::person::{Names, called};
use crate::domain::shown::brief;
use crate::domain::words::{count, first_few, in_rows};
use crate::domain::{Change, Ids, Invalid, NoteId, Person, PersonId, PilotId, Stage};
use crate::exchange::fields::way;
use crate::exchange::matching::{self, Known, People, Speaker};
use crate::exchange::{Profile, Table, feeds, notes, pilots, readings};
use crate::store::{Result, Store};

/// The most pilots that one table may hold: the largest public inventory of AI use cases has a sixth of it, and a
/// longer table is most likely a log that was taken for an inventory.
const MOST_PILOTS: usize = 20_000;

pub(super) fn plan(
    store: &Store,
    table: &Table,
    (profile, keep, corrections): (&Profile, Option<Keep>, &[Correction]),
    ids: &mut Ids,
) -> Result<Planned> {
    check_length(table)?;
    let pilots::Understood { mut rows, wrong, mut rejected, sums, mut unread, mut words, told, tracker } =
        pilots::map(table, profile)?;
    pilots::note_original(&mut rows, table, profile, corrections)?;
    let known = known(store, profile)?;
    let framework = store.framework()?;
    let mut people = People::new(names(store)?, everybody(store)?, ids, &framework);
    people.hear(&rows.iter().chain(&wrong).collect::<Vec<_>>());
    let speaker = Speaker { profile, tracker: &tracker, keep };
    let plan = matching::plan((rows.as_slice(), wrong.as_slice()), &known, speaker, &mut people);
    let turned = people.remarks();
    let stays = stays(&plan);
    let also_wrong = matching::also_wrong((wrong.as_slice(), rows.as_slice()), &known, speaker, &mut people);
    // A row that does not say which pilot it is of may be of the one that is missing.
    let named: HashSet<u64> = rows.iter().chain(&wrong).filter(|row| !row.key.is_empty()).map(|row| row.row).collect();
    let all_named = rejected.iter().chain(&plan.rejected).all(|reject| named.contains(&reject.row));
    let renamed = renamed(&plan, &also_wrong.missing).filter(|_| all_named);
    rejected.extend(plan.rejected);
    rejected.extend(also_wrong.rejected);
    // Of a row of which nothing is taken it is told why, and not what a note would have.
    let changing: HashSet<u64> = plan.rows.iter().copied().collect();
    unread.retain(|one| changing.contains(&one.row) || rejected.iter().all(|reject| reject.row != one.row));
    words.retain(|word| changing.contains(&word.row));
    let said: Vec<&pilots::Mapped> = rows.iter().chain(&wrong).collect();
    let naming = |person| naming(table, profile, (said.as_slice(), &people), person);
    let alike = alike(store.read(), plan.changes.iter(), naming)?;
    // Records of a register are told apart by more than their names.
    let twins = store.read().twins(plan.changes.iter().filter(|_| !profile.taken_over))?;
    let begun =
        [stageless(&rows, plan.created, profile), dayless(&plan.changes, &known, profile), backwards(&rows, &changing)];
    let unfed = feeds::unfed(table, profile);
    let report = Report {
        kind: "pilots",
        remarks: notes::doubt(table, profile)
            .into_iter()
            .chain(readings::doubt(table, profile))
            .chain(stays)
            .chain(renamed)
            .chain(twins)
            .chain(turned)
            .chain(feeds::told(table, profile, &unfed))
            .chain(told)
            .chain(begun.into_iter().flatten())
            .chain(sums_left_out(&sums, "is no pilot"))
            .collect(),
        unread,
        words,
        unfed,
        left_out: feeds::left_out(table, profile),
        alike: [alike, mistyped(table, profile, (said.as_slice(), known.as_slice()), &plan.changes)].concat(),
        created: plan.created,
        changed: plan.changed,
        unchanged: plan.unchanged,
        partly: plan.partly,
        gone: plan.gone,
        newcomers: newcomers(&plan.changes, &known),
        kept: plan.kept,
        rejected,
        ..Report::default()
    };
    Ok(Planned { changes: plan.changes, rows: plan.rows, report })
}

/// Refuses a table that is too long for one of pilots.
fn check_length(table: &Table) -> Result<()> {
    let rows = table.rows.len();
    if rows <= MOST_PILOTS {
        return Ok(());
    }
    let error = Invalid::new(format!("a table of pilots has {MOST_PILOTS} rows at most; this one has {rows}"));
    let hint = "look whether it is the right file or sheet; an inventory as long as this is taken in as several files";
    Err(error.hint(hint).into())
}

/// That nothing says the stage of pilots that are new.
fn stageless(rows: &[pilots::Mapped], new: u32, profile: &Profile) -> Option<String> {
    let is_unsaid = new > 0 && !profile.taken_over && rows.iter().all(|row| !row.says_stage);
    is_unsaid.then(|| {
        let begin = count(usize::try_from(new).unwrap_or(usize::MAX), "new pilot begins", "new pilots begin");
        format!("No column says the stage: {begin} in stage 1; next: {}.", way("COLUMN", "stage"))
    })
}

/// That pilots which are taken over in a later stage enter it today, as nothing says since when they are in it.
fn dayless(changes: &[Change], known: &[Known], profile: &Profile) -> Option<String> {
    let stays = |pilot: PilotId, to: Stage| known.iter().any(|one| one.pilot.id == pilot && one.pilot.stage == to);
    let name = |pilot: PilotId| known.iter().find(|one| one.pilot.id == pilot).map(|one| one.pilot.name.as_str());
    let enters = |change: &Change| {
        let (name, stage) = match change {
            Change::Pilot(PilotChange::Add(new)) if new.entered.is_none() => (new.name.as_str(), new.stage),
            Change::Pilot(PilotChange::Retake { pilot, to, entered: None, .. }) if !stays(*pilot, *to) => {
                (name(*pilot)?, *to)
            }
            _ => return None,
        };
        (stage > Stage::One).then(|| format!("{name} (stage {stage})"))
    };
    let enter: Vec<String> = changes.iter().filter(|_| !profile.taken_over).filter_map(enters).collect();
    (!enter.is_empty()).then(|| {
        let pilots = count(enter.len(), "pilot enters its stage", "pilots enter their stage");
        format!(
            "{pilots} today, as the file has no day for it: {}; next: {}.",
            first_few(&enter),
            way("COLUMN", "entered")
        )
    })
}

/// That pilots of which something changes would go live before they start.
fn backwards(rows: &[pilots::Mapped], changing: &HashSet<u64>) -> Option<String> {
    let told = |row: &pilots::Mapped| {
        let (start, live) = row.day("started").zip(row.day("rollout")).filter(|(start, live)| live < start)?;
        Some(format!("{} (row {}: {live}, start {start})", row.text("name"), row.row))
    };
    let told: Vec<String> = rows.iter().filter(|row| changing.contains(&row.row)).filter_map(told).collect();
    (!told.is_empty()).then(|| format!("The go-live lies before the start: {}.", first_few(&told)))
}

/// What stays as it is here although the file says something else of it, or may mean that it goes.
fn stays(plan: &matching::Plan) -> Vec<String> {
    let overtaken = (plan.overtaken > 0)
        .then(|| format!("{} as another tracker said since.", count(plan.overtaken, "field stays", "fields stay")));
    let silent = (!plan.silent.is_empty()).then(|| {
        let cells = count(plan.silent.len(), "empty cell says", "empty cells say");
        format!(
            "{cells} nothing, and what is known stays ({}): a field is emptied with `steerco set pilot CODE FIELD \"\"`, or in \
             `steerco export all.xlsx`, which knows what stood there.",
            first_few(&plan.silent)
        )
    });
    let archived = (!plan.archived.is_empty()).then(|| {
        let which = first_few(&plan.archived);
        format!("The file changes what is archived here, and stays so: {which}.")
    });
    let halted = (!plan.halted.is_empty()).then(|| {
        format!(
            "The file says that these go on, and they stay as they are, as a table with other columns had said so: {}; \
             next: `steerco decide PILOT resume`.",
            first_few(&plan.halted)
        )
    });
    let groundless = (!plan.groundless.is_empty()).then(|| {
        let rows = in_rows(&plan.groundless);
        format!(
            "A reason is not taken where nothing says the status that it is for ({rows}); next: {}.",
            way("COLUMN", "reported")
        )
    });
    [kept_told(&plan.kept), overtaken, silent, archived, halted, groundless].into_iter().flatten().collect()
}

/// That fields stay as they were edited here, with what the file says of the first few.
#[must_use]
pub fn kept_told(kept: &[Edit]) -> Option<String> {
    let one = |edit: &Edit| {
        let (Edit { what, field, .. }, [was, to]) = (edit, edit.said());
        format!("{field} of {what} (here “{}”, in the file “{}”)", brief(&was), brief(&to))
    };
    let which = first_few(&kept.iter().map(one).collect::<Vec<_>>());
    let stay = count(kept.len(), "field stays", "fields stay");
    (!kept.is_empty()).then(|| format!("{stay} as edited here: {which}."))
}

/// That a pilot is new, and another one is missing that the tracker named before, and that no row is of which is wrong:
/// it may have been renamed there.
fn renamed(plan: &matching::Plan, missing_beside: &[String]) -> Option<String> {
    let name = |change: &Change| match change {
        Change::Pilot(PilotChange::Add(new)) => Some(format!("“{}”", new.name)),
        _ => None,
    };
    let new: Vec<String> = plan.changes.iter().filter_map(name).collect();
    let missing = plan.missing.iter().filter(|code| missing_beside.contains(code));
    let missing: Vec<String> = missing.cloned().collect();
    if new.is_empty() || missing.is_empty() {
        return None;
    }
    let (new, missing) = (first_few(&new), first_few(&missing));
    Some(format!(
        "New is {new}, and the file has {missing} no more: one that was only renamed is renamed here first (after the import: \
         `steerco undo`), with `steerco set pilot OLD name \"NEW\"`."
    ))
}

/// The people whom the changes add, each with the pilots whose executive owner they become.
fn newcomers(changes: &[Change], known: &[Known]) -> Vec<String> {
    if !changes.iter().any(|change| matches!(change, Change::Person(PersonChange::Add(_)))) {
        return Vec::new();
    }
    let known: HashMap<PilotId, &str> = known.iter().map(|one| (one.pilot.id, one.pilot.name.as_str())).collect();
    let mut owns: HashMap<PersonId, Vec<String>> = HashMap::new();
    for change in changes {
        let owned = match change {
            Change::Pilot(PilotChange::Add(new)) => new.owner.map(|owner| (owner, new.name.clone())),
            Change::Pilot(PilotChange::Appoint { pilot, person: Some(owner), .. }) => {
                known.get(pilot).map(|name| (*owner, (*name).to_owned()))
            }
            _ => None,
        };
        if let Some((owner, name)) = owned {
            owns.entry(owner).or_default().push(name);
        }
    }
    let newcomer = |change: &Change| match change {
        Change::Person(PersonChange::Add(new)) => Some(match new.id.and_then(|id| owns.get(&id)) {
            Some(pilots) => format!("{} (executive owner of {})", new.name, first_few(pilots)),
            None => new.name.clone(),
        }),
        _ => None,
    };
    changes.iter().filter_map(newcomer).collect()
}

/// New pilots that are called nearly as one that is there, and that the table does not have as well: a letter may make
/// a second pilot of it. Records of a register are told apart by more than their names.
fn mistyped(
    table: &Table,
    profile: &Profile,
    (rows, known): (&[&pilots::Mapped], &[Known]),
    changes: &[Change],
) -> Vec<Told> {
    if profile.taken_over || !changes.iter().any(|change| matches!(change, Change::Pilot(PilotChange::Add(_)))) {
        return Vec::new();
    }
    let here: HashSet<String> = rows.iter().map(|row| called(row.text("name"))).collect();
    let there = known.iter().map(|one| &one.pilot).filter(|pilot| !pilot.archived);
    let there: Vec<&str> =
        there.map(|pilot| pilot.name.as_str()).filter(|name| !here.contains(&called(name))).collect();
    let names = nearly::Names::of(there.iter().copied());
    let told = |change: &Change| {
        let Change::Pilot(PilotChange::Add(new)) = change else {
            return None;
        };
        let like: Vec<&str> = names.near(&new.name).into_iter().filter_map(|at| there.get(at).copied()).collect();
        let (first, others) = like.split_first()?;
        let row = rows.iter().find(|row| called(row.text("name")) == called(&new.name))?.row;
        let text = format!(
            "“{}” is new beside “{first}” (row {row}): where they are one pilot, write one name for both {MEND}.",
            new.name
        );
        let asked = if others.is_empty() { Asked::Rather((*first).to_owned()) } else { Asked::Anew };
        Some(Told { asked, ..Told::of_cell(text, feeds::cell(table, profile, row, "name")) })
    };
    changes.iter().filter_map(told).take(MOST_ALIKE).collect()
}

/// The cells that mean somebody.
fn naming(
    table: &Table,
    profile: &Profile,
    (rows, people): (&[&pilots::Mapped], &People<'_>),
    person: PersonId,
) -> Vec<Cell> {
    let meant = person.to_string();
    let fields = rows.iter().flat_map(|row| ["owner", "lead"].map(|field| (row, field)));
    let named = fields.filter(|(row, field)| people.meant(row.text(field)) == meant);
    named.filter_map(|(row, field)| feeds::cell(table, profile, row.row, field)).collect()
}

/// The pilots that rows can be matched with: those of earlier imports, or all where the table has a key.
fn known(store: &Store, profile: &Profile) -> Result<Vec<Known>> {
    let reader = store.read();
    let said = if profile.taken_over { reader.sources(Some(&profile.name))? } else { reader.sources(None)? };
    let mut sources: HashMap<PilotId, _> = said.into_iter().map(|row| (row.pilot, row.source)).collect();
    if profile.taken_over && sources.is_empty() {
        return Ok(Vec::new());
    }
    let mut notes: HashMap<PilotId, Vec<(NoteId, String)>> = HashMap::new();
    for note in reader.notes(None)? {
        if !note.archived {
            notes.entry(note.pilot).or_default().push((note.id, note.text));
        }
    }
    let mut known = Vec::new();
    for pilot in reader.pilots()? {
        let source = sources.remove(&pilot.id).filter(|_| profile.remembers);
        if profile.taken_over && source.is_none() {
            continue;
        }
        let summary = reader.summary(pilot.id)?;
        let notes = notes.remove(&pilot.id).unwrap_or_default();
        known.push(Known { pilot, summary, notes, source });
    }
    Ok(known)
}

/// Everybody, by their ids.
fn everybody(store: &Store) -> Result<HashMap<PersonId, Person>> {
    let people = store.read().people()?.into_iter().map(|row| (row.person.id, row.person));
    Ok(people.collect())
}

/// Who is archived.
pub(super) fn archived(store: &Store) -> Result<HashSet<PersonId>> {
    Ok(everybody(store)?.into_values().filter(|person| person.archived).map(|person| person.id).collect())
}

/// Everybody by what they are known by.
pub(super) fn names(store: &Store) -> Result<Names> {
    let people: Vec<Person> = store.read().people()?.into_iter().map(|row| row.person).collect();
    Ok(known_by(&people))
}
