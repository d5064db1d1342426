//! Owns how the columns of a tracker were read at its last import, if some then fed other fields than their names say:
//! because somebody had said so, or has a mapping that does. All that is remembered is a hash of the columns with their
//! fields, so other ways to read them are tried until one has that hash.

use std::collections::{HashMap, HashSet};

use super::mapping::Mapping;
use super::options::{Kind, Options};
use crate::domain::change::Source;
use crate::domain::incoming::RowsOf;
use crate::exchange::fields::{self, NOTHING, way};
use crate::exchange::{Profile, Table, pilots as pilot_tables};
use crate::store::{Result, Store};

/// So many ways to read a single column are tried two at a time too.
const MOST: usize = 250;

/// A column of a table, with the field that it feeds.
type Fed = (String, Option<String>);
/// A column by its place, with what it fed then; nothing where it was not there.
type Then = (usize, Option<&'static str>);

/// How a table is to be read, where that is otherwise than by the names of its columns, and what is told of them.
#[derive(Debug)]
pub(super) struct Recalled {
    pub options: Option<Options>,
    pub told: Vec<String>,
}

impl Recalled {
    /// How a table was read last, where `fed` are the options by which it is read now. What is said of its columns, by
    /// a mapping or one by one, stands.
    pub fn of(store: &Store, table: &Table, (options, fed): (&Options, &Options)) -> Result<Self> {
        let proposed = Self { told: proposed(table, options).into_iter().collect(), options: None };
        let kind = Kind::of(table, fed).filter(|_| options.mapping.is_none());
        let Some(Kind::Pilots(profile, _)) = kind.filter(|kind| !kind.knows_no_base()) else {
            return Ok(proposed);
        };
        let columns = profile.fed_by(table);
        let before = if profile.taken_over { Before::default() } else { Before::of(store, table, &profile)? };
        let is_said = |name: &str| options.feeds.iter().any(|(known, _)| table.column(known) == table.column(name));
        let free = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|(name, _)| !is_said(name)));
        let Some(then) = otherwise(&columns, &free.collect::<Vec<_>>(), &before) else {
            return Ok(proposed);
        };
        let told = then.iter().filter_map(|one| told(&columns, *one)).chain(proposed.told).collect();
        let said = then.iter().filter_map(|(at, field)| Some((columns.get(*at)?.0.clone(), (*field)?.to_owned())));
        let feeds: Vec<(String, String)> = options.feeds.iter().cloned().chain(said).collect();
        let is_otherwise = feeds.len() > options.feeds.len();
        Ok(Self { options: is_otherwise.then(|| Options { feeds, ..options.clone() }), told })
    }
}

/// That a mapping which somebody keeps knows the columns of a table that is read by none.
fn proposed(table: &Table, options: &Options) -> Option<String> {
    let knows = |(_, mapping): &&(String, Mapping)| match mapping {
        Mapping::Pilots(profile) => profile.columns().all(|column| table.column(column).is_some()),
        // One that says nothing of columns knows none.
        Mapping::List(RowsOf::Readings, said, _) if !said.is_empty() => {
            said.iter().all(|(column, _)| table.column(column).is_some())
        }
        Mapping::Exceptions(..) | Mapping::List(..) => false,
    };
    let (name, _) = options.kept.iter().find(knows).filter(|_| options.mapping.is_none())?;
    Some(format!("The mapping “{name}” knows these columns; next: `--map {name}`, or “mapping” in the preview."))
}

/// What is told of a column that fed something else then.
fn told(columns: &[Fed], (at, then): Then) -> Option<String> {
    let (column, now) = columns.get(at)?;
    let now = now.as_deref().unwrap_or(NOTHING);
    Some(match then {
        Some(then) => format!(
            "column “{column}” feeds {}, as when this table was taken in last; next, where it is {now}: {}.",
            then.replace('_', " "),
            way(column, now)
        ),
        None => format!(
            "column “{column}” feeds {}, and fed nothing when this table was taken in last; next, where it is to feed \
             nothing: {}.",
            now.replace('_', " "),
            way(column, NOTHING)
        ),
    })
}

/// What tables said before of the pilots which a table names.
#[derive(Debug, Default)]
struct Before {
    /// How those were read that said something new last, and of how many of the pilots each.
    last: HashMap<String, usize>,
    /// Did one that is read as this one is now speak of any of them?
    is_known: bool,
}

