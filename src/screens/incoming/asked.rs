//! What the preview asks about a file: the text of a cell, what a column feeds and how it is read, which pilot tickets
//! are about.

use super::super::choices;
use super::Preview;
use crate::domain::incoming::{
    Asked, Cell, Column as Fed, DateOrder, Foreseen, Incoming, Keep, RowsOf, expect_mapping_name,
};
use crate::domain::nearly::is_called_nearly;
use crate::domain::seek::folded;
use crate::domain::shown::{brief, collapsed};
use crate::domain::spoken::{Side, day_said};
use crate::domain::{Day, Invalid, PersonId, written};
use crate::exchange::Profile;
use crate::exchange::fields::{self, NOTHING, Said};
use crate::interaction::{Context, Effect, Failure, Field, Form, Kind, NO_CHOICE, fuzzy};

/// Three answers: a word, what it says, and what it means; none leaves it to the program.
type Answers<T> = [(&'static str, &'static str, Option<T>); 3];

/// Everybody to choose from, each by what a cell says of nobody else: the name, or where others have it the address.
fn people(context: &Context) -> Vec<(String, String)> {
    let directory = &context.directory;
    let known =
        |of: &[(PersonId, String)], id: PersonId| of.iter().find(|(one, _)| *one == id).map(|(_, text)| text.clone());
    let read = |(id, label): &(PersonId, String)| {
        let name = known(&directory.people, *id).filter(|name| name == label);
        let read = name.or_else(|| known(&directory.emails, *id)).unwrap_or_else(|| id.to_string());
        (read, label.clone())
    };
    directory.labels.iter().map(read).collect()
}

/// A choice of what a cell means: the first of those that are nearly called as it says is proposed.
fn one_of(options: Vec<(String, String)>, text: &str, label: String) -> Field {
    let is_near = |(value, title): &(String, String)| {
        // A pilot is found by its code too, behind its name.
        let name = title.strip_suffix(&format!(" ({value})")).unwrap_or(title);
        is_called_nearly(text, name)
    };
    let (near, others): (Vec<_>, Vec<_>) = options.into_iter().partition(is_near);
    let meant = near.first().map(|(value, _)| value.clone());
    choice(label, meant, near.into_iter().chain(others).collect())
}

/// A choice where nothing is chosen yet unless one is proposed: Enter must not mean the one that happens to be first.
fn choice(label: String, meant: Option<String>, options: Vec<(String, String)>) -> Field {
    let options = Kind::Options(options);
    let options = if meant.is_some() { options } else { options.or(NO_CHOICE) };
    Field::of(options, "value", label, meant.unwrap_or_default()).required()
}

/// The day of what counts from today, as no file says it: `yesterday`, `last wednesday`.
fn counted(typed: &str, today: Day, side: Side) -> Option<String> {
    let said = if written::read(typed).is_none() { day_said(typed, today, side) } else { None };
    said?.ok().map(|day| day.to_string())
}

impl Preview {
    /// On which side of today days lie that stand in the column of a cell; none where it is not one of days. The columns
    /// of a workbook of ours are called as their fields.
    fn side_of(&self, cell: &Cell) -> Option<Side> {
        let column = self.foreseen.columns.iter().find(|column| column.name == cell.column);
        match column.map_or(Some(cell.column.as_str()), |column| column.field.as_deref())? {
            "started" | "entered" | "raised" | "resolved" | "changed" | "date" | "documented" | "trained"
            | "retired" => Some(Side::Behind),
            "due" | "start" | "rollout" | "partner_ends" => Some(Side::Ahead),
            _ => None,
        }
    }

