//! Owns tables of readings, in long form (`pilot,metric,week,value[,note]`) or wide form (`pilot,week` and one column a
//! metric; adoption may also have two columns, `active_users,target_users`).

mod headings;

pub(super) use self::headings::week_below;
pub use self::headings::{
    Fed, USERS, column, columns, doubt, fed, has_weeks, in_our_words, is_readings, key, lacking, may_be_weeks,
    names_weeks, unread, words,
};
use self::headings::{apart, is_of_users, metric_of, required, said_of};
use super::decimals::{Decimals, Mark};
use super::table::{Row, Table};
use super::{Reject, feeds};
use crate::domain::incoming::Cell;
use crate::domain::metric::{unit_above, unmeasured};
use crate::domain::weeks::week_said;
use crate::domain::{Invalid, Typed, Week};

/// A reading as the file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawReading {
    /// The number of its row.
    pub row: u64,
    /// The pilot, by its code.
    pub pilot: String,
    /// The metric, by its family or name.
    pub metric: String,
    /// The week.
    pub week: Week,
    /// What is typed.
    pub typed: Typed,
    /// The unit that stands behind it; empty where none does.
    pub unit: String,
    /// The unit that stands above it; empty where none does.
    pub unit_above: String,
    /// A note; the reason when it was not measured. None where the table has no column for notes.
    pub note: Option<String>,
    /// How many cases it comes from, where that is said. None where the table has no column for samples.
    pub sample: Option<Option<u32>>,
    /// Does it stand in the columns of users, beside the name of its metric?
    pub of_users: bool,
    /// Does what stands above it say `%`, or the name of its metric?
    pub in_percent: bool,
    /// Says it nothing where a value is known? So does a dash beside other values, whose note need not be its own, and a
    /// word for it where no note says why.
    pub is_passed_over: bool,
}

/// A share is written with so many decimals at most.
const PLACES: u32 = 6;

/// What a table of readings says.
#[derive(Debug, Default)]
pub struct Readings {
    /// The readings, row by row.
    pub readings: Vec<RawReading>,
    /// What is none.
    pub rejected: Vec<Reject>,
    /// The rows that tell the sums of others.
    pub sums: Vec<u64>,
    /// The rows that say no value, each with what it is about.
    pub valueless: Vec<String>,
    /// The cells of users that count for nothing, as the other one of the pair is empty, with their rows.
    pub halves: Vec<String>,
    /// The values that count for nothing, as the users beside them say another share, with their rows.
    pub overruled: Vec<String>,
    /// How numbers are read that could be read otherwise; none where there are none.
    pub remark: Option<String>,
}

/// Refuses a table without the columns that readings need. Its cells are looked at for what may be the week.
///
/// # Errors
/// Where a column is missing, with what to call or say instead.
pub fn expect_columns(table: &Table) -> Result<(), Invalid> {
    required(table, "pilot")?;
    required(table, "week")?;
    if column(table, "metric").is_some() && column(table, "active_users").is_none() {
        required(table, "value")?;
    }
    Ok(())
}

/// The readings of a table. An empty cell is no reading; a week without its year is the newest of its number up to the
/// one of `today`.
pub fn read(table: &Table, today: Week) -> Result<Readings, Invalid> {
    expect_columns(table)?;
    let long = column(table, "metric").is_some();
    let (mut readings, mut valueless) = (Vec::new(), Vec::new());
    let (mut halves, mut overruled) = (Vec::new(), Vec::new());
    let mut rejected = table.rejected.clone();
    let (sums, rows): (Vec<&Row>, Vec<&Row>) = table.rows.iter().partition(|row| {
        let says = |name: &str| column(table, name).is_some_and(|at| !row.text(at).is_empty());
        row.is_called_sum() && !(says("pilot") && says("week") && (!long || says("metric")))
    });
    let sums = sums.into_iter().map(|row| row.line).collect();
    let numbers = numbers(table, long);
    // Where semicolons stand between cells, commas are needed for decimals.
    let likely = if table.separator == Some(b';') { Mark::Comma } else { Mark::Point };
    let decimals = Decimals::of(numbers.iter().copied(), likely, table.separator.is_none());
    for row in rows {
        let cells = Cells { table, cells: &row.cells, row: row.line, decimals, today };
        let found = if long { cells.long() } else { cells.wide() };
        if found.is_empty() {
            valueless.push(cells.about());
            continue;
        }
        halves.extend(cells.half());
        overruled.extend(cells.overruled().filter(|_| long));
        for reading in found {
            match reading {
                Ok(reading) => readings.push(reading),
                Err(reason) => rejected.push(Reject { row: row.line, reason }),
            }
        }
    }
    let remark = decimals.remark(numbers.into_iter());
    Ok(Readings { readings, rejected, sums, valueless, halves, overruled, remark })
}

