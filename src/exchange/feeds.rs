//! Owns which field each column of a table feeds: which columns feed nothing, and which of several for one field
//! counts.

use std::collections::BTreeSet;

use super::fields::way;
use super::profile::{Columns, MONEY, Profile};
use super::table::Table;
use crate::domain::incoming::Cell;
use crate::domain::money::{self, Unit};

/// The columns by which a row is known, the ones that tell it best first: those of the key of a register, else the code
/// and the name.
#[must_use]
pub fn keys(table: &Table, profile: &Profile) -> Vec<Vec<usize>> {
    if profile.taken_over {
        return vec![profile.matched_by.iter().filter_map(|name| table.column(name)).collect()];
    }
    let fields = ["code", "name"].into_iter().filter_map(|field| profile.fields.get(field));
    fields.map(|columns| columns.places(table)).collect()
}

/// The cell of a row that feeds a field: of several columns the first that says something, as that counts, else the
/// first; where they are joined, the only one that says something. Where no column has the code, a row says by its name
/// which pilot it means.
#[must_use]
pub fn cell(table: &Table, profile: &Profile, row: u64, field: &str) -> Option<Cell> {
    let fed_by = |field: &str| {
        let columns = profile.fields.get(field)?;
        Some((columns, columns.places(table))).filter(|(_, places)| !places.is_empty())
    };
    let (columns, places) = fed_by(field).or_else(|| fed_by("name").filter(|_| field == "code"))?;
    let says = |text: &str| !profile.is_empty_word(text);
    if matches!(columns, Columns::Several { join: Some(_), .. }) {
        return only(table, row, &places, says);
    }
    let mut cells: Vec<Cell> = places.iter().filter_map(|at| table.cell(row, *at)).collect();
    let counts = cells.iter().position(|cell| says(&cell.text)).unwrap_or_default();
    (counts < cells.len()).then(|| cells.swap_remove(counts))
}

/// The cell of a row in one of those columns, where it is one: of several the only one that says something.
#[must_use]
pub fn only(table: &Table, row: u64, places: &[usize], says: impl Fn(&str) -> bool) -> Option<Cell> {
    let cells: Vec<Cell> = places.iter().filter_map(|at| table.cell(row, *at)).collect();
    let mut says = cells.iter().filter(|cell| says(&cell.text));
    match (cells.as_slice(), says.next(), says.next()) {
        ([one], ..) | (_, Some(one), None) => Some(one.clone()),
        _ => None,
    }
}

/// What there is to know of the columns of a table, of which those that feed nothing are `unfed`: a sentence each.
#[must_use]
pub fn told(table: &Table, profile: &Profile, unfed: &[String]) -> Vec<String> {
    let may_feed = may_feed(table, profile, unfed);
    let colours = colours(table, profile).into_iter().collect();
    let money = [units(table, profile), currencies(table, profile)].concat();
    let left_out = left_out_told(&left_out(table, profile)).into_iter().collect();
    [left_out, fed_twice(table, profile), money, colours, may_feed, target_users(unfed)].concat()
}

/// That several columns of a table feed one field, of which only one counts in each row: a sentence a field.
fn fed_twice(table: &Table, profile: &Profile) -> Vec<String> {
    // A register that is taken over says itself which of its columns count.
    let fields = profile.fields.iter().filter(|(field, _)| !profile.taken_over && *field != "tags");
    let told = |(field, columns): (&String, &Columns)| {
        if matches!(columns, Columns::Several { join: Some(_), .. }) {
            return None;
        }
        let names = columns.places(table).into_iter().filter_map(|at| table.header.get(at));
        let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
        let (first, others) = names.split_first().filter(|(_, others)| !others.is_empty())?;
        let (field, others) = (field.replace('_', " "), others.join(", "));
        Some(format!(
            "{field} is fed by {}: {first} counts, and {others} only where that says nothing.",
            names.join(" and ")
        ))
    };
    fields.filter_map(told).collect()
}

/// Is a column one that our own exports add, and that follows from what is known?
#[must_use]
pub fn follows(profile: &Profile, column: &str) -> bool {
    const DERIVED: &[&str] = &[
        "id",
        "week",
        "week_in_stage",
        "computed",
        "computed_by_family",
        "open_gaps",
        "signals",
        "executive_owner_id",
        "lead_id",
        "parent",
    ];
    !profile.taken_over && DERIVED.contains(&column)
}