    pub(super) fn ask_for_a_value(&self, context: &Context) -> Vec<Effect> {
        let Some((cells, text, asked)) = self.correctable() else {
            return Vec::new();
        };
        let [first, others @ ..] = cells else {
            return Vec::new();
        };
        let label = if others.is_empty() {
            format!("{}, “{}” is read as", first.row_told(), first.column)
        } else {
            format!("“{}”, in {} cells, is read as", brief(text), cells.len())
        };
        let field = match asked {
            Asked::Anew => Field::line("value", label, collapsed(text)),
            Asked::Rather(meant) => Field::line("value", label, meant),
            Asked::Pilot => one_of(self.pilots.clone(), text, label),
            Asked::Metric(names) => one_of(names.into_iter().map(|name| (name.clone(), name)).collect(), text, label),
            Asked::Person => {
                let people = people(context);
                let is_named = |(_, title): &&(String, String)| fuzzy::holds(text, &folded(title));
                let meant = people.iter().find(is_named).filter(|_| !text.trim().is_empty());
                choice(label, meant.map(|(read, _)| read.clone()), people)
            }
        };
        let Cell { sheet, row, place, .. } = first;
        let place = format!("import/cell/{}/{sheet}/{row}/{place}", self.foreseen.incoming.path);
        let (side, today) = (self.side_of(first), context.today);
        let (cells, incoming) = (cells.to_vec(), self.foreseen.incoming.clone());
        let leads = move |form: &Form| {
            let typed = form.value("value");
            let read = side.and_then(|side| counted(&typed, today, side)).unwrap_or(typed);
            Ok(vec![Effect::Foresee(incoming.clone().corrected(&cells, &read))])
        };
        // The prompt covers rows at the foot, and may cover what is told of this one.
        let wrong = self.foreseen.rejected.get(self.edits.selected);
        let failure = wrong.map(|one| Failure::from(Invalid::new(one.text.clone())));
        let form = Form::look_up(place, "Correct a cell", field.replaced(), Box::new(leads));
        vec![Effect::form(Form { failure, ..form })]
    }

    /// What the columns feed now; of those of one field the one that counts stands first.
    pub(super) fn fed(&self) -> Vec<(String, String)> {
        let mut columns: Vec<&Fed> = self.foreseen.columns.iter().collect();
        columns.sort_by_key(|column| column.rank);
        let feeds = |column: &Fed| Some((column.name.clone(), column.field.clone()?));
        columns.into_iter().filter_map(feeds).collect()
    }

    /// The file with what is said of its columns: of pilots all that feed something, of other rows what somebody said
    /// beside what the mapping knows.
    fn saying(&self) -> Incoming {
        let Foreseen { incoming, map, .. } = &self.foreseen;
        let columns = if self.is_of_a_list() { incoming.columns.clone() } else { self.fed() };
        let map = if incoming.map.is_empty() { map.clone() } else { incoming.map.clone() };
        Incoming { map, columns, ..incoming.clone() }
    }

    /// What a column of such rows may feed: of readings a metric before all else.
    fn fields_of(&self, column: &Fed, rows: RowsOf) -> Kind {
        let metrics = self.foreseen.metrics.iter().map(|(says, name)| (says.clone(), format!("{name} (metric)")));
        let fields = fields::of(rows).iter().map(|field| ((*field).to_owned(), field.replace('_', " ")));
        let becomes = if column.is_unknown { "is left out" } else { self.becomes(column) };
        Kind::titled(metrics.chain(fields).chain([(NOTHING.to_owned(), format!("nothing: it {becomes}"))]))
    }

    /// What says what a column feeds now; nothing where that is a metric which nobody knows.
    fn says(&self, column: &Fed) -> String {
        let Some(field) = &column.field else {
            return if column.is_unknown { String::new() } else { NOTHING.to_owned() };
        };
        let metric = self.foreseen.metrics.iter().find(|(_, name)| name == field);
        metric.map_or(field, |(says, _)| says).clone()
    }