/// The cell that a row is rejected for, where it is one. In the long form columns are called as the fields are. Of
/// several values of a wide row it is the one whose column the reason names, else the only one there is; of two columns
/// of users neither is.
#[must_use]
pub fn cell(table: &Table, reject: &Reject) -> Option<Cell> {
    let field = reject.reason.field?;
    let (says, row) = (|text: &str| !text.trim().is_empty(), reject.row);
    if let Some(at) = column(table, field) {
        return table.cell(row, at).filter(|cell| says(&cell.text));
    }
    if field != "value" || column(table, "metric").is_some() {
        return None;
    }
    let is_value = |at: &usize| metric_of(table, *at).is_some() || is_of_users(table, *at);
    let values: Vec<usize> = (0..table.header.len()).filter(is_value).collect();
    let names = |name: &String| reject.reason.what.strip_prefix(name).is_some_and(|rest| rest.starts_with(": "));
    let named = values.iter().find(|at| table.header.get(**at).is_some_and(names));
    match named {
        Some(at) => table.cell(row, *at),
        None => feeds::only(table, row, &values, says).filter(|cell| says(&cell.text)),
    }
}

/// The numbers of a table.
fn numbers(table: &Table, long: bool) -> Vec<&str> {
    let value = column(table, "value").filter(|_| long);
    let is_value =
        |at: &usize| is_of_users(table, *at) || if long { value == Some(*at) } else { metric_of(table, *at).is_some() };
    let columns: Vec<usize> = (0..table.header.len()).filter(is_value).collect();
    let cells = table.rows.iter().flat_map(|row| columns.iter().filter_map(|at| row.cells.get(*at)));
    let is_number = |text: &&str| matches!(text.parse(), Ok(Typed::Number(_) | Typed::Percent(_) | Typed::Users(..)));
    cells.map(|cell| apart(cell.trim()).0).filter(is_number).collect()
}

/// That a row lacks what it is about.
fn nameless() -> Invalid {
    Invalid::new("the row does not say which pilot and metric it is about")
        .hint("write the pilot's code and the metric's family or name")
}

struct Cells<'a> {
    table: &'a Table,
    cells: &'a [String],
    row: u64,
    decimals: Decimals<'a>,
    /// The present week.
    today: Week,
}

type Found = Vec<Result<RawReading, Invalid>>;