/// That a column of money has amounts in several currencies, which are added up as they are: a sentence a column.
fn currencies(table: &Table, profile: &Profile) -> Vec<String> {
    let told = |at: usize| {
        let found: BTreeSet<&str> = table.cells_in(&[at]).filter_map(|cell| money::currency(cell)).collect();
        let found: Vec<&str> = found.into_iter().collect();
        let name = table.header.get(at).filter(|_| found.len() > 1)?;
        let found = found.join(", ");
        Some(format!(
            "column “{name}” has amounts in {found}: they are taken as they are, and added up; write them in one currency."
        ))
    };
    money_places(table, profile).into_iter().filter_map(told).collect()
}

/// That amounts of a column of money are in thousands or more, as its heading says: a sentence a column.
fn units(table: &Table, profile: &Profile) -> Vec<String> {
    let told = |at: usize| {
        let name = table.header.get(at)?;
        let unit = Some(unit(table, at)).filter(|unit| *unit > Unit::One)?.told();
        Some(format!(
            "column “{name}”: amounts are in {unit}, as its heading says; one with a unit or currency of its own is taken as \
             it is."
        ))
    };
    money_places(table, profile).into_iter().filter_map(told).collect()
}

/// The unit that the heading of a column says of its amounts; where it says none, that of its group.
pub(super) fn unit(table: &Table, at: usize) -> Unit {
    let says = |heading: &&str| Unit::parted_from(heading).is_some() || Unit::of_heading(heading) > Unit::One;
    table.headings(at).find(says).map_or(Unit::One, Unit::of_heading)
}

/// The places of the columns that feed money.
fn money_places(table: &Table, profile: &Profile) -> Vec<usize> {
    let fed = MONEY.iter().filter_map(|field| profile.fields.get(*field));
    fed.flat_map(|columns| columns.places(table)).collect()
}

/// The columns of a tracker that feed no field and say something, which a note keeps.
#[must_use]
pub fn unfed(table: &Table, profile: &Profile) -> Vec<String> {
    if profile.taken_over || !profile.rest_as_note { Vec::new() } else { rest(table, profile) }
}

/// The columns that feed no field and say something, of which nothing is read as no note is to keep them.
#[must_use]
pub fn left_out(table: &Table, profile: &Profile) -> Vec<String> {
    if profile.rest_as_note {
        return Vec::new();
    }
    let mut rest = rest(table, profile);
    rest.retain(|column| !profile.reads_beside(column));
    rest
}

/// That columns are left out, and how they are kept.
fn left_out_told(columns: &[String]) -> Option<String> {
    let (noun, them) = if columns.len() == 1 { ("column", "it") } else { ("columns", "them") };
    let named = columns.join(", ");
    (!columns.is_empty()).then(|| {
        format!(
            "Not read: {noun} {named}; rest_as_note = true in the mapping keeps {them} as a note, and skip = [\"COLUMN\"] \
             leaves one out unsaid."
        )
    })
}

/// The columns that feed no field, are not skipped and say something.
fn rest(table: &Table, profile: &Profile) -> Vec<String> {
    let says = |at: usize| table.cells_in(&[at]).any(|cell| !profile.is_empty_word(cell));
    let columns = profile.fed_by(table).into_iter().enumerate();
    let is_meant = |name: &str| !name.is_empty() && !follows(profile, name) && !profile.skips(name);
    let unfed = columns.filter(|(at, (name, fed))| fed.is_none() && is_meant(name) && says(*at));
    unfed.map(|(_, (name, _))| name).collect()
}

/// That the column of the status says nothing in any row of a workbook: it may have colours, which are not read.
fn colours(table: &Table, profile: &Profile) -> Option<String> {
    let is_asked = table.separator.is_none() && profile.remembers && !profile.taken_over && !table.rows.is_empty();
    let places = profile.fields.get("reported").filter(|_| is_asked)?.places(table);
    let says_nothing = !places.iter().any(|at| table.says(*at));
    let name = places.first().filter(|_| says_nothing).and_then(|at| table.header.get(*at))?;
    Some(format!(
        "column “{name}” says nothing in any row: where its cells have colours only, those are not read; next: write R, A or G."
    ))
}

