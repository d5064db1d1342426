//! Owns which row and week of the sheet each cell of a pasted block is meant for.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Row, Weekly};
use crate::domain::nearly::{self, is_called_nearly};
use crate::domain::shown::plainly;
use crate::domain::words::first_few;
use crate::domain::{Invalid, Week, check_near};
use crate::exchange::block::{RowName, WeekName};

/// The rows of the sheet by what people call their pilots. It is made once a block: a sheet has tens of thousands of
/// rows, and a block thousands of cells.
pub(super) struct Called<'s> {
    /// The sheet.
    pub screen: &'s Weekly,
    names: HashMap<String, Vec<usize>>,
    codes: BTreeMap<String, Vec<usize>>,
    /// What the pilots are called, to be looked through where none is called so.
    near: OnceCell<(nearly::Names, Vec<&'s str>)>,
}

impl<'s> Called<'s> {
    /// Those of that sheet.
    pub fn of(screen: &'s Weekly) -> Self {
        let mut called = Self { screen, names: HashMap::new(), codes: BTreeMap::new(), near: OnceCell::new() };
        for (at, row) in screen.rows.iter().enumerate() {
            called.names.entry(bare(&row.name)).or_default().push(at);
            called.codes.entry(bare(&row.code)).or_default().push(at);
        }
        called
    }

    /// Has that pilot a metric that is called so?
    pub fn has_metric(&self, pilot: &str, metric: &str) -> bool {
        metric_of(&self.rows_of(pilot), metric).is_some()
    }

    /// The row that is meant.
    pub fn row(&self, name: &RowName) -> Result<usize, Invalid> {
        let screen = self.screen;
        let (pilot, metric) = match name {
            RowName::Down(down) => {
                return screen.found.get(screen.list.selected + down).copied().ok_or_else(|| {
                    let error = Invalid::new("there is no row so far down");
                    error.hint("put the cursor higher up, or take the filter away")
                });
            }
            RowName::Named { pilot, metric } => (pilot, metric),
        };
        let rows = self.rows_of(pilot);
        if rows.is_empty() {
            let error = Invalid::new(format!("no pilot under way is called “{pilot}”"));
            let is_it = self.nearly(pilot).map_or_else(String::new, |name| format!("is it {name}? else "));
            return Err(error.hint(format!("{is_it}write its name or its code")));
        }
        expect_one(pilot, &rows)?;
        let found = match metric {
            Some(metric) => metric_of(&rows, metric),
            // The block does not say which metric: the one like that under the cursor. A headline may be called
            // otherwise elsewhere; of any other metric the name is all there is.
            None => screen.selected().and_then(|cursor| {
                let named = rows.iter().find(|(_, row)| same(&row.metric.name, &cursor.metric.name));
                let is_like = |row: &Row| row.metric.headline && row.metric.family == cursor.metric.family;
                named.or(rows.iter().find(|(_, row)| cursor.metric.headline && is_like(row))).map(|(at, _)| *at)
            }),
        };
        found.ok_or_else(|| {
            let metric = metric.as_deref().unwrap_or("like that under the cursor");
            let has: Vec<&str> = rows.iter().map(|(_, row)| row.metric.name.as_str()).collect();
            let meant = has.iter().find(|name| is_called_nearly(metric, name));
            let is_it = meant.map_or_else(String::new, |name| format!("is it {name}? "));
            Invalid::new(format!("{pilot} has no metric {metric}")).hint(format!("{is_it}it has {}", has.join(", ")))
        })
    }

    /// The first pilot that is nearly called so.
    fn nearly(&self, pilot: &str) -> Option<&'s str> {
        let (names, called) = self.near.get_or_init(|| {
            let called: BTreeSet<&'s str> = self.screen.rows.iter().map(|row| row.name.as_str()).collect();
            let called: Vec<&'s str> = called.into_iter().collect();
            (nearly::Names::of(called.iter().copied()), called)
        });
        names.near(pilot).into_iter().find_map(|at| called.get(at).copied())
    }

    /// The rows of the pilots that are called so, or of the one whose code begins so. A code as it is written means its
    /// pilot, whatever others are called.
    fn rows_of(&self, pilot: &str) -> Vec<(usize, &'s Row)> {
        let text = bare(pilot);
        let coded = self.codes.get(&text);
        let named = self.names.get(&text).filter(|_| coded.is_none() || text != pilot.trim());
        let mut rows: Vec<usize> = named.into_iter().chain(coded).flatten().copied().collect();
        if rows.is_empty() {
            rows.extend(self.begun(&text));
        }
        rows.sort_unstable();
        rows.dedup();
        rows.into_iter().filter_map(|at| Some((at, self.screen.rows.get(at)?))).collect()
    }

    /// The rows of the pilot whose code begins so, where that is one: as commands and imports take it. The row shows
    /// which it is.
    fn begun(&self, text: &str) -> &[usize] {
        let codes = self.codes.range(text.to_owned()..);
        let mut codes = codes.take_while(|(code, _)| code.starts_with(text) && !text.is_empty());
        match (codes.next(), codes.next()) {
            (Some((_, rows)), None) => rows,
            _ => &[],
        }
    }
}

/// A name as it is compared.
fn bare(name: &str) -> String {
    plainly(name).to_lowercase()
}

fn same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// Refuses what several pilots are called.
fn expect_one(pilot: &str, rows: &[(usize, &Row)]) -> Result<(), Invalid> {
    let codes: BTreeSet<&str> = rows.iter().map(|(_, row)| row.code.as_str()).collect();
    if codes.len() < 2 {
        return Ok(());
    }
    let codes: Vec<&str> = codes.into_iter().collect();
    let error = Invalid::new(format!("“{pilot}” could be several: {}", first_few(&codes)));
    Err(error.hint("write the whole code of the one that you mean"))
}

/// The row of a pilot's whose metric is called so.
fn metric_of(rows: &[(usize, &Row)], metric: &str) -> Option<usize> {
    let named = rows.iter().find(|(_, row)| {
        same(&row.metric.name, metric) || row.metric.headline && same(row.metric.family.name(), metric)
    });
    named.or_else(|| rows.iter().find(|(_, row)| row.metric.is_called(metric))).map(|(at, _)| *at)
}

/// The week that is meant; none of the future, and none so long ago that its year was mistyped.
pub(super) fn week(name: &WeekName, screen: &Weekly) -> Result<Week, Invalid> {
    let week = match name {
        WeekName::Right(right) => screen.cursor_week().plus(i64::try_from(*right).unwrap_or(i64::MAX)),
        WeekName::Week(week) => *week,
        WeekName::Wrong(error) => return Err(error.clone()),
    };
    if week > screen.running {
        let error = Invalid::new(format!("{week} lies in the future"));
        return Err(error.hint(format!("the week that runs is {}", screen.running)));
    }
    check_near(week.monday(), screen.running.monday()).map_err(|error| error.hint("look at the year of its week"))?;
    Ok(week)
}
