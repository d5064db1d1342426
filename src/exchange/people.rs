//! Owns the rows of a table of people, such as an address book or an organisation chart.

use std::collections::BTreeMap;

use super::Reject;
use super::fields::NOTHING;
use super::profile::Profile;
use super::table::{Named, Row, Table, is_sum, refuse_unsolved};
use crate::domain::change::PersonField;
use crate::domain::person::{addressed, check_email, is_of_several_words, surname_first, turned};
use crate::domain::pilot::tidy_name;
use crate::domain::shown::collapsed;
use crate::domain::{Invalid, meant};

/// What columns are called, in any case. Of several the first counts.
const COLUMNS: &Named = &[
    (
        "name",
        &[
            "name",
            "full name",
            "display name",
            "anzeigename",
            "person",
            "who",
            "employee",
            "contact",
            "vollständiger name",
            "mitarbeiter",
            "mitarbeiterin",
            "nom",
            "nom complet",
        ],
    ),
    (
        "title",
        &[
            "title",
            "job title",
            "role",
            "position",
            "function",
            "titel",
            "funktion",
            "rolle",
            "titre",
            "fonction",
            "poste",
        ],
    ),
    ("level", &["level", "seniority", "ebene", "niveau"]),
    (
        "unit",
        &[
            "unit",
            "business unit",
            "department",
            "dept",
            "dept.",
            "division",
            "team",
            "abteilung",
            "bereich",
            "fachbereich",
            "service",
            "département",
            "direction",
        ],
    ),
    (
        "email",
        &[
            "email",
            "e-mail",
            "mail",
            "e-mail address",
            "email address",
            "e-mail-adresse",
            "email-adresse",
            "emailadresse",
            "mailadresse",
            "mail-adresse",
            "mail address",
            "courriel",
            "adresse e-mail",
        ],
    ),
];

/// What the column of a first name is called, where the surname has one of its own.
const FIRST_NAMES: &[&str] = &["first name", "given name", "vorname", "prénom"];
/// What that of the surname is called then, where it is not simply the name.
const SURNAMES: &[&str] = &["last name", "surname", "family name", "nachname", "familienname"];

/// Columns that people do not have: a table with one of them is of something else.
const FOREIGN: &[&str] = &[
    "pilot",
    "pilot name",
    "project",
    "project name",
    "initiative",
    "use case",
    "use case name",
    "code",
    "stage",
    "phase",
    "gate",
    "status",
    "rag",
    "health",
    "started",
    "start",
    "start date",
    "go-live",
    "sponsor",
    "executive owner",
    "owner",
    "lead",
    "partner",
    "vendor",
    "supplier",
    "go live",
    "launch",
    "priority",
    "assignee",
    "metric",
    "week",
    "issue key",
    "summary",
    "projekt",
    "projektname",
    "vorhaben",
    "reifegrad",
    "ampel",
    "verantwortlich",
    "beginn",
    "projet",
    "pilote",
    "responsable",
    "étape",
    "statut",
];

/// A row as somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// The number of the row.
    pub row: u64,
    /// The name, the first one first.
    pub name: String,
    /// The name as it is written.
    pub written: String,
    /// The other fields that the table has a column for, and what they say; the level in its own word.
    pub fields: Vec<(PersonField, String)>,
}

impl Somebody {
    /// What a field says; empty where the table does not have it.
    #[must_use]
    pub fn text(&self, field: PersonField) -> &str {
        self.fields.iter().find(|(known, _)| *known == field).map_or("", |(_, text)| text)
    }
}

/// What a cell says of a field of somebody: a name with the first name before the surname, a level in its own word, an
/// address without the name before it.
///
/// # Errors
/// Where a word means no level.
pub fn said(field: PersonField, cell: &str) -> Result<String, Invalid> {
    let text = collapsed(cell);
    Ok(match field {
        PersonField::Name => surname_first(&text).unwrap_or(text),
        PersonField::Level if !text.is_empty() => meant::level(&text).map_err(|error| error.at("level"))?.to_string(),
        // As mail programs write it, with the name before it.
        PersonField::Email => Some(addressed(&text).1.to_owned()).filter(|email| !email.is_empty()).unwrap_or(text),
        _ => text,
    })
}

/// The place of the column that feeds a field of somebody.
#[must_use]
pub fn place(table: &Table, field: PersonField) -> Option<usize> {
    table.fed_as(field.name(), COLUMNS)
}

/// Is it a table of people: names with addresses, with levels, or with titles behind them and nothing else, and nothing
/// that people do not have? Pilots have names and units too.
#[must_use]
pub fn is_people(table: &Table) -> bool {
    // What names a pilot may be its title, which stands first.
    let is_titled = || place(table, PersonField::Name) < place(table, PersonField::Title) && unfed(table).is_empty();
    let is_told = || place(table, PersonField::Email).is_some() || says_levels(table) || is_titled();
    names_people(table) && is_told()
}

