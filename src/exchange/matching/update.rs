//! Owns what a row changes of its pilot: what the file says anew, unless somebody wrote something else here.

use std::collections::HashSet;

use super::people::{PEOPLE, People};
use super::planned::{Known, Plan, Speaker};
use super::said::{PART, READ, because, content, findings, parts, said, source};
use crate::domain::change::{NoteChange, PilotChange, PilotField, Sayings};
use crate::domain::incoming::{Edit, Keep};
use crate::domain::person::called;
use crate::domain::pilot::check_code;
use crate::domain::shown::brief;
use crate::domain::{Change, Fixed, Invalid, Lifecycle, PilotId, Powers, Status, Value, VisitKind};
use crate::exchange::csv_out::visible;
use crate::exchange::pilots::{FINDINGS, Mapped};
use crate::exchange::{Reject, hash};

/// One row against the pilot that it belongs to.
pub(super) struct Update<'a, 'b> {
    pub row: &'a Mapped,
    pub known: &'a Known,
    pub speaker: Speaker<'a>,
    pub people: &'a mut People<'b>,
    pub plan: &'a mut Plan,
}

impl Update<'_, '_> {
    /// Plans what the row changes; nothing where it has another stage than a decision brought the pilot to.
    pub fn run(&mut self) {
        if let Some(reason) = self.against_a_decision() {
            self.plan.rejected.push(Reject { row: self.row.row, reason });
            return;
        }
        let (before, known) = (self.plan.changes.len(), self.known);
        let refused = self.fields();
        let changed = self.plan.changes.len() > before;
        if changed && known.pilot.archived && self.row.text("archived") != "false" {
            self.plan.archived.push(known.pilot.code.clone());
        }
        if !self.is_known() && self.is_to_go_on() {
            self.plan.halted.push(format!("{} ({})", known.pilot.code, known.pilot.lifecycle));
        }
        self.remember(&refused);
        self.plan.partly += u32::from(!refused.is_empty());
        if changed { self.plan.changed += 1 } else { self.plan.unchanged += 1 }
    }