impl Before {
    fn of(store: &Store, table: &Table, profile: &Profile) -> Result<Self> {
        let fields = ["name", "code"].into_iter().filter_map(|field| profile.fields.get(field));
        let places: Vec<usize> = fields.flat_map(|columns| columns.places(table)).collect();
        let cells = table.rows.iter().flat_map(|row| places.iter().filter_map(|at| row.cells.get(*at)));
        let named: HashSet<String> = cells.map(|cell| cell.trim().to_lowercase()).collect();
        let pilots = store.read().pilots()?.into_iter();
        let pilots = pilots.filter(|pilot| named.contains(&pilot.name.to_lowercase()) || named.contains(&pilot.code));
        let meant: HashSet<_> = pilots.map(|pilot| pilot.id).collect();
        let (mut before, now) = (Self::default(), pilot_tables::tracker_of(&profile.fed_by(table)));
        for row in store.read().sources(None)? {
            if row.source.key == Source::TRACKED && meant.contains(&row.pilot) {
                before.is_known |= row.source.said.knows(&now);
                *before.last.entry(row.source.said.tracker().to_owned()).or_default() += 1;
            }
        }
        Ok(before)
    }
}

/// What columns fed otherwise, one or two of them, where more pilots were read so last than as it is now.
fn otherwise(columns: &[Fed], free: &[usize], before: &Before) -> Option<Vec<Then>> {
    let so = |columns: &[Fed]| before.last.get(&pilot_tables::tracker_of(columns)).copied().unwrap_or_default();
    let now = so(columns);
    if before.last.values().all(|pilots| *pilots <= now) {
        return None;
    }
    let is_another = |(at, then): &Then| columns.get(*at).is_some_and(|(_, field)| field.as_deref() != *then);
    let others = fields::PILOTS.iter().copied().map(Some);
    let moves = others.flat_map(|field| free.iter().map(move |at| (*at, field)));
    // What fed nothing may not have been there, and then in another table: that is tried last, and of a new one only.
    let nothing = free.iter().filter(|_| !before.is_known).map(|at| (*at, None));
    let ways: Vec<Then> = moves.chain(nothing).filter(is_another).collect();
    let is_it = |then: &[Then]| {
        let mut read = columns.to_vec();
        for (at, field) in then {
            if let Some((_, fed)) = read.get_mut(*at) {
                *fed = field.map(str::to_owned);
            }
        }
        so(&read) > now
    };
    if let Some(one) = ways.iter().find(|way| is_it(&[**way])) {
        return Some(vec![*one]);
    }
    let few = if ways.len() > MOST { 0 } else { ways.len() };
    let pairs = (0..few).flat_map(|at| (at + 1..few).map(move |other| (at, other)));
    let mut pairs = pairs.filter_map(|(at, other)| Some([*ways.get(at)?, *ways.get(other)?]));
    pairs.find(|[one, other]| one.0 != other.0 && is_it(&[*one, *other])).map(|two| two.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fed(columns: &[(&str, &str)]) -> Vec<Fed> {
        let field = |field: &str| (!field.is_empty()).then(|| field.to_owned());
        columns.iter().map(|(column, fed)| ((*column).to_owned(), field(fed))).collect()
    }

    #[test]
    fn what_columns_fed_last_time_is_found_by_what_is_remembered_of_them() {
        let now = fed(&[("Project", "name"), ("Boss", "owner"), ("Help", ""), ("RAG", "reported")]);
        let all = [0, 1, 2, 3];
        let found = |columns: &[(&str, &str)], free: &[usize]| {
            let last = HashMap::from([(pilot_tables::tracker_of(&fed(columns)), 2)]);
            otherwise(&now, free, &Before { last, is_known: false })
        };
        let lead = [("Project", "name"), ("Boss", "lead"), ("RAG", "reported")];
        assert_eq!(found(&lead, &all), Some(vec![(1, Some("lead"))]));
        assert_eq!(found(&lead, &[0, 2, 3]), None, "what is said of a column stands");
        let both = [("Project", "name"), ("Boss", "lead"), ("Help", "partner"), ("RAG", "reported")];
        assert_eq!(found(&both, &all).map(|then| then.len()), Some(2));
        assert_eq!(found(&[("Project", "name"), ("Boss", "owner")], &all), Some(vec![(3, None)]), "it may be new");
        assert_eq!(
            found(&[("Project", "name"), ("Boss", "owner"), ("RAG", "reported")], &all),
            None,
            "it is as it was"
        );
        assert_eq!(found(&[("Other", "name")], &all), None, "another table");
    }
}