/// Does a column say how high people stand? That of something else may be called so too.
fn says_levels(table: &Table) -> bool {
    let says = |at: usize| table.cells_in(&[at]).any(|cell| meant::level(cell).is_ok());
    place(table, PersonField::Level).is_some_and(says)
}

/// Does it head a table of people, be it with whole names or with first names and surnames?
#[must_use]
pub fn heads(table: &Table) -> bool {
    is_people(table) || is_people(&with_whole_names(table.clone()))
}

/// May it be one: names, and nothing that people do not have? A column that is said to feed nothing is there all the
/// same; one that is said to feed a field of theirs is theirs.
#[must_use]
pub fn names_people(table: &Table) -> bool {
    let is_theirs = |at: usize| table.said.iter().any(|(known, field)| *known == at && field != NOTHING);
    let is_foreign = |name: &&str| table.column(name).is_some_and(|at| !is_theirs(at));
    place(table, PersonField::Name).is_some() && !FOREIGN.iter().any(is_foreign)
}

/// What its columns may be called.
pub fn columns() -> impl Iterator<Item = &'static str> + Clone {
    let named = COLUMNS.iter().flat_map(|(_, names)| names.iter());
    named.chain(FIRST_NAMES).chain(SURNAMES).copied()
}

/// Addresses as mail programs list them, `Ana Costa <ana@example.com>; …`, as the text of a table; none where it is
/// anything else.
#[must_use]
pub fn of_addresses(text: &str) -> Option<String> {
    let listed = text.replace(">,", ">;");
    let pieces = listed.split([';', '\n', '\r']).map(str::trim).filter(|piece| !piece.is_empty());
    let row = |piece: &str| {
        let (name, email) = addressed(piece);
        let is_one = piece.ends_with('>') && email.contains('@') && !name.is_empty() && !piece.contains('\t');
        is_one.then(|| format!("{name}\t{email}\n"))
    };
    let rows: Vec<String> = pieces.map(row).collect::<Option<_>>()?;
    (rows.len() > 1).then(|| format!("name\temail\n{}", rows.concat()))
}

/// The table with whole names, where first names and surnames of people stand in columns of their own.
#[must_use]
pub fn with_whole_names(mut table: Table) -> Table {
    let column = |names: &[&str]| names.iter().find_map(|name| table.column(name));
    let surname = match (column(SURNAMES), place(&table, PersonField::Name)) {
        (surname, None) => surname,
        (None, Some(_)) => column(&["name", "nom"]),
        // What is called so is the whole name.
        (Some(_), Some(_)) => None,
    };
    let (Some(first), Some(last), None) = (column(FIRST_NAMES), surname, column(FOREIGN)) else {
        return table;
    };
    "Name".clone_into(&mut table.header[last]);
    for row in &mut table.rows {
        let given = std::mem::take(&mut row.cells[first]);
        row.cells[last] = collapsed(&format!("{given} {}", row.cells[last]));
    }
    table
}

/// The field that each column of a table of people feeds.
#[must_use]
pub fn fed_by(table: &Table) -> Vec<Option<&'static str>> {
    table.fed_by(COLUMNS)
}

/// Its columns that feed nothing and say something. People have no note that could keep them.
#[must_use]
pub fn unfed(table: &Table) -> Vec<String> {
    table.unfed(&fed_by(table))
}

/// What a table of people says.
#[derive(Debug)]
pub struct Listed {
    /// The people, row by row.
    pub people: Vec<Somebody>,
    /// Rows that cannot be understood, with the reason.
    pub rejected: Vec<Reject>,
    /// The rows that tell how many they are.
    pub sums: Vec<u64>,
    /// What there is to know of their names and addresses.
    pub remarks: Vec<String>,
}

/// The people of a table.
#[must_use]
pub fn read(table: &Table) -> Listed {
    let (people, rejected) = (Vec::with_capacity(table.rows.len()), table.rejected.clone());
    let mut listed = Listed { people, rejected, sums: Vec::new(), remarks: Vec::new() };
    let tracker = Profile::builtin("tracker").ok();
    let is_empty_word = |text: &str| tracker.as_ref().is_some_and(|tracker| tracker.is_empty_word(text));
    let mut levels = BTreeMap::new();
    for row in &table.rows {
        match somebody(table, row, is_empty_word) {
            Ok(one) if one.text(PersonField::Email).is_empty() && is_sum(&one.written) => listed.sums.push(row.line),
            Ok(one) => {
                listed.remarks.extend(address_told(table, row, &one));
                listed.remarks.extend(comma_told(&one));
                levels.extend(level_meant(table, row, &one));
                listed.people.push(one);
            }
            Err(reason) => listed.rejected.push(Reject { row: row.line, reason }),
        }
    }
    let levels = levels.into_iter().map(|(said, level)| format!("“{said}” is read as {level}"));
    let levels: Vec<String> = levels.collect();
    listed.remarks.extend((!levels.is_empty()).then(|| format!("level: {}.", levels.join(", "))));
    listed
}

