//! Owns what was changed in one sheet: each cell compared with what was exported and with the present value.

use std::collections::HashMap;

use serde_json::Value;

use super::added::Added;
use super::beside::Compared;
use super::cells::{as_shown, read_as, shown};
use super::plan::Plan;
use super::sheets::{KEY, READINGS, is_said};
use super::spot::{Spot, reason};
use super::text::text_of;
use crate::cli::ground::failure::{Failure, Result};
use crate::cli::set;
use crate::domain::incoming::{Edit, Keep};
use crate::domain::{Change, Invalid};
use crate::exchange::Reject;
use crate::exchange::table::{Row, is_unsolved};

/// What a new reading fills.
const NEW_READING: &[&str] = &["active_users", "target_users", "value", "note", "sample"];
/// The advice where a row is not what it was.
const ANEW: &str = "write the workbook anew, and change that one";
/// The column with a writer's name at that time, which does not follow the person.
const WRITER: (&str, &str) = ("notes", "by");

impl Compared<'_> {
    /// Plans what was changed in it, compared with the export.
    pub fn plan(&self, mut base: HashMap<String, Value>, plan: &mut Plan) -> Result<()> {
        let sheet = self.register.sheet;
        if let Some(missing) = self.missing_key() {
            let reason = Invalid::new(format!("the column “{missing}” is missing, by which rows are known"));
            plan.reject(sheet, 1, reason.hint("leave that column as it was"));
            return Ok(());
        }
        plan.remarks
            .extend(self.foreign().map(|name| format!("“{name}” is no column of {sheet}: nothing of it is taken.")));
        plan.remarks.extend(self.table.told().into_iter().map(|told| format!("{sheet}: {told}")));
        plan.rejected.extend(self.table.rejected.iter().map(|reject| (sheet, reject.clone())));
        let mut seen = HashMap::new();
        let (present, anew) = (self.present()?, self.named_anew(&base));
        let mut readings = Vec::new();
        for row in &self.table.rows {
            let (row, key) = self.by_key(row, &base, &anew);
            let row = &*row;
            if key.is_empty() {
                self.take_added(row, present.values(), plan);
                continue;
            }
            if let Some(first) = seen.insert(key.clone(), row.line) {
                plan.reject(sheet, row.line, self.repeated(first));
                continue;
            }
            let was = base.remove(&key);
            if let Some((code, now)) = self.moved_code(row) {
                let now = self.called(now, (&code, row));
                if !self.stands_in(&present, &now) && was.as_ref().is_none_or(|was| self.differs(row, was)) {
                    let reason =
                        Invalid::new(format!("the pilot {code} is called otherwise since the workbook was written"));
                    plan.reject(sheet, row.line, reason.hint(ANEW));
                }
                continue;
            }
            let before = plan.edits.len();
            match (&was, present.get(&key)) {
                (None, Some(now)) if sheet == READINGS => self.cells(row, (&Value::Null, now), plan),
                (None, None) if sheet == READINGS => plan.edits.extend(self.filled(row, NEW_READING)),
                (None, _) => plan.reject(sheet, row.line, self.unknown(row)),
                // A row that nobody touched in the sheet may have been deleted or renamed here.
                (Some(was), None) if self.differs(row, was) => {
                    let reason = Invalid::new("it is not there any more, or is called otherwise");
                    plan.reject(sheet, row.line, reason.hint(ANEW));
                }
                (Some(_), None) => {}
                (Some(was), Some(now)) => self.cells(row, (was, now), plan),
            }
            if sheet == READINGS {
                readings.extend(self.changed_reading(row, present.get(&key), before, plan));
            }
        }
        plan.miss(sheet, base.len());
        if readings.is_empty() { Ok(()) } else { self.take_readings(readings, plan) }
    }

    /// Columns that do not belong to this sheet; unnamed ones only if they contain something.
    fn foreign(&self) -> impl Iterator<Item = &String> {
        let is_known = |name: &str| self.register.columns.iter().any(|known| known.eq_ignore_ascii_case(name));
        let columns = self.table.header.iter().enumerate();
        let counts = move |at: usize| !self.table.is_nameless(at) || self.table.says(at);
        columns.filter(move |(at, name)| !is_known(name) && counts(*at)).map(|(_, name)| name)
    }

    /// The code that identifies a row whose pilot has another code now.
    fn moved_code(&self, row: &Row) -> Option<(String, &String)> {
        let code = match self.register.sheet {
            READINGS => self.text(row, "pilot"),
            "gaps" => self.text(row, "id").split('/').next().unwrap_or_default().to_owned(),
            _ => return None,
        };
        self.bases.moved.get(&code).map(|now| (code, now))
    }

    /// Says a row nothing that is not there?
    fn stands_in(&self, present: &HashMap<String, Value>, row: &Row) -> bool {
        let there = present.get(&self.register.key(|field| self.text(row, field)));
        there.is_some_and(|there| !self.differs(row, there))
    }

    /// The row with the code that its pilot has now.
    fn called(&self, now: &str, (code, row): (&str, &Row)) -> Row {
        let mut row = row.clone();
        for column in ["pilot", "id"] {
            if let Some(cell) = self.table.column(column).and_then(|at| row.cells.get_mut(at))
                && let Some(rest) = cell.trim().strip_prefix(code)
                && (rest.is_empty() || rest.starts_with('/'))
            {
                *cell = format!("{now}{rest}");
            }
        }
        row
    }

    /// The column that identifies rows, if it is missing.
    fn missing_key(&self) -> Option<&'static str> {
        let needed: &[&'static str] = if self.register.sheet == READINGS { &KEY } else { &["id"] };
        needed.iter().copied().find(|column| self.table.column(column).is_none())
    }

    /// The place of a row.
    pub fn place(&self, row: &Row) -> String {
        format!("{} {}", self.register.sheet, row.line)
    }

    /// What a row is about, in words.
    fn what(&self, row: &Row) -> String {
        let texts = ["code", "pilot", "metric", "week", "name", "text", "date"].map(|field| self.text(row, field));
        // A text of several lines names nothing.
        let is_long = |text: &String| text.contains('\n');
        let said: Vec<String> = texts.into_iter().filter(|text| !text.is_empty() && !is_long(text)).take(3).collect();
        said.join(" ")
    }

    fn cells(&self, row: &Row, (was, now): (&Value, &Value), plan: &mut Plan) {
        let (sheet, refused) = (self.register.sheet, plan.rejected.len());
        let (mut found, mut kept_here) = (Vec::new(), false);
        for &field in self.register.columns.iter().filter(|field| self.table.column(field).is_some()) {
            let mut reject = |what: String, hint: &str| {
                let reason = Invalid::new(what).hint(hint).at(field);
                plan.rejected.push((sheet, Reject { row: row.line, reason }));
            };
            let (to, base, present) = (self.text(row, field), text_of(was.get(field)), text_of(now.get(field)));
            let is_there = self.is_as(row, field, was.get(field)) || self.is_as(row, field, now.get(field));
            if is_there || self.comes_to(row, (field, &to), now.get(field)) {
                continue;
            }
            if (sheet, field) == WRITER {
                // A name that was replaced everywhere was so here too.
                let is_renamed = self.bases.renamed.get(&base) == Some(&to);
                let told = || format!("{}: a note keeps who wrote it, “{base}”.", self.place(row));
                plan.remarks.extend((!is_renamed).then(told));
            } else if is_unsolved(&to) {
                reject(format!("{field}: “{to}” is no value"), "write the value itself into the cell");
            } else if !self.register.is_set(field) {
                let base = as_shown(base);
                let what = format!("{field} cannot be changed here: it was “{base}”, the sheet says “{to}”");
                reject(what, self.instead(field));
            } else if field == "value" && self.is_worked_out(row, &to, now) {
                reject(
                    "value is worked out from the users of that week".to_owned(),
                    "change active_users and target_users",
                );
            } else if base == present || self.bases.renamed.get(&base) == Some(&present) {
                found.push((field, base, to));
            } else if let Some(keep) = self.bases.keep {
                kept_here |= keep == Keep::Here;
                match keep {
                    Keep::Here => plan.kept.push(self.stays(row, (field, present, to))),
                    Keep::File => found.push((field, present, to)),
                }
            } else {
                let what =
                    format!("{field} was “{base}”, somebody made it “{present}” meanwhile, the sheet says “{to}”");
                let hint = "--keep here or --keep file (b in the preview) settles it, or write the one that is right";
                reject(what, hint);
            }
        }
        // A reading is taken whole or not at all: its cells are one measurement. The same holds for a pilot whose stage
        // changed, which only a decision may do.
        let mut refused = plan.rejected.iter().skip(refused).map(|(_, reject)| reject.reason.field);
        let is_left = match sheet {
            READINGS => kept_here || refused.next().is_some(),
            "pilots" => refused.any(|field| field == Some("stage")),
            _ => false,
        };
        if is_left {
            let left = found.into_iter().filter(|_| kept_here);
            plan.kept.extend(left.map(|cell| self.stays(row, cell)));
            return;
        }
        self.take(row, found, plan);
    }

    /// A cell that keeps its value here, with the value in the sheet.
    fn stays(&self, row: &Row, (field, here, to): (&str, String, String)) -> Edit {
        Edit { place: self.place(row), ..Edit::of(self.what(row), field, here, to) }
    }

    /// Takes the changed cells of a row, each with its old and new value.
    fn take(&self, row: &Row, found: Vec<(&'static str, String, String)>, plan: &mut Plan) {
        let (sheet, key) = (self.register.sheet, self.register.key(|field| self.text(row, field)));
        let changed: Vec<&str> = found.iter().map(|(field, ..)| *field).collect();
        let mut is_state_refused = false;
        for (field, was, mut to) in found {
            let typed = self.typed(row, field);
            // An unknown word is quoted as it was typed.
            let as_typed = |failure| {
                if typed == to { Err(failure) } else { self.change(row, (&key, field, &typed), &changed) }
            };
            let change = self.change(row, (&key, field, &to), &changed).or_else(as_typed);
            match change.and_then(|change| change.map(|change| plan.agreed(change)).transpose()) {
                Ok(Some(change)) => {
                    plan.remarks.extend(self.day_told(row, field).or_else(|| self.whom_told(row, field)));
                    to = read_as(&change, to, &typed);
                    plan.changes.push(Spot { sheet, row: row.line, field: Some(field) }.of(change));
                }
                // What goes with the state is not taken without it.
                Ok(None) if is_state_refused => continue,
                Ok(None) => {}
                Err(failure) => {
                    is_state_refused |= field == "state";
                    let wrong = self.register.column(failure.field.as_deref()).unwrap_or(field);
                    let failure = Failure { title: format!("{field}: {}", failure.title), ..failure };
                    plan.reject(sheet, row.line, reason(failure, Some(wrong)));
                    continue;
                }
            }
            plan.edits.push(Edit { place: self.place(row), ..Edit::of(self.what(row), field, was, to) });
        }
    }

    /// The change that a cell becomes; none where it goes together with others of its row.
    pub fn change(&self, row: &Row, (key, field, to): (&str, &str, &str), changed: &[&str]) -> Result<Option<Change>> {
        if is_said(self.register.sheet, field) {
            return self.said(row, (key, field, to), changed);
        }
        let Some(noun) = self.register.set else {
            return Ok(None);
        };
        self.refuse_counted(field, to)?;
        let set = |to: &str| set::one(self.store, None, noun, (key, field, to));
        // Somebody whom the workbook renames may be meant by the old name.
        let called = self.bases.renamed.get(to);
        set(to).or_else(|failure| called.map_or(Err(failure), |name| set(name))).map(Some)
    }

    fn repeated(&self, first: u64) -> Invalid {
        let reason = Invalid::new(format!("it stands in row {first} too")).hint("keep one of the two rows");
        reason.at(if self.register.sheet == READINGS { "week" } else { "id" })
    }

    fn unknown(&self, row: &Row) -> Invalid {
        let id = self.text(row, "id");
        let reason = Invalid::new(format!("there was nothing with the id {id} when the workbook was written"));
        reason.hint("leave the column id as it was; a new row has none").at("id")
    }

    fn take_added<'p>(&self, row: &Row, present: impl Iterator<Item = &'p Value>, plan: &mut Plan) {
        let sheet = self.register.sheet;
        let added: Vec<&Change> = plan.changes.iter().map(|(.., change)| change).collect();
        match self.added(row, present, &added) {
            Added::New(change) => {
                plan.changes.push(Spot { sheet, row: row.line, field: None }.of(*change));
                plan.added.insert(self.place(row));
                let told = |field: &&str| self.day_told(row, field).or_else(|| self.whom_told(row, field));
                plan.remarks.extend(self.register.columns.iter().filter_map(told));
                plan.edits.extend(self.filled(row, self.register.columns));
            }
            Added::Known => plan.remarks.push(format!(
                "{} is there already: it is not added again. Where {} is another one, give it another name.",
                self.place(row),
                self.what(row)
            )),
            Added::Refused(reason) => plan.reject(sheet, row.line, reason),
        }
    }

    /// The filled cells of a new row.
    fn filled(&self, row: &Row, fields: &[&str]) -> Vec<Edit> {
        let edit = |(field, to): (&str, String)| {
            let to = shown(to, &self.typed(row, field));
            Edit { place: self.place(row), ..Edit::of(self.what(row), field, String::new(), to) }
        };
        let given = fields.iter().map(|field| (*field, self.text(row, field)));
        given.filter(|(_, text)| !text.is_empty()).map(edit).collect()
    }

    /// Was any cell of the row changed in the sheet?
    fn differs(&self, row: &Row, was: &Value) -> bool {
        let there = self.register.columns.iter().filter(|field| self.table.column(field).is_some());
        there.into_iter().any(|field| !self.is_as(row, field, was.get(*field)))
    }
}