    /// Plans what changes of its fields; answers those that are refused.
    fn fields(&mut self) -> HashSet<&'static str> {
        let (mut refused, mut reported) = (HashSet::new(), false);
        for field in self.row.fields.keys().copied().collect::<Vec<_>>() {
            if self.says_nothing(field) {
                self.plan.silent.extend(self.left_empty(field));
                continue;
            }
            if !self.changed(field) {
                // An address that was taken away here is not brought back by what the file has said before.
                if self.is_somebody(field) && self.is_written_anew(field) {
                    self.people.learn_from(self.row.text(field));
                }
                if self.known.source.is_some() && self.stands_otherwise(field) && !self.is_as_corrected(field) {
                    if self.is_said_elsewhere(field) { self.plan.overtaken += 1 } else { self.keep(field) }
                }
                continue;
            }
            let is_edited = self.edited_here(field);
            if is_edited && self.speaker.keep == Some(Keep::Here) {
                self.keep(field);
                continue;
            }
            if is_edited && self.speaker.keep.is_none() {
                let both = self.both(field);
                let [was, to] = both.said();
                let error = Invalid::new(format!("{field} of {} was edited here and in the file", both.what))
                    .hint(format!(
                        "here it is “{}”, the file says “{}”; `--keep here` or `--keep file` (b in the preview) says which stands",
                        brief(&was),
                        brief(&to)
                    ))
                    .at(field);
                self.refuse(field, error, &mut refused);
                continue;
            }
            if field == FINDINGS {
                self.plan.changes.extend(findings(self.row, self.known.pilot.id));
                continue;
            }
            // A status and its reason are one report.
            let is_report = matches!(field, "reported" | "because");
            if is_report && reported {
                continue;
            }
            match self.change(field) {
                Ok(change) => {
                    reported |= is_report && change.is_some();
                    self.plan.changes.extend(change);
                }
                Err(error) => self.refuse(field, error, &mut refused),
            }
        }
        self.plan.changes.extend(self.goes_on());
        refused
    }

    /// Leaves a field as it was edited here.
    fn keep(&mut self, field: &'static str) {
        let kept = self.both(field);
        self.plan.kept.push(kept);
    }

    /// What stands here of a field, and what the file says in its place.
    fn both(&self, field: &'static str) -> Edit {
        let line = |text: &str| text.replace('\n', ", ");
        let here = self.here(field).unwrap_or_default();
        Edit::of(self.known.pilot.code.clone(), field, line(&here), line(self.row.text(field)))
    }

    /// A pilot that the file had paused or ended goes on where the file says so no more, and nobody here said
    /// otherwise.
    fn goes_on(&self) -> Option<Change> {
        let pilot = &self.known.pilot;
        if !self.is_known() || !self.is_to_go_on() {
            return None;
        }
        let (to, why) = (Lifecycle::Active, self.speaker.profile.source.clone());
        Some(Change::Pilot(PilotChange::Lifecycle { pilot: pilot.id, to, why, was: None }))
    }

    /// Was it paused or ended by what a file said last, and says this one so no more?
    fn is_to_go_on(&self) -> bool {
        let lifecycle = &self.known.pilot.lifecycle;
        let is_said = || self.then("lifecycle") == Some(&hash(lifecycle.name()));
        *lifecycle != Lifecycle::Active && is_said() && self.says_that_it_goes_on()
    }

    /// Does the row have a stage, a status or a word of progress, and none that pauses or ends, or that nobody knows?
    fn says_that_it_goes_on(&self) -> bool {
        let says = |field| !self.row.text(field).is_empty();
        !says("lifecycle") && self.row.under_way.unwrap_or_else(|| says("stage") || says("reported"))
    }

    fn refuse(&mut self, field: &'static str, reason: Invalid, refused: &mut HashSet<&'static str>) {
        refused.insert(field);
        self.plan.rejected.push(Reject { row: self.row.row, reason: reason.at(field) });
    }

    /// Is its cell empty where an empty one asks for nothing?
    fn says_nothing(&self, field: &str) -> bool {
        if field == "stage" && !self.row.says_stage {
            return true;
        }
        let never_says = matches!(field, "stage" | "lifecycle" | "reported" | "archived");
        (never_says || self.speaker.profile.empty_says_nothing) && self.row.text(field).is_empty()
    }

    /// A field that stands here, where an empty cell could as well ask that it goes: in a table of ours, of which
    /// nothing is remembered.
    fn left_empty(&self, field: &'static str) -> Option<String> {
        let never_goes = matches!(field, "code" | "stage" | "lifecycle" | "reported" | "because" | "archived");
        let stands = !never_goes && self.here(field).is_some_and(|here| !here.is_empty());
        (stands && !self.speaker.profile.remembers).then(|| format!("{} {field}", self.known.pilot.code))
    }

    /// What the file said last time.
    fn before(&self) -> Option<&Sayings> {
        Some(self.known.source.as_ref()?.said.by(self.speaker.tracker))
    }

    /// Did this file speak of the pilot before?
    fn is_known(&self) -> bool {
        self.known.source.as_ref().is_some_and(|source| source.said.knows(self.speaker.tracker))
    }

    /// What the file said last time, under a name.
    fn then(&self, field: &str) -> Option<&String> {
        self.before()?.get(field)
    }

    /// Does here stand what a file said of the field when it spoke last?
    fn is_said_elsewhere(&self, field: &'static str) -> bool {
        let known = PEOPLE.iter().find(|(known, _)| *known == field).map_or(field, |(_, meant)| *meant);
        let here = self.stands(field).map(|here| hash(&here));
        let mut all = self.known.source.iter().flat_map(|source| source.said.all());
        here.is_some_and(|here| all.any(|said| said.get(known) == Some(&here)))
    }

    /// Does here stand what somebody said is to be read in place of what the file said last time?
    fn is_as_corrected(&self, field: &'static str) -> bool {
        let read = self.then(&format!("{field}{READ}"));
        read.is_some() && read == self.stands(field).map(|here| hash(&here)).as_ref()
    }

    /// Whom it meant last time, where the field names people.
    fn meant(&self, field: &str) -> Option<&String> {
        self.then(PEOPLE.iter().find(|(known, _)| *known == field)?.1)
    }

    /// Does the file say something else than last time, or, without a memory, than the workspace?
    fn changed(&self, field: &'static str) -> bool {
        let text = self.row.text(field);
        match self.then(field) {
            _ if field == "name" && self.is_only_called() => false,
            // The file says what it said; what is read in its place may be something else.
            _ if self.row.original.contains_key(field) => {
                self.then(&format!("{field}{READ}")) != Some(&hash(&self.says(field)))
            }
            // The same person, written otherwise, is none.
            Some(_) if self.is_written_anew(field) => {
                self.meant(field).is_none_or(|meant| *meant != hash(&self.says(field)))
            }
            Some(_) => false,
            None => !self.stands_as(field, text),
        }
    }

    /// Does that stand here, be it as a table of ours has it, which spells out what commands a terminal?
    fn stands_as(&self, field: &str, text: &str) -> bool {
        self.here(field).is_some_and(|here| here == text || visible(&here) == text)
    }

    /// Is it written otherwise than last time, whatever it means?
    fn is_written_anew(&self, field: &'static str) -> bool {
        self.then(field).is_some_and(|then| *then != hash(&said(field, self.row.text(field), self.speaker.profile)))
    }

    /// Is what stands here neither what a file said last time nor what this one says now?
    fn edited_here(&self, field: &'static str) -> bool {
        let never = match field {
            "lifecycle" => hash(Lifecycle::Active.name()),
            // Of these a decision tells, or nobody.
            "stage" | "entered" | "archived" if !self.speaker.profile.taken_over => return false,
            _ => hash(""),
        };
        let then = self.meant(field).or_else(|| self.then(field)).cloned();
        let then = then.or_else(|| self.known.source.is_some().then_some(never));
        // A reason that nobody gave is none.
        let unsaid = field == "because" && self.stands(field).is_some_and(|here| here.is_empty());
        !unsaid
            && !self.is_as_corrected(field)
            && !self.is_said_elsewhere(field)
            && then.zip(self.stands(field)).is_some_and(|(then, here)| hash(&here) != then)
            && self.stands_otherwise(field)
    }

    /// Is what was edited here left, where the file has something else?
    fn stays(&self, field: &'static str) -> bool {
        self.edited_here(field) && self.speaker.keep != Some(Keep::File)
    }

    /// Does something else stand here than the file says?
    fn stands_otherwise(&self, field: &'static str) -> bool {
        let still = |here: &String| self.meant(field) == Some(&hash(here)) && !self.is_written_anew(field);
        // Whom the file meant is still meant, be there now another one of that name.
        self.stands(field).is_some_and(|here| here != self.says(field) && !(self.is_somebody(field) && still(&here)))
    }

    /// What the file says, however it writes it; of people in a tracker whom it means.
    fn says(&self, field: &'static str) -> String {
        let text = self.row.text(field);
        match field {
            "name" if self.is_only_called() => self.known.pilot.name.clone(),
            _ if self.is_somebody(field) => self.people.meant(text),
            _ => said(field, text, self.speaker.profile),
        }
    }

    /// Does the name of the row only say which pilot it means: in another case, or by its code?
    fn is_only_called(&self) -> bool {
        let (pilot, profile, name) = (&self.known.pilot, self.speaker.profile, self.row.text("name"));
        let is_key = self.row.text("code").is_empty();
        // Beside its code, a table of ours may write the name in another case.
        let is_named = (is_key || profile.remembers) && called(name) == called(&pilot.name);
        !profile.taken_over && (is_named || is_key && name.to_lowercase() == pilot.code)
    }

    /// What stands here as the file would say it; of people who they are, as several may have one name.
    fn stands(&self, field: &'static str) -> Option<String> {
        if !self.is_somebody(field) {
            return Some(said(field, &self.here(field)?, self.speaker.profile));
        }
        let pilot = &self.known.pilot;
        let lead = || pilot.lead.as_ref().map(|(person, _)| *person);
        let person = if field == "lead" { lead() } else { pilot.owner.as_ref().map(|seat| seat.id) };
        Some(person.map(|person| person.to_string()).unwrap_or_default())
    }

    fn is_somebody(&self, field: &str) -> bool {
        !self.speaker.profile.taken_over && PEOPLE.iter().any(|(known, _)| *known == field)
    }

    /// What stands here, in the canonical text of the file; none for notes, which are compared one by one.
    fn here(&self, field: &str) -> Option<String> {
        let pilot = &self.known.pilot;
        let day = |day: Option<crate::domain::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        Some(match field {
            "name" => pilot.name.clone(),
            "code" => pilot.code.clone(),
            "summary" => self.known.summary.clone(),
            "unit" => pilot.unit.clone(),
            "tags" => pilot.tags.join("\n"),
            "started" => day(pilot.started),
            "partner" => pilot.partner.clone(),
            "partner_ends" => day(pilot.partner_ends),
            "rollout" => day(pilot.rollout),
            "cohort" => pilot.cohort.clone(),
            "spend_change" => pilot.spend_change.map(|spent| spent.to_string()).unwrap_or_default(),
            "spend_technology" => pilot.spend_technology.map(|spent| spent.to_string()).unwrap_or_default(),
            "stage" => pilot.stage.to_string(),
            "lifecycle" => pilot.lifecycle.to_string(),
            "owner" => pilot.owner_name().unwrap_or_default().to_owned(),
            "lead" => pilot.lead.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            "reported" => pilot.report.status.to_string(),
            "because" => pilot.report.because.clone(),
            "entered" => day(pilot.entered),
            "archived" => pilot.archived.to_string(),
            _ => return None,
        })
    }

    fn change(&mut self, field: &'static str) -> Result<Option<Change>, Invalid> {
        let (pilot, text) = (self.known.pilot.id, self.row.text(field));
        if self.stands_as(field, text) {
            return Ok(None);
        }
        let why = self.speaker.profile.source.clone();
        let change = match field {
            // It goes with the stage that was entered then.
            "entered" => return Ok(None),
            "stage" => self.retake(why),
            "lifecycle" => PilotChange::Lifecycle { pilot, to: text.parse::<Lifecycle>()?, why, was: None },
            "owner" => {
                let person = self.people.find(text, "owner")?;
                PilotChange::Appoint { pilot, person, powers: Powers::default(), why, was: None }
            }
            "reported" | "because" => {
                // What was reported here stays where the file says of it what it said last time.
                let says = self.changed("reported") && !self.stays("reported");
                let said: Option<Status> = self.row.text("reported").parse().ok().filter(|_| says);
                let report = &self.known.pilot.report;
                let status = said.unwrap_or(report.status);
                if status == Status::NotReported {
                    let is_given = field == "because" && !text.is_empty();
                    self.plan.groundless.extend(is_given.then_some(self.row.row));
                    return Ok(None);
                }
                // So does the reason that was given here.
                let ours = self.row.fields.contains_key("because")
                    && !report.because.is_empty()
                    && (self.stays("because") || !self.changed("because") && self.stands_otherwise("because"));
                let because = if ours { report.because.clone() } else { because(self.row, self.speaker.profile) };
                PilotChange::Report { pilot, status, because, was: None }
            }
            "archived" => PilotChange::Archive { pilot, archived: text == "true" },
            "note" => return Ok(self.note(pilot, text)),
            _ => self.set(pilot, field, text)?,
        };
        Ok(Some(Change::Pilot(change)))
    }

    /// Why the stage of the row is not taken, where it is another one and only a decision moves the pilot on.
    fn against_a_decision(&self) -> Option<Invalid> {
        const STAGE: &str = "stage";
        let (pilot, to) = (&self.known.pilot, self.row.stage());
        let is_said = self.row.fields.contains_key(STAGE) && !self.says_nothing(STAGE) && self.changed(STAGE);
        let is_left = self.speaker.keep == Some(Keep::Here) && self.edited_here(STAGE);
        if !is_said || is_left || pilot.is_correctable() || to == pilot.stage {
            return None;
        }
        let (what, hint) = if pilot.visit_kind == VisitKind::Start {
            let moves = format!("only its gate moves it on: steerco gate {}", pilot.code);
            (format!("{} is in stage {}", pilot.code, pilot.stage), moves)
        } else {
            let back = "an import does not undo a decision: move it back, or hold its gate, if the file is right";
            (format!("{} was brought to stage {} here", pilot.code, pilot.stage), back.to_owned())
        };
        let what = format!("{what}, and the file says stage {to}: nothing of the row is taken");
        Some(Invalid::new(what).hint(hint).at(STAGE))
    }

    fn retake(&self, why: String) -> PilotChange {
        PilotChange::Retake {
            pilot: self.known.pilot.id,
            to: self.row.stage(),
            why,
            entered: self.row.day("entered"),
            assumed: self.row.assumed,
        }
    }

    fn set(&mut self, pilot: PilotId, field: &'static str, text: &str) -> Result<PilotChange, Invalid> {
        let to = match field {
            "lead" => self.people.find(text, "lead")?.map_or(Value::Nothing, Value::Person),
            "tags" => Value::Words(self.row.tags()),
            "code" => {
                check_code(text)?;
                Value::text(text)
            }
            "started" | "partner_ends" | "rollout" => self.row.day(field).map_or(Value::Nothing, Value::Day),
            "spend_change" | "spend_technology" if text.is_empty() => Value::Nothing,
            "spend_change" | "spend_technology" => Value::Number(Fixed::parse(text).map_err(|error| error.at(field))?),
            _ => Value::text(text),
        };
        Ok(PilotChange::Set { pilot, field: field.parse::<PilotField>()?, to, was: None })
    }

    /// What a note says that the file did not say last time, where it is remembered part by part; else all of it.
    fn news(&self, text: &str) -> (String, bool) {
        let is_remembered = self.before().is_some_and(|before| before.keys().any(|name| name.starts_with(PART)));
        let is_new = |(name, part): &(String, &str)| !is_remembered || self.then(name) != Some(&hash(part));
        let news: Vec<&str> = parts(text).filter(is_new).map(|(_, part)| part).collect();
        (news.join("\n\n"), is_remembered)
    }

    /// The imported note is rewritten; one that was edited here is left alone, and the new text stands beside it.
    fn note(&self, pilot: PilotId, text: &str) -> Option<Change> {
        let (text, is_news) = self.news(text);
        // What changed back is said anew, whatever was said before.
        let is_there = || !is_news && self.known.notes.iter().any(|(_, note)| *note == text);
        if text.is_empty() || is_there() {
            return None;
        }
        let then = self.then("note");
        // What a tracker says each week stands one below the other; a register says one thing of each record.
        let mut imported = self.known.notes.iter().filter(|_| self.speaker.profile.taken_over);
        Some(Change::Note(match imported.find(|(_, note)| Some(&hash(note)) == then) {
            Some((note, _)) => NoteChange::Edit { note: *note, to: text, was: None },
            None => NoteChange::Add { pilot, text, on: None },
        }))
    }

    /// Remembers what the file says now; of refused fields what was said before, so that they are reported again. A
    /// tracker's fields that say nothing or are not there leave what was said before too.
    pub fn remember(&mut self, refused: &HashSet<&'static str>) {
        let Speaker { profile, tracker, .. } = self.speaker;
        let mut says = content(self.row, profile, self.people);
        let before = self.before();
        let base = |name: &str| name.split_once('.').map_or(name, |(field, _)| field).to_owned();
        for (name, said) in before.into_iter().flatten() {
            let (field, there) = (base(name), says.contains_key(name));
            // Who was meant stays who it was while the file writes them as before, and so does what was read.
            let same = *name != field && says.get(&field) == self.then(&field);
            if name.ends_with(READ) && (there || !same) {
                continue;
            }
            let silent = same || self.says_nothing(&field);
            // Of one that is met for the first time only what it has a column for is what the last one said.
            let is_its_own = self.is_known() || self.row.fields.contains_key(field.as_str());
            // A word such as “on hold” counts until another one takes its place.
            let counts = field != "lifecycle" || !self.says_that_it_goes_on();
            if is_its_own && counts && (refused.contains(field.as_str()) || silent || !there) {
                says.insert(name.clone(), said.clone());
            }
        }
        let known = |name: &String| before.is_some_and(|before| before.contains_key(name));
        says.retain(|name, _| !refused.contains(base(name).as_str()) || known(name));
        let heard = self.known.source.as_ref();
        let is_new = before != Some(&says) || !self.is_known();
        let said = heard.map(|source| source.said.clone()).unwrap_or_default().after(tracker, says);
        let Some(source) = source(self.row, profile, said) else {
            return;
        };
        let moved = profile.taken_over && heard.is_some_and(|known| known.key != source.key);
        if is_new || moved {
            self.plan.changes.push(Change::Pilot(PilotChange::Source { pilot: self.known.pilot.id, source }));
        }
    }
}