    pub(super) fn ask_for_a_field(&self) -> Vec<Effect> {
        let Some(column) = self.column() else {
            return Vec::new();
        };
        let rows = self.foreseen.kind.unwrap_or(RowsOf::Pilots);
        let field =
            Field::of(self.fields_of(column, rows), "field", format!("“{}” feeds", column.name), self.says(column));
        let field = if column.is_unknown { field.required() } else { field.replaced() };
        let (name, incoming) = (column.name.clone(), self.saying());
        let leads = move |form: &Form| {
            let chosen = form.value("field");
            let others = incoming.columns.iter().filter(|(known, _)| *known != name).cloned();
            let said = (name.clone(), chosen);
            let columns: Said = if rows == RowsOf::Pilots {
                others.chain([said]).filter(|(_, field)| field != NOTHING).collect()
            } else {
                // What is said last of a field counts.
                std::iter::once(said).chain(others).collect()
            };
            if rows == RowsOf::Pilots && !columns.iter().any(|(_, field)| field == "name" || field == "code") {
                let error = Invalid::new("no column is the name of the pilot");
                return Err(error.hint("say of another column first that it is the name").at("field"));
            }
            Ok(vec![Effect::Foresee(Incoming { columns, ..incoming.clone() })])
        };
        vec![Effect::form(Form::look_up(
            format!("import/field/{}/{}", self.foreseen.incoming.path, column.name),
            "What it feeds",
            field,
            Box::new(leads),
        ))]
    }

    pub(super) fn ask_for_a_mapping(&self) -> Vec<Effect> {
        let incoming = self.foreseen.incoming.clone();
        let options = Kind::words(&self.foreseen.maps).or("the one that its columns tell");
        let field = Field::of(options, "map", "it is read by", incoming.map.clone()).replaced();
        let leads = move |form: &Form| {
            // What was said of columns, dates and pilot was said of the file as it was read before; a cell is a cell.
            let Incoming { seal, header, corrections, .. } = incoming.clone();
            let read = Incoming { map: form.value("map"), header, corrections, seal, ..incoming.plain() };
            Ok(vec![Effect::Foresee(read)])
        };
        let place = format!("import/map/{}", self.foreseen.incoming.path);
        vec![Effect::form(Form::look_up(place, "The mapping", field, Box::new(leads)))]
    }

    pub(super) fn ask_for_a_sheet(&self, context: &Context) -> Vec<Effect> {
        let Foreseen { incoming, sheets, .. } = &self.foreseen;
        let left = |sheet: &String| {
            let file = Incoming { path: incoming.path.clone(), sheet: sheet.clone(), ..Incoming::default() };
            choices::taken_up(file, &context.drafts)
        };
        let files: Vec<Incoming> = sheets.iter().map(left).collect();
        let field = Field::of(Kind::words(sheets), "sheet", "what is taken in is", incoming.sheet.clone());
        let leads = move |form: &Form| {
            let chosen = form.value("sheet");
            let file = files.iter().find(|file| file.sheet.eq_ignore_ascii_case(&chosen));
            let looks: Vec<Effect> = file.cloned().map(Effect::Foresee).into_iter().collect();
            Ok(looks)
        };
        let place = format!("import/sheet/{}", incoming.path);
        vec![Effect::form(Form::look_up(place, "The sheet", field.required(), Box::new(leads)))]
    }

    pub(super) fn ask_for_the_header(&self) -> Vec<Effect> {
        let incoming = self.foreseen.incoming.clone();
        let old = incoming.header.map(|row| row.to_string()).unwrap_or_default();
        let label = "the row that names the columns; empty finds it";
        let leads = move |form: &Form| {
            let typed = form.value("header");
            let header = match typed.trim() {
                "" => None,
                row => Some(row.parse::<u64>().map_err(|_| {
                    let hint = "write its number, as a spreadsheet shows it";
                    Invalid::new(format!("“{row}” is not the number of a row")).hint(hint).at("header")
                })?),
            };
            // What was said of columns was said of others.
            Ok(vec![Effect::Foresee(Incoming { header, columns: Vec::new(), ..incoming.clone() })])
        };
        let field = Field::line("header", label, old).replaced();
        let place = format!("import/header/{}", self.foreseen.incoming.path);
        vec![Effect::form(Form::look_up(place, "The header row", field, Box::new(leads)))]
    }