/// The word of a level that is called otherwise, and that level.
fn level_meant(table: &Table, row: &Row, one: &Somebody) -> Option<(String, String)> {
    let said = collapsed(row.cells.get(place(table, PersonField::Level)?)?);
    let level = one.text(PersonField::Level);
    (!said.is_empty() && said.to_lowercase() != level).then(|| (said, level.to_owned()))
}

/// That a name keeps its comma, as nothing tells whether several words before it are a surname.
fn comma_told(one: &Somebody) -> Option<String> {
    let (line, name) = (one.row, &one.name);
    let turned = turned(name).filter(|_| is_of_several_words(name))?;
    Some(format!("row {line}: “{name}” is taken as it is written; where its surname stands first, write “{turned}”."))
}

/// That a word stands in place of the address of somebody, or that it may not be whole.
fn address_told(table: &Table, row: &Row, one: &Somebody) -> Option<String> {
    let (line, name, email) = (row.line, &one.name, one.text(PersonField::Email));
    let cell = collapsed(row.cells.get(place(table, PersonField::Email)?)?);
    match email.split_once('@') {
        Some((_, host)) if !host.contains('.') => Some(format!(
            "row {line}: the address “{email}” of {name} has no point behind its @: look whether it is whole."
        )),
        None if cell.contains(char::is_alphabetic) => {
            Some(format!("row {line}: “{cell}” is no address: none is taken for {name}."))
        }
        _ => None,
    }
}

