//! Owns tables of readings, in long form (`pilot,metric,week,value[,note]`) or wide form (`pilot,week` and one column a
//! metric; adoption also as two columns `active_users,target_users`).

use super::Reject;
use super::block::value::{doubtful, has_decimal_comma, has_doubtful};
use super::table::Table;
use crate::domain::{Invalid, Typed, Week, parse_week};

/// A reading as the file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawReading {
    /// The line where its row begins.
    pub row: u64,
    /// The pilot, by its code.
    pub pilot: String,
    /// The metric, by its family or name.
    pub metric: String,
    /// The week.
    pub week: Week,
    /// What is typed.
    pub typed: Typed,
    /// A note; the reason when it was not measured. None where the table has no column for notes.
    pub note: Option<String>,
    /// How many cases it comes from.
    pub sample: Option<u32>,
}

/// Columns of the wide form that are not metrics.
const NOT_METRICS: &[&str] = &["pilot", "week", "note", "sample", "active_users", "target_users", "family"];

/// Is this a table of readings rather than of pilots?
#[must_use]
pub fn is_readings(table: &Table) -> bool {
    table.column("pilot").is_some() && table.column("week").is_some()
        || table.column("metric").is_some() && table.column("value").is_some()
}

/// The readings of a table. An empty cell is no reading.
pub fn read(table: &Table) -> Result<(Vec<RawReading>, Vec<Reject>), Invalid> {
    table.required("pilot")?;
    table.required("week")?;
    let long = table.column("metric").is_some();
    if long && table.column("active_users").is_none() {
        table.required("value")?;
    }
    let mut readings = Vec::new();
    let mut rejected = table.rejected.clone();
    let all = || table.rows.iter().map(|row| Cells { table, cells: &row.cells, row: row.line, comma: None });
    let comma = all().find_map(|cells| cells.decimal_comma(long));
    for row in &table.rows {
        let cells = Cells { table, cells: &row.cells, row: row.line, comma };
        let found = if long { cells.long() } else { cells.wide() };
        for reading in found {
            match reading {
                Ok(reading) => readings.push(reading),
                Err(reason) => rejected.push(Reject { row: row.line, reason }),
            }
        }
    }
    Ok((readings, rejected))
}

struct Cells<'a> {
    table: &'a Table,
    cells: &'a [String],
    row: u64,
    /// A value of the table whose comma can only be the mark of decimals.
    comma: Option<&'a str>,
}

type Found = Vec<Result<RawReading, Invalid>>;

impl<'a> Cells<'a> {
    fn get(&self, column: &str) -> &str {
        self.table.column(column).and_then(|place| self.cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// A value of the row whose comma can only be the mark of decimals.
    fn decimal_comma(&self, long: bool) -> Option<&'a str> {
        let is_value = |name: &str| if long { name == "value" } else { !NOT_METRICS.contains(&name) };
        let values = self.table.header.iter().zip(self.cells).filter(|(name, _)| is_value(&name.to_lowercase()));
        let mut texts = values.map(|(_, cell)| cell.trim());
        texts.find(|text| has_decimal_comma(text) && matches!(text.parse(), Ok(Typed::Number(_) | Typed::Percent(_))))
    }

    fn long(&self) -> Found {
        let metric = self.get("metric");
        let users = self.users();
        // Where both columns of users are filled in they say more than the share that may stand beside them.
        let both = !self.get("target_users").is_empty();
        let value = match users {
            Some(users) if both || self.get("value").is_empty() => users,
            _ => self.get("value").to_owned(),
        };
        if value.is_empty() && self.get("note").is_empty() {
            return Vec::new();
        }
        // Our own export writes "not measured" as a note without a value.
        let value = if value.is_empty() { "-".to_owned() } else { value };
        vec![self.reading(metric, &value)]
    }

    fn wide(&self) -> Found {
        let users = self.users().map(|value| self.reading("adoption", &value));
        let metrics = self
            .table
            .header
            .iter()
            .zip(self.cells)
            .filter(|(name, cell)| !NOT_METRICS.contains(&name.to_lowercase().as_str()) && !cell.trim().is_empty());
        // Of several values in a row it is said which one is wrong.
        let named = |(name, cell): (&String, &String)| {
            self.reading(name, cell).map_err(|error| Invalid { what: format!("{name}: {}", error.what), ..error })
        };
        users.into_iter().chain(metrics.map(named)).collect()
    }

    /// Two columns of users as one value.
    fn users(&self) -> Option<String> {
        let (active, target) = (self.get("active_users"), self.get("target_users"));
        match (active.is_empty(), target.is_empty()) {
            (true, _) => None,
            (false, true) => Some(active.to_owned()),
            (false, false) => Some(format!("{active}/{target}")),
        }
    }

    fn reading(&self, metric: &str, value: &str) -> Result<RawReading, Invalid> {
        let pilot = self.get("pilot");
        if pilot.is_empty() || metric.is_empty() {
            return Err(Invalid::new("the row does not say which pilot and metric it is about")
                .hint("write the pilot's code and the metric's family or name"));
        }
        let week = parse_week(self.get("week")).map_err(|error| error.at("week"))?;
        let typed = value.parse::<Typed>().map_err(|error| error.at("value"))?;
        // Where other values write decimals with a comma, `1.234` and `1,234` are as likely a thousand as not.
        if let Some(comma) = self.comma.filter(|_| ['.', ','].iter().any(|mark| has_doubtful(*mark, value))) {
            return Err(doubtful(value, comma).at("value"));
        }
        let sample = self.get("sample");
        let sample = match sample {
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
            note: self.table.column("note").map(|_| self.get("note").to_owned()),
            sample,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    fn readings(csv: &str) -> (Vec<RawReading>, Vec<Reject>) {
        read(&Table::parse(csv, b',').unwrap()).unwrap()
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
    fn what_cannot_be_read_is_rejected_with_its_row() {
        let (good, rejected) = readings(
            "pilot,metric,week,value,note\na,impact,2026-W54,1,\na,impact,2026-W47,good,\n,impact,2026-W47,1,\na,impact,2026-W47,,\n",
        );
        assert!(good.is_empty(), "an empty cell is no reading");
        assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [2, 3, 4]);
        assert!(rejected[0].reason.what.contains("no week 54"));
    }

    #[test]
    fn not_measured_keeps_its_reason() {
        let (good, _) =
            readings("pilot,metric,week,value,note\na,impact,2026-W47,-,sensor down\na,impact,2026-W46,,holiday\n");
        assert!(good.iter().all(|reading| reading.typed == Typed::NotMeasured));
        assert_eq!(good[1].note.as_deref(), Some("holiday"));
    }
}