/// Words of headings, in lower case, and the fields that such a column may be.
const LIKELY: &[(&[&str], &[&str])] = &[
    (&["budget", "cost", "costs", "kosten", "spend", "spent", "ausgaben", "aufwand", "capex", "opex"], MONEY),
    (&["email", "mail"], &["owner_email", "lead_email"]),
    (&["owner", "sponsor", "responsible", "accountable", "verantwortlich", "head"], &["owner", "lead"]),
    (&["lead", "leiter", "leitung", "manager", "kontakt", "contact"], &["lead", "owner"]),
    (&["status", "ampel", "rag", "health"], &["reported"]),
    (&["phase", "stage", "stufe", "stadium", "reifegrad", "maturity"], &["stage"]),
    (&["start", "beginn", "begin", "kickoff"], &["started"]),
    (
        &["golive", "live", "rollout", "launch", "ende", "end", "due", "deadline", "termin"],
        &["rollout", "partner_ends"],
    ),
    (&["partner", "vendor", "supplier", "lieferant", "anbieter", "dienstleister"], &["partner"]),
    (&["department", "bereich", "abteilung", "team", "unit", "division"], &["unit"]),
];

/// The fields that a column may be by a word of its heading; a long word may be a part of another one, as in German.
fn likely(column: &str) -> &'static [&'static str] {
    let column = column.to_lowercase();
    let is_in = |known: &&str| {
        let mut words = column.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word == *known || known.len() > 5 && word.contains(*known))
    };
    LIKELY.iter().find(|(words, _)| words.iter().any(is_in)).map(|(_, fields)| *fields).unwrap_or_default()
}

/// That a column which feeds nothing may be a field that none feeds yet, and how that is said: a sentence a column.
fn may_feed(table: &Table, profile: &Profile, unfed: &[String]) -> Vec<String> {
    let is_fed = |field: &str| profile.fields.get(field).is_some_and(|columns| !columns.places(table).is_empty());
    let told = |column: &String| {
        let mut fields: Vec<&str> = likely(column).iter().copied().filter(|field| !is_fed(field)).collect();
        // What the heading says by the name of a field comes first.
        let said = column.to_lowercase();
        fields.sort_by_key(|field| !field.split('_').all(|word| said.contains(word)));
        let first = fields.first()?;
        let spent = if MONEY.contains(first) { " (what was spent, not what is planned)" } else { "" };
        let names = fields.join(" or ").replace('_', " ");
        let next = way(column, first);
        Some(format!("column “{column}” stays in a note, and may be {names}{spent}; next: {next}."))
    };
    unfed.iter().filter_map(told).collect()
}