fn somebody(table: &Table, row: &Row, is_empty_word: impl Fn(&str) -> bool) -> Result<Somebody, Invalid> {
    let mut fields = Vec::new();
    let (mut name, mut written) = (String::new(), String::new());
    for &field in PersonField::ALL {
        let Some(at) = place(table, field) else {
            continue;
        };
        let text = collapsed(row.text(at));
        refuse_unsolved(field.name(), &text)?;
        match field {
            PersonField::Name => (name, written) = (said(field, &text)?, text),
            PersonField::Email if is_empty_word(&text) => fields.push((field, String::new())),
            _ => fields.push((field, said(field, &text)?)),
        }
    }
    if name.is_empty() {
        return Err(Invalid::new("nobody is named in this row").hint("write the name").at("name"));
    }
    let somebody = Somebody { row: row.line, name: tidy_name(&name, "person")?, written, fields };
    check_email(somebody.text(PersonField::Email))?;
    Ok(somebody)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table::parse(text, b',').unwrap()
    }

    #[test]
    fn names_with_addresses_are_people_and_what_has_a_stage_is_not() {
        assert!(is_people(&table("Full name,Role,E-Mail\nAna,COO,ana@example.com\n")));
        assert!(!is_people(&table("Name,Unit\nInvoices,Finance\n")), "pilots have names and units too");
        assert!(!is_people(&table("Name,Email,Stage\nInvoices,ana@example.com,2\n")));
        assert!(is_people(&table("name,title,level\nAna Costa,COO,c-suite\n")));
        assert!(
            is_people(&table("Name,Level,Remark\nAna Costa,SVP,new\n"))
                && is_people(&table("Name,Role,Team\nBo,CFO,HQ\n"))
        );
        for pilots in [
            "Name,Level\nInvoices,high\n",
            "Name,Title,Remark\nInv,Invoices,new\n",
            "Name,Level,Status\nInv,vp,g\n",
            "Title,Department,Contact\nInvoices,Finance,Ana\n",
        ] {
            assert!(!is_people(&table(pilots)), "{pilots}");
        }
        assert!(!is_people(&table("Project,Contact,Email\nInvoices,Ana,ana@example.com\n")));
    }

    #[test]
    fn a_column_that_feeds_nothing_still_tells_that_its_table_is_of_no_people() {
        let tracker = table("Name,Email,Status\nInvoices,ana@example.com,green\n");
        let said = |field: &str| tracker.clone().feeding(&[("Status".to_owned(), field.to_owned())]);
        assert!(!is_people(&said(NOTHING)));
        assert!(is_people(&said("title")), "it is theirs by another name");
    }

    #[test]
    fn columns_are_known_in_three_languages_and_those_that_feed_nothing_are_named() {
        let german = table("Name,E-Mail,Titel,Abteilung,Telefon,Fax\nAna Costa,ana@x.de,CFO,Finanzen,123,\n");
        let french = table("Nom,E-mail,Fonction,Service\nAna Costa,ana@x.de,CFO,Finanzen\n");
        for table in [&german, &french] {
            assert!(is_people(table));
            let people = read(table).people;
            let said = [PersonField::Title, PersonField::Unit].map(|field| people[0].text(field));
            assert_eq!(said, ["CFO", "Finanzen"]);
        }
        assert_eq!(fed_by(&german)[2..5], [Some("title"), Some("unit"), None]);
        assert_eq!((unfed(&german), unfed(&french)), (vec!["Telefon".to_owned()], Vec::new()));
        assert!(!is_people(&table("Nom,Responsable,E-mail\nFactures,Ana,ana@x.de\n")), "a pilot has one");
    }

    #[test]
    fn addresses_out_of_a_mail_are_a_table() {
        let both = "name\temail\nJörg Groß\tjg@x.de\nMoss, Kit\tkit@x.com\n";
        for text in
            ["Jörg Groß <jg@x.de>; \"Moss, Kit\" <kit@x.com>", "Jörg Groß <jg@x.de>,\r\nMoss, Kit <kit@x.com>\r\n"]
        {
            assert_eq!(of_addresses(text).as_deref(), Some(both), "{text}");
        }
        for text in ["Bo <bo@x.com>", "Name\tE-mail\nBo\tBo <bo@x.com>\n", "one\ntwo\n", "a <b>; c <d>"] {
            assert_eq!(of_addresses(text), None, "{text}");
        }
    }

    #[test]
    fn first_name_and_surname_are_one_name() {
        for header in ["First Name,Last Name,E-mail Address", "Vorname,Name,E-Mail", "Prénom,Nom,Courriel"] {
            let table = with_whole_names(table(&format!("{header}\nJörg,Groß,jg@example.com\n,Li,li@example.com\n")));
            let names: Vec<String> = read(&table).people.into_iter().map(|one| one.name).collect();
            assert_eq!((names, unfed(&table)), (vec!["Jörg Groß".to_owned(), "Li".to_owned()], Vec::new()), "{header}");
        }
        let pilots = table("Vorname,Name,Stage\nx,y,1\n");
        assert_eq!(with_whole_names(pilots.clone()), pilots);
    }

    #[test]
    fn first_names_and_surnames_head_a_table_below_a_row_of_groups() {
        let text =
            "Contacts,,,\nPerson,,Contact,Org\nLast name,First name,Mailadresse,Department\nMeyer,Jo,jo@x.de,IT\n";
        let table = with_whole_names(table(text));
        assert!(is_people(&table), "{:?}", table.header);
        assert_eq!(read(&table).people[0].name, "Jo Meyer");
    }

    #[test]
    fn a_row_says_who_somebody_is() {
        let Listed { people, rejected, sums, .. } = read(&table(
            "Name,Level,Mail\n Ana  Costa ,VP,ana@example.com\n,vp,x@example.com\nBo,boss,\nCy,,nowhere\n\
             \"da Silva, Rui\",,\n\"Lind, Bo\",,\nTotal: 4,,\nTotal,,\n",
        ));
        let names: Vec<&str> = people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!((names, sums), (vec!["Ana Costa", "Rui da Silva", "Bo Lind"], vec![8, 9]));
        assert_eq!((people[0].name.as_str(), people[0].text(PersonField::Level)), ("Ana Costa", "vp"));
        assert_eq!(people[0].text(PersonField::Title), "", "the table does not say");
        let rows: Vec<u64> = rejected.iter().map(|reject| reject.row).collect();
        assert_eq!(rows, [3, 4, 5]);
        let Listed { people, remarks, .. } =
            read(&table("Name,Mail\nBo,keine\nCy,cy@hb\nDi,-\nEd,ed@hb.example\nFay,\n"));
        assert_eq!((people.len(), people[0].text(PersonField::Email)), (5, ""));
        let told: Vec<&str> = remarks.iter().filter_map(|told| told.split(':').next()).collect();
        assert_eq!(told, ["row 2", "row 3"], "{remarks:?}");
        let doubtful = read(&table("Name,Mail\n\"García Márquez, Rui\",\n\"von der Heide, Anna\",\n"));
        let names: Vec<&str> = doubtful.people.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["García Márquez, Rui", "Anna von der Heide"]);
        assert!(doubtful.remarks.len() == 1 && doubtful.remarks[0].contains("“Rui García Márquez”"), "{doubtful:?}");
        let unknown = read(&table("Name,Level,Mail\nBo,Boss,\n")).rejected;
        assert!(unknown[0].reason.what.contains("“Boss”"), "{unknown:?}");
        let levels = read(&table("Name,Level,Mail\nBo,SVP,\nCy,Vorstand,\nDi,vp,\nEd,svp,\n"));
        assert_eq!((levels.people.len(), levels.people[1].text(PersonField::Level)), (4, "c-suite"));
        assert!(levels.remarks.concat().contains("“SVP” is read as vp, “Vorstand” is read as c-suite"), "{levels:?}");
    }
}
