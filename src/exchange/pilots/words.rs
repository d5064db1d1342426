//! Reads the words for how far a pilot is and how it goes: its stage and its status.

use super::row::Mapping;
use super::told::Missing;
use crate::domain::shown::collapsed;
use crate::domain::{Invalid, Lifecycle, Stage, Status};
use crate::exchange::profile::{Columns, StageRule};

impl Mapping<'_> {
    /// The stage as it is kept, the lifecycle where the word says one, and whether the stage is a guess.
    pub(super) fn stage(&mut self, columns: &Columns) -> Result<(String, Option<String>, bool), Invalid> {
        let places = columns.places(self.table);
        let said = places.iter().find(|at| !self.row.text(**at).is_empty());
        let place = said.or(places.first()).copied().unwrap_or_default();
        let column = self.table.header.get(place).map_or("", String::as_str);
        let word = collapsed(self.row.text(place));
        self.mark(place);
        let profile = self.profile;
        if let Some(rule) = profile.stage_rule(&word) {
            if let Some(means) = meaning(rule).filter(|means| !says(&word, means)) {
                self.understand(place, means);
            }
            if !profile.taken_over
                && let (None, Some(lifecycle)) = (rule.stage, rule.lifecycle)
            {
                return Ok((String::new(), Some(lifecycle.name().to_owned()), false));
            }
            let (stage, guess) = rule.stage.map_or_else(|| (self.guess(rule), true), |stage| (stage, false));
            return Ok((stage.to_string(), rule.lifecycle.map(|lifecycle| lifecycle.name().to_owned()), guess));
        }
        if word.is_empty() {
            return Ok((String::new(), None, false));
        }
        let number: i64 = word.parse().map_err(|_| {
            Invalid::new(format!("“{word}” in column “{column}” is not a stage"))
                .hint("write 1 to 4, or say in the mapping what the word means")
                .at("stage")
        })?;
        Stage::from_number(number).map(|stage| (stage.to_string(), None, false))
    }

    /// The status as it is kept, and the lifecycle where a word such as “on hold” stands in its place, or in another of
    /// its columns. A word of progress says nothing of it, nor does one that is not known: that is told, unless another
    /// column has the status. So is another lifecycle than the one that the row has said before.
    pub(super) fn reported(&mut self, columns: &Columns, before: Option<&str>) -> (String, Option<String>) {
        let (mut status, mut lifecycle, mut unknown) = (None, None, None);
        for column in columns.names() {
            let Some(cell) = self.read(column) else {
                continue;
            };
            let word = self.status_word(&cell);
            let goes_on = word == Lifecycle::Active.name();
            if word.is_empty() || goes_on {
                self.under_way = goes_on.then_some(true).or(self.under_way);
                if status.is_none() && lifecycle.is_none() {
                    self.leave(column, Missing::Status);
                }
                continue;
            }
            let rule = self.profile.stage_rule(&word);
            let ended = rule.filter(|rule| rule.stage.is_none()).and_then(|rule| rule.lifecycle);
            // That a status is out of date is said of people, and not by them.
            let said = word.parse::<Status>().ok().filter(|status| *status != Status::Stale);
            let is_other = |ended: Lifecycle| before.is_some_and(|before| !before.is_empty() && before != ended.name());
            if said.is_none() && ended.is_some_and(is_other) {
                self.overrule(column, Missing::SameState);
                continue;
            }
            let (name, means) = match (said, ended) {
                (Some(said), _) if status.is_none() => (said.to_string(), said.said().to_owned()),
                (None, Some(ended)) if lifecycle.is_none() => (ended.name().to_owned(), ended.name().to_owned()),
                (None, None) => {
                    let is_stage = rule.is_some_and(|rule| rule.stage.is_some());
                    let missing = if is_stage { Missing::StatusOfStage } else { Missing::KnownStatus };
                    unknown = unknown.or_else(|| self.unread(column, missing));
                    continue;
                }
                _ => continue,
            };
            *(if said.is_some() { &mut status } else { &mut lifecycle }) = Some(name.clone());
            self.take(column);
            if let Some(place) = self.table.column(column).filter(|_| !says(&cell, &means) && !says(&cell, &name)) {
                self.understand(place, means);
            }
        }
        if status.is_none() && lifecycle.is_none() && unknown.is_some() {
            self.under_way = self.under_way.or(Some(false));
            self.unread.extend(unknown);
        }
        (status.unwrap_or_default(), lifecycle)
    }

    /// What a cell of the status means; signs around its word mean nothing: `● amber`, `(G)`.
    fn status_word(&self, cell: &str) -> String {
        let word = self.profile.meaning("reported", cell.to_owned());
        let bare = cell.trim_matches(|c: char| !c.is_alphanumeric());
        if word == cell && !bare.is_empty() { self.profile.meaning("reported", bare.to_owned()) } else { word }
    }

    fn guess(&self, rule: &StageRule) -> Stage {
        let cell = |name: &str| self.table.column(name).and_then(|place| self.row.cells.get(place));
        let dated = |name: &str| cell(name).is_some_and(|cell| self.profile.day(cell).is_some());
        rule.by_date.iter().find(|by| dated(&by.column)).map_or(Stage::One, |by| by.stage)
    }
}

/// What a rule takes a word to mean, in words.
fn meaning(rule: &StageRule) -> Option<String> {
    let stage = rule.stage.map(|stage| format!("stage {stage}"));
    stage.or_else(|| rule.lifecycle.map(|lifecycle| lifecycle.name().to_owned()))
}

/// Does a word say itself what it was taken to mean: `Phase 2` stage 2, and `on track` that?
fn says(word: &str, means: &str) -> bool {
    let number = means.strip_prefix("stage ");
    number.map_or_else(|| collapsed(word).eq_ignore_ascii_case(means), |number| word.contains(number))
}