/// That a column which feeds nothing may hold target users, which no tracker says soundly: a sentence a column.
fn target_users(unfed: &[String]) -> Vec<String> {
    const USERS: [&str; 6] = ["users", "nutzer", "nutzende", "anwender", "anwendende", "utilisateurs"];
    let is_one = |column: &&String| {
        let column = column.to_lowercase();
        let mut words =
            column.split(|c: char| !c.is_alphanumeric()).map(|word| word.strip_prefix("ziel").unwrap_or(word));
        words.any(|word| USERS.contains(&word))
    };
    let told = |column: &String| {
        format!(
            "column “{column}” stays in a note: target users hold from a week on, which a tracker does not say; next: \
             `steerco target PILOT USERS`, or `e` on the pilot's page."
        )
    };
    unfed.iter().filter(is_one).map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cell_that_feeds_a_field_is_the_one_that_counts() {
        let table = Table::parse("Project,Start,Kick-off\nA,,soon\nB,soon,later\n,,\nC,,\n", b',').unwrap();
        let tracker = Profile::builtin("tracker").unwrap();
        let column = |row, field| cell(&table, &tracker, row, field).map(|cell| cell.column);
        assert_eq!(column(2, "started").as_deref(), Some("Kick-off"));
        for row in [3, 5] {
            assert_eq!(column(row, "started").as_deref(), Some("Start"), "row {row}");
        }
        assert_eq!(column(5, "name").as_deref(), Some("Project"));
        assert_eq!(column(2, "code").as_deref(), Some("Project"), "what stands for the code");
        assert_eq!((column(2, "owner"), column(9, "name")), (None, None));
    }

    #[test]
    fn a_column_that_feeds_nothing_is_told_with_what_it_may_be() {
        let tracker = Profile::builtin("tracker").unwrap();
        let technology = "Project;Planned spend on technology\nA;120\n";
        let told = may_feed(&Table::parse(technology, b';').unwrap(), &tracker, &["Spend in technology".to_owned()]);
        assert!(told[0].contains("=spend_technology\""), "{told:?}");
        let csv = "Project;Owner;Budget (k€);Statusbericht;Colour;Head of IT\nA;Ana;120;x;red;Bo\n";
        let table = Table::parse(csv, b';').unwrap();
        let told = may_feed(&table, &tracker, &unfed(&table, &tracker));
        let read = [
            "column “Budget (k€)” stays in a note, and may be spend change or spend technology (what was spent, not what is \
             planned); next: `--feeds \"Budget (k€)=spend_change\"`, or Enter on it in g i.",
            "column “Statusbericht” stays in a note, and may be reported; next: `--feeds \"Statusbericht=reported\"`, or Enter \
             on it in g i.",
            "column “Head of IT” stays in a note, and may be lead; next: `--feeds \"Head of IT=lead\"`, or Enter on it in g i.",
        ];
        assert_eq!(told, read);
    }

    #[test]
    fn a_status_that_may_be_told_by_colours_only_is_asked_for() {
        let tracker = Profile::builtin("tracker").unwrap();
        let table = |csv: &str| Table { separator: None, ..Table::parse(csv, b',').unwrap() };
        let told = colours(&table("Project,RAG\nA,\nB,\n"), &tracker).unwrap();
        assert!(told.starts_with("column “RAG” says nothing in any row"), "{told}");
        assert_eq!(colours(&table("Project,RAG\nA,\nB,R\n"), &tracker), None);
        assert_eq!(colours(&table("Project\nA\n"), &tracker), None);
    }

    #[test]
    fn target_users_are_told_however_they_are_called() {
        let told = |column: &str| target_users(&[column.to_owned()]).len();
        assert_eq!(["Nutzer (Ziel)", "Zielnutzer", "Target users", "Nutzen"].map(told), [1, 1, 1, 0]);
    }

    #[test]
    fn amounts_in_several_currencies_are_told() {
        let tracker = Profile::builtin("tracker").unwrap();
        let columns = [("Project", "name"), ("Cost", "spend_change"), ("Tools", "spend_technology")];
        let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let mapped = Profile::of_columns(&columns, tracker).unwrap();
        let table = "Project;Cost;Tools\nA;120.000 €;$5\nB;1'200 CHF;7 USD\nC;500;\nD;45 TEUR;open\n";
        let told = currencies(&Table::parse(table, b';').unwrap(), &mapped);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("column “Cost” has amounts in CHF, €: "), "{told:?}");
    }

    #[test]
    fn the_unit_of_a_heading_is_told() {
        let tracker = Profile::builtin("tracker").unwrap();
        let columns = [("Project", "name"), ("Budget (k€)", "spend_change"), ("Tools (€)", "spend_technology")];
        let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let mapped = Profile::of_columns(&columns, tracker).unwrap();
        let below = Table::parse(";Plan (k€);\nProject;Change;Tools (€)\nA;120;5\n", b';').unwrap();
        assert_eq!(
            (unit(&below, 1), unit(&below, 2)),
            (Unit::Thousand, Unit::One),
            "its group says it, or its own heading"
        );
        let told = units(&Table::parse("Project;Budget (k€);Tools (€)\nA;120;5\n", b';').unwrap(), &mapped);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("column “Budget (k€)”: amounts are in thousands, as its heading says"), "{told:?}");
    }

    #[test]
    fn a_field_that_two_columns_feed_is_told_with_the_one_that_counts() {
        let table = Table::parse("Nr;Vorhaben;Label;Topic\n1;A;x;y\n", b';').unwrap();
        let tracker = Profile::builtin("tracker").unwrap();
        assert_eq!(fed_twice(&table, &tracker), Vec::<String>::new());
        let columns = [("Vorhaben", "name"), ("Nr", "name"), ("Label", "tags"), ("Topic", "tags")];
        let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let mapped = Profile::of_columns(&columns, tracker).unwrap();
        let told = fed_twice(&table, &mapped);
        let said = "name is fed by “Vorhaben” and “Nr”: “Vorhaben” counts, and “Nr” only where that says nothing.";
        assert_eq!(told, [said]);
    }
}