    pub(super) fn ask_for_an_order(&self) -> Vec<Effect> {
        const ORDERS: Answers<DateOrder> = [
            ("told", "a date such as 25/4/2026 tells; 25.4.2026 does not", None),
            ("day-first", "day first: 3/4/2026 is the 3rd of April", Some(DateOrder::DayFirst)),
            ("month-first", "month first: 3/4/2026 is the 4th of March", Some(DateOrder::MonthFirst)),
        ];
        let dates = |incoming, dates| Incoming { dates, ..incoming };
        let asked = ("import/dates", "The order of dates", "dates are read");
        self.ask(asked, ORDERS, self.foreseen.incoming.dates, dates)
    }

    pub(super) fn ask_what_to_keep(&self) -> Vec<Effect> {
        const KEEPS: Answers<Keep> = [
            ("rejected", "neither: it is rejected, and told", None),
            ("here", "what stands here", Some(Keep::Here)),
            ("file", "what the file says", Some(Keep::File)),
        ];
        let keep = |incoming, keep| Incoming { keep, ..incoming };
        let asked = ("import/keep", "Edited here and in the file", "what stands");
        self.ask(asked, KEEPS, self.foreseen.incoming.keep, keep)
    }

    /// Asks for one of three answers, and looks at the file anew as it is said then.
    fn ask<T: Copy + PartialEq + 'static>(
        &self,
        (place, title, label): (&str, &str, &str),
        answers: Answers<T>,
        old: Option<T>,
        said: fn(Incoming, Option<T>) -> Incoming,
    ) -> Vec<Effect> {
        let options = Kind::titled(answers.map(|(word, told, _)| (word, told)));
        let word = answers.iter().find(|(.., answer)| *answer == old).map_or("", |(word, ..)| word);
        let field = Field::of(options, "answer", label, word).replaced();
        let incoming = self.foreseen.incoming.clone();
        let leads = move |form: &Form| {
            let chosen = form.value("answer");
            let answer = answers.iter().find(|(word, ..)| *word == chosen).and_then(|(.., answer)| *answer);
            Ok(vec![Effect::Foresee(said(incoming.clone(), answer))])
        };
        vec![Effect::form(Form::look_up(place, title, field, Box::new(leads)))]
    }

    pub(super) fn ask_for_a_pilot(&self) -> Vec<Effect> {
        let incoming = self.foreseen.incoming.clone();
        let options = self.pilots.clone();
        let field = Field::of(Kind::Options(options), "pilot", "tickets that name none are of", incoming.pilot.clone());
        let leads =
            move |form: &Form| Ok(vec![Effect::Foresee(Incoming { pilot: form.value("pilot"), ..incoming.clone() })]);
        vec![Effect::form(Form::look_up("import/pilot", "Whose tickets", field.required(), Box::new(leads)))]
    }

    pub(super) fn ask_for_a_name(&self) -> Vec<Effect> {
        let field = Field::line("name", "under which name", "");
        let incoming = self.foreseen.incoming.clone();
        let read = self.saying();
        let kept = self.foreseen.maps.clone();
        let leads = move |form: &Form| {
            let name = form.value("name");
            expect_mapping_name(&name, Profile::known())?;
            if kept.contains(&name) {
                let error = Invalid::new(format!("there is a mapping “{name}” already"));
                return Err(error.hint("choose another name; ⟨preview mapping⟩ reads the file by that one").at("name"));
            }
            // Looked at anew, the file knows the name for the next time.
            Ok(vec![Effect::KeepMapping(name, read.clone()), Effect::Foresee(incoming.clone())])
        };
        vec![Effect::form(Form::leading("import/mapping", "Keep as a mapping", field, Box::new(leads)))]
    }
}