impl Cells<'_> {
    fn get(&self, name: &str) -> &str {
        column(self.table, name).and_then(|place| self.cells.get(place)).map_or("", |cell| cell.trim())
    }

    fn long(&self) -> Found {
        let metric = self.get("metric");
        let users = self.users();
        // Where both columns of users say a number they say more than the share that may stand beside them.
        let both = !self.get("target_users").is_empty() && unmeasured(self.get("active_users")).is_none();
        let (value, of_users) = match users {
            Some(users) if both || self.get("value").is_empty() => (users, true),
            _ => (self.get("value").to_owned(), false),
        };
        if value.is_empty() && self.get("note").is_empty() {
            return Vec::new();
        }
        // Our own export writes "not measured" as a note without a value.
        let value = if value.is_empty() { "-".to_owned() } else { value };
        vec![self.reading(metric, &value).map(|reading| {
            let in_percent = reading.in_percent || of_users && self.shares_users();
            let above = column(self.table, "value").filter(|_| !of_users).and_then(|at| self.table.header.get(at));
            let unit_above = above.and_then(|heading| unit_above(heading)).unwrap_or_default().to_owned();
            RawReading { unit_above, of_users, in_percent, ..reading }
        })]
    }

    fn wide(&self) -> Found {
        let columns = self.table.header.iter().zip(self.cells).enumerate();
        let columns = columns.filter(|(_, (_, cell))| !cell.trim().is_empty());
        let metrics: Vec<(&str, &String, &String)> =
            columns.filter_map(|(at, (name, cell))| Some((metric_of(self.table, at)?, name, cell))).collect();
        let users = self.users();
        if users.is_none() && metrics.is_empty() {
            return Vec::new();
        }
        // What is wrong of the whole row is said once.
        if let Err(error) = self.whose() {
            return vec![Err(error)];
        }
        let in_percent = self.shares_users();
        let users =
            users.map(|value| self.reading("adoption", &value).map(|reading| RawReading { in_percent, ..reading }));
        // Of several values in a row it is said which one is wrong.
        let named = |(metric, name, cell): (&str, &String, &String)| match self.reading(metric, cell) {
            Ok(reading) => {
                let unit_above = unit_above(name).unwrap_or_default().to_owned();
                Ok(RawReading { in_percent: reading.in_percent || name.contains('%'), unit_above, ..reading })
            }
            Err(error) => Err(Invalid { what: format!("{name}: {}", error.what), ..error }),
        };
        users.into_iter().chain(metrics.into_iter().map(named)).collect()
    }

    /// Does the heading of the column of active users say `%`?
    fn shares_users(&self) -> bool {
        let at = column(self.table, "active_users");
        at.and_then(|at| self.table.header.get(at)).is_some_and(|heading| heading.contains('%'))
    }

    /// Two columns of users as one value.
    fn users(&self) -> Option<String> {
        let (active, target) = (self.get("active_users"), self.get("target_users"));
        match (active.is_empty(), target.is_empty() || unmeasured(active).is_some()) {
            (true, _) => None,
            (false, true) => Some(active.to_owned()),
            (false, false) => Some(format!("{active}/{target}")),
        }
    }

    /// One of the columns of users that is filled in and counts for nothing: target users of whom nobody says how many
    /// are active, and active ones of no target beside the share that is read.
    fn half(&self) -> Option<String> {
        let [active, target] = USERS;
        let is_read_alone = column(self.table, "metric").is_none() || self.get("value").is_empty();
        let half = match (self.get(active).is_empty(), self.get(target).is_empty()) {
            (true, false) => target,
            (false, true) if !is_read_alone => active,
            _ => return None,
        };
        Some(format!("row {}: {half} {}", self.row, self.get(half)))
    }

    /// The value of a row whose two columns of users say another share, and are read in its place.
    fn overruled(&self) -> Option<String> {
        let (value, users) = (self.get("value"), self.users()?);
        let (Typed::Users(active, target), _) = self.typed(&users).ok()? else {
            return None;
        };
        let share = active.percent_of(target)?;
        let agrees = match self.typed(value).ok() {
            Some((Typed::Number(count), _)) if count == active => true,
            Some((Typed::Number(value) | Typed::Percent(value), _)) => {
                (0..=PLACES).any(|places| share.rounded(places) == value)
            }
            Some((Typed::Users(one, of), _)) => (one, of) == (active, target),
            _ => value.is_empty(),
        };
        (!agrees).then(|| format!("row {}: {value} beside {active}/{target}", self.row))
    }

    /// The row, and what it is about.
    fn about(&self) -> String {
        let named = ["pilot", "metric", "week"].map(|name| self.get(name));
        let named: Vec<&str> = named.into_iter().filter(|text| !text.is_empty()).collect();
        if named.is_empty() { format!("row {}", self.row) } else { format!("row {}: {}", self.row, named.join(" ")) }
    }

    /// The pilot and the week of the row.
    fn whose(&self) -> Result<(&str, Week), Invalid> {
        let pilot = self.get("pilot");
        if pilot.is_empty() {
            return Err(nameless());
        }
        let at = column(self.table, "week");
        let heading =
            at.and_then(|at| said_of(self.table, at).or_else(|| self.table.header.get(at).map(String::as_str)));
        let week = week_below(heading.unwrap_or_default(), self.get("week"));
        Ok((pilot, week_said(&week, self.today).map_err(|error| error.at("week"))?))
    }

    /// What is typed as a value, apart from the unit behind it.
    fn typed<'t>(&self, value: &'t str) -> Result<(Typed, &'t str), Invalid> {
        let (number, unit) = apart(value);
        let typed = self.decimals.plain(number).and_then(|plain| plain.parse::<Typed>());
        Ok((typed.map_err(|error| error.at("value"))?, unit))
    }

    fn reading(&self, metric: &str, value: &str) -> Result<RawReading, Invalid> {
        if metric.is_empty() {
            return Err(nameless());
        }
        let (pilot, week) = self.whose()?;
        let why = unmeasured(value.trim());
        let (typed, unit) = why.map_or_else(|| self.typed(value), |_| Ok((Typed::NotMeasured, "")))?;
        let note = match (why.unwrap_or_default(), column(self.table, "note").map(|_| self.get("note"))) {
            ("", note) => note.map(str::to_owned),
            (why, None | Some("")) => Some(why.to_owned()),
            (why, Some(note)) if why == note => Some(why.to_owned()),
            (why, Some(note)) => Some(format!("{why}; {note}")),
        };
        let says_no_why = why.is_none() || note.as_deref().unwrap_or_default().is_empty();
        let is_alone = typed == Typed::NotMeasured && says_no_why;
        let sample = match self.get("sample") {
            "" => None,
            text => Some(text.parse().map_err(|_| {
                Invalid::new(format!("“{text}” is not a sample size")).hint("write a whole number").at("sample")
            })?),
        };
        Ok(RawReading {
            row: self.row,
            pilot: pilot.to_owned(),
            metric: metric.trim().to_owned(),
            week,
            typed,
            unit: unit.to_owned(),
            unit_above: String::new(),
            note,
            sample: column(self.table, "sample").map(|_| sample),
            of_users: false,
            in_percent: metric.contains('%'),
            is_passed_over: is_alone && column(self.table, "metric").is_none(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;
    use crate::exchange::fields::NOTHING;

    fn readings(csv: &str) -> (Vec<RawReading>, Vec<Reject>) {
        let found = read(&Table::parse(csv, b',').unwrap(), Week::new(2026, 48).unwrap()).unwrap();
        (found.readings, found.rejected)
    }

    #[test]
    fn long_and_wide_forms_say_the_same() {
        let (long, _) =
            readings("pilot,metric,week,value,note\na,adoption,2026-W47,45/60,\na,impact,2026-11-18,-18,\n");
        let (wide, _) = readings("pilot,week,adoption,impact\na,2026-W47,45/60,-18\n");
        let (users, _) = readings("pilot,week,active_users,target_users,impact\na,2026-W47,45,60,-18\n");
        let said = |readings: &[RawReading]| -> Vec<(String, Week, Typed)> {
            readings.iter().map(|r| (r.metric.clone(), r.week, r.typed)).collect()
        };
        assert_eq!(said(&long), said(&wide));
        assert_eq!(said(&long), said(&users));
        assert_eq!(long[1].typed, Typed::Number(Fixed::from_int(-18)));
    }

    #[test]
    fn columns_may_be_called_in_german() {
        let csv = "Pilot,Woche,Kennzahl,Wert\na,KW 47,impact,-18\na,KW 60,impact,1\n";
        let (found, rejected) = readings(csv);
        assert_eq!(
            (found.len(), found[0].metric.as_str(), found[0].week.to_string().as_str()),
            (1, "impact", "2026-W47")
        );
        let table = Table::parse(csv, b',').unwrap();
        assert!(is_readings(&table));
        assert_eq!(cell(&table, &rejected[0]).map(|cell| cell.column).as_deref(), Some("Woche"));
        let (wide, rejected) = readings("Pilot,Woche,impact,Notiz\na,KW 47,-18,Ferien\n");
        assert_eq!((wide.len(), wide[0].note.as_deref(), rejected.len()), (1, Some("Ferien"), 0));
        let tracker = Table::parse("Pilot,Woche,Ampel\na,KW 47,rot\n", b',').unwrap();
        assert!(!is_readings(&tracker), "a tracker has a week too");
    }

    #[test]
    fn a_number_alone_is_a_week_below_a_heading_that_says_so() {
        let table =
            [("KW", "47"), ("Woche", "10"), ("week", "45"), ("Calendar week", "2026-11-18"), ("Week", "2026-W47")];
        let read = table.map(|(heading, week)| {
            let (found, rejected) = readings(&format!("Pilot,{heading},impact\na,{week},-18\n"));
            assert!(rejected.is_empty(), "{heading} {week}: {rejected:?}");
            found[0].week.to_string()
        });
        assert_eq!(read, ["2026-W47", "2026-W10", "2026-W45", "2026-W47", "2026-W47"]);
        for (heading, week) in [("Datum", "18"), ("KW", "60"), ("KW", "0"), ("KW", "147")] {
            let (found, rejected) = readings(&format!("Pilot,{heading},impact\na,{week},-18\n"));
            assert_eq!((found.len(), rejected.len()), (0, 1), "{heading} {week}");
        }
    }

    #[test]
    fn the_cell_that_a_row_is_rejected_for_is_found() {
        let cells = |csv: &str| -> Vec<Option<String>> {
            let table = Table::parse(csv, b',').unwrap();
            let rejected = read(&table, Week::new(2026, 48).unwrap()).unwrap().rejected;
            rejected.iter().map(|reject| cell(&table, reject).map(|cell| cell.column)).collect()
        };
        let named = |name: &str| vec![Some(name.to_owned())];
        assert_eq!(cells("pilot,metric,week,value\na,impact,2026-W47,good\n"), named("value"));
        assert_eq!(cells("pilot,metric,week,value\na,impact,2026-W54,1\n"), named("week"));
        assert_eq!(cells("pilot,week,adoption,Impact\na,2026-W47,45/60,good\n"), named("Impact"));
        assert_eq!(
            cells("pilot,week,active_users,target_users\na,2026-W47,four,60\n"),
            [None::<String>],
            "it could be either"
        );
    }

    #[test]
    fn what_cannot_be_read_is_rejected_with_its_row() {
        let (good, rejected) = readings(
            "pilot,metric,week,value,note\na,impact,2026-W54,1,\na,impact,2026-W47,good,\n,impact,2026-W47,1,\na,impact,2026-W47,,\n",
        );
        assert!(good.is_empty(), "an empty cell is no reading");
        assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(rejected[0].reason.what.contains("no week 54"));
    }

    #[test]
    fn what_is_wrong_of_a_whole_row_is_said_once() {
        let (good, rejected) = readings(
            "pilot,week,adoption,impact,performance\na,W60,1/2,3,4\n,W45,1/2,3,\na,W61,,,\na,W45,1/2,good,bad\n",
        );
        assert_eq!(good.len(), 1);
        assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [2, 3, 5, 5], "{rejected:?}");
    }

    #[test]
    fn what_is_said_of_columns_comes_before_what_they_are_called() {
        let csv = "Vorhaben,KW,Users %,Accuracy %,Remark,Room\na,W46,45,91,east,12\n";
        let said = [
            ("Vorhaben", "pilot"),
            ("KW", "week"),
            ("Users %", "adoption"),
            ("Accuracy %", "output quality"),
            ("Remark", NOTHING),
            ("Room", "sample"),
        ];
        let said = said.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let table = Table::parse(csv, b',').unwrap().feeding(&said);
        assert!(is_readings(&table) && unread(&table).is_empty() && words(&table).is_empty());
        let found = read(&table, Week::new(2026, 48).unwrap()).unwrap();
        let said = |one: &RawReading| (one.metric.clone(), one.in_percent, one.sample, one.note.clone());
        let of = |metric: &str| (metric.to_owned(), true, Some(Some(12)), None);
        assert_eq!(found.readings.iter().map(said).collect::<Vec<_>>(), [of("adoption"), of("output quality")]);
    }

    #[test]
    fn users_below_a_heading_in_percent_are_a_share() {
        let read = |csv: &str| {
            let said = [("Users %".to_owned(), "active_users".to_owned())];
            let table = Table::parse(csv, b',').unwrap().feeding(&said);
            let found = read(&table, Week::new(2026, 48).unwrap()).unwrap().readings;
            found.iter().map(|one| (one.in_percent, one.of_users)).collect::<Vec<_>>()
        };
        assert_eq!(read("pilot,week,Users %,impact\na,W46,75,3\n"), [(true, false), (false, false)]);
        assert_eq!(read("pilot,metric,week,Users %\na,adoption,W46,75\n"), [(true, true)]);
    }

    #[test]
    fn a_word_that_nothing_was_measured_is_read_as_in_a_pasted_week() {
        let csv = "pilot,week,adoption,impact,trust,Remark\na,W46,n/a,–,n/m sensor down,away\nb,W46,n/a,-,k.A.,\n";
        let (found, rejected) = readings(csv);
        let said = |one: &RawReading| (one.typed, one.note.clone().unwrap_or_default(), one.is_passed_over);
        let none = |note: &str, is_passed_over| (Typed::NotMeasured, note.to_owned(), is_passed_over);
        assert_eq!(
            found.iter().map(said).collect::<Vec<_>>(),
            [
                none("away", false),
                none("away", true),
                none("sensor down; away", false),
                none("", true),
                none("", true),
                none("", true)
            ]
        );
        assert!(rejected.is_empty(), "{rejected:?}");
        let (users, _) = readings("pilot,week,active_users,target_users,impact\na,W46,n/a,60,3\n");
        assert_eq!((users[0].typed, users[0].note.as_deref()), (Typed::NotMeasured, None));
        let (share, _) = readings("pilot,metric,week,value,active_users,target_users\na,adoption,W46,75%,n/a,60\n");
        assert_eq!((share[0].typed, share[0].of_users), ("75%".parse::<Typed>().unwrap(), false));
        let (own, _) = readings("pilot,week,impact,trust\na,W46,n/a moved,3\n");
        assert_eq!(
            (own[0].note.as_deref(), own[1].note.as_deref(), own[0].is_passed_over),
            (Some("moved"), None, false)
        );
    }

    #[test]
    fn what_is_left_out_of_a_row_is_told() {
        let left = |csv: &str| {
            let found = read(&Table::parse(csv, b',').unwrap(), Week::new(2026, 48).unwrap()).unwrap();
            (found.valueless, found.halves)
        };
        let (rows, halves) =
            left("pilot,metric,week,value,note\na,impact,W46,,\na,impact,W45,5,\na,impact,W44,,away\n");
        assert_eq!((rows, halves.len()), (vec!["row 2: a impact W46".to_owned()], 0), "a note says why");
        let (rows, _) = left("pilot,week,adoption,impact,note\na,W46,,,nobody was there\na,W45,,5,\n");
        assert_eq!(rows, ["row 2: a W46"], "its note is of no reading");
        let (rows, halves) = left("pilot,week,active_users,target_users,impact\na,W46,,60,5\na,W45,,60,\na,W44,45,,\n");
        assert_eq!((rows, halves), (vec!["row 3: a W45".to_owned()], vec!["row 2: target_users 60".to_owned()]));
        let (_, halves) =
            left("pilot,metric,week,value,active_users,target_users\na,adoption,W46,75,45,60\na,adoption,W45,75,45,\n");
        assert_eq!(halves, ["row 3: active_users 45"]);
    }

    #[test]
    fn a_value_that_the_users_beside_it_contradict_is_told() {
        let overruled = |csv: &str| {
            let table = Table::parse(csv, b',').unwrap();
            read(&table, Week::new(2026, 48).unwrap()).unwrap().overruled
        };
        let head = "pilot,metric,week,value,active_users,target_users\n";
        let told = overruled(&format!(
            "{head}a,adoption,W47,75,45,60\na,adoption,W46,20,45,60\na,adoption,W45,45,45,60\na,adoption,W44,66.7%,40,60\n\
             a,adoption,W43,-,45,60\na,adoption,W42,45/80,45,60\na,adoption,W41,,45,60\na,adoption,W40,67,,60\n"
        ));
        assert_eq!(told, ["row 3: 20 beside 45/60", "row 6: - beside 45/60", "row 7: 45/80 beside 45/60"]);
        assert!(overruled("pilot,week,active_users,target_users,value\na,W47,45,60,5\n").is_empty());
    }

    #[test]
    fn not_measured_keeps_its_reason() {
        let (good, _) =
            readings("pilot,metric,week,value,note\na,impact,2026-W47,-,sensor down\na,impact,2026-W46,,holiday\n");
        assert!(good.iter().all(|reading| reading.typed == Typed::NotMeasured));
        assert_eq!(good[1].note.as_deref(), Some("holiday"));
    }
}
