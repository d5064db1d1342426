//! Plans what a table of actions changes in a workspace. New actions are added; open ones get the owner and date of the
//! table, and are done if it says so. No action is removed, and none that ended is opened again. Only an action that
//! was exported, which its id tells, takes on everything in its row, whatever was there; it keeps its pilot.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::pilots;
use super::planned::{Made, Planned};
use super::readings::unknown;
use super::report::{Report, left_out};
use crate::domain::change::{ActionChange, ActionField};
use crate::domain::incoming::DateOrder;
use crate::domain::person::{Names, at_rest, called, who};
use crate::domain::shown::collapsed;
use crate::domain::words::{count, first_few};
use crate::domain::{Action, ActionId, ActionState, Change, Day, Invalid, PersonId, PilotId, Value};
use crate::exchange::Table;
use crate::exchange::actions::{LAYOUT, Todo, read};
use crate::exchange::pilots::Word;
use crate::store::{Chosen, Error, Result, Store};

pub(super) fn plan(store: &Store, table: &Table, order: Option<DateOrder>, today: Day) -> Result<Planned> {
    let todos = read(table, order, today);
    let find = store.read().pilot_finder()?;
    let actions = store.read().actions()?;
    let mut known = Known::of(store, &find, &actions, &todos)?;
    let report = Report { kind: "actions", dates: order, rejected: table.rejected.clone(), ..Report::default() };
    let mut planned = Planned { report, ..Planned::default() };
    for todo in &todos {
        let made = known.changes(todo)?;
        let is_change = made.as_ref().is_ok_and(|made| !made.is_empty());
        planned.report.words.extend(word(table, todo).filter(|_| is_change));
        planned.take(todo.row, made);
    }
    let left = left_out(&LAYOUT.unfed(table), "actions", LAYOUT.names());
    let ended = ended_told(&known.ended);
    planned.report.remarks = counted(&todos, today).into_iter().chain(known.chosen).chain(ended).chain(left).collect();
    Ok(planned)
}

/// What the word of a state was taken to mean.
fn word(table: &Table, todo: &Todo) -> Option<Word> {
    let (cell, place) = (todo.state_said.clone()?, LAYOUT.place(table, "state")?);
    let column = table.header.get(place)?.clone();
    Some(Word { row: todo.row, place, column, cell, means: todo.state?.to_string() })
}

/// Which days count from today, and what they come to: looked at on another day, they are others.
fn counted(todos: &[Todo], today: Day) -> Option<String> {
    let one = |todo: &Todo| Some(format!("row {}: “{}” is {}", todo.row, todo.counted.as_ref()?, todo.due?));
    let told: Vec<String> = todos.iter().filter(|todo| todo.wrong.is_empty()).filter_map(one).collect();
    let days = count(told.len(), "day counts", "days count");
    (!told.is_empty()).then(|| format!("{days} from today, {today} ({}).", first_few(&told)))
}

/// What an action is known by: its text, and its pilot.
type Likeness = (String, Option<PilotId>);

/// What is known here that the rows speak of.
struct Known<'a> {
    store: &'a Store,
    /// Which pilot a text means.
    find: &'a dyn Fn(&str) -> Result<PilotId>,
    people: Names,
    /// Whom less than a name meant.
    chosen: BTreeSet<String>,
    /// Who of them is archived.
    archived: HashMap<PersonId, String>,
    actions: HashMap<Likeness, Vec<&'a Action>>,
    by_id: HashMap<ActionId, &'a Action>,
    /// Those that a row means by their ids, or meant already.
    meant: HashSet<ActionId>,
    /// The rows in which one was named by its id first.
    named: HashMap<ActionId, u64>,
    /// The rows in which one was named first.
    seen: HashMap<(Likeness, PersonId, Day), u64>,
    /// Those that have ended here, and that a row says are otherwise, with what the row says.
    ended: Vec<String>,
}

impl<'a> Known<'a> {
    fn of(
        store: &'a Store,
        find: &'a dyn Fn(&str) -> Result<PilotId>,
        all: &'a [Action],
        todos: &[Todo],
    ) -> Result<Self> {
        let mut actions: HashMap<Likeness, Vec<&Action>> = HashMap::new();
        for action in all {
            actions.entry((called(&action.text), action.pilot)).or_default().push(action);
        }
        let by_id = all.iter().map(|action| (action.id, action)).collect();
        let meant = todos.iter().filter_map(|todo| todo.id.parse().ok()).collect();
        let (people, named, seen) = (pilots::names(store)?, HashMap::new(), HashMap::new());
        let archived = store.read().archived_names()?.into_iter().collect();
        let (chosen, ended) = (BTreeSet::new(), Vec::new());
        Ok(Self { store, find, people, chosen, archived, actions, by_id, meant, named, seen, ended })
    }

    fn changes(&mut self, todo: &Todo) -> Result<Made> {
        let mut wrong = todo.wrong.clone();
        let written_out = todo.id.parse().ok().and_then(|id: ActionId| self.by_id.get(&id).copied());
        // Of several who are called so it is still the same.
        let owner = match written_out.filter(|there| called(&there.owner_name) == called(&todo.owner)) {
            Some(there) => Some(there.owner),
            None => heard(self.owner(&todo.owner), &mut wrong)?,
        };
        let pilot = heard(self.pilot(todo.pilot.as_deref().unwrap_or_default()), &mut wrong)?;
        let (Some(owner), Some(due), true) = (owner, todo.due, wrong.is_empty()) else {
            return Ok(Err(wrong));
        };
        let like = (called(&todo.text), pilot);
        let there = written_out.or_else(|| self.there(&like, (owner, due)));
        // Whoever has it already keeps it.
        let is_given = there.is_none_or(|there| there.owner != owner);
        if let Some(name) = self.archived.get(&owner).filter(|_| is_given) {
            return Ok(Err(vec![at_rest(name).at("owner")]));
        }
        if let Some(there) = written_out {
            return Ok(self.edited(there, todo, (owner, due, pilot)));
        }
        if let Some(first) = self.seen.insert((like.clone(), owner, due), todo.row) {
            let error = Invalid::new(format!("the same stands in row {first} too"));
            return Ok(Err(vec![error.hint("keep one of them")]));
        }
        if let Some(there) = there {
            self.meant.insert(there.id);
            if todo.state == Some(ActionState::Dropped) && there.is_open() {
                return Ok(Err(vec![dropped(there)]));
            }
            if !there.is_open() {
                self.ended.extend(stays_ended(there, todo));
                return Ok(Ok(Vec::new()));
            }
            let to = todo.state.filter(|state| *state == ActionState::Done).unwrap_or(there.state);
            return Ok(Ok(edits(there, (owner, due), to)));
        }
        if let Some(state) = todo.state.filter(|state| *state != ActionState::Open) {
            let error = Invalid::new(format!("it is {state}, and was not known before"));
            return Ok(Err(vec![error.hint("take the row out, or empty its state").at("state")]));
        }
        let text = todo.text.clone();
        Ok(Ok(vec![Change::Action(ActionChange::Add { text, owner, due, pilot, review: None })]))
    }

    /// What a row says otherwise of an action that was written out; or what is wrong with it.
    fn edited(&mut self, there: &Action, todo: &Todo, (owner, due, pilot): (PersonId, Day, Option<PilotId>)) -> Made {
        if let Some(first) = self.named.insert(there.id, todo.row) {
            let error = Invalid::new(format!("the same action stands in row {first} too"));
            return Err(vec![error.hint("keep one of them")]);
        }
        let to = todo.state.unwrap_or(there.state);
        let mut wrong = Vec::new();
        if todo.pilot.is_some() && pilot != there.pilot {
            let error = Invalid::new("an action keeps its pilot");
            wrong.push(error.hint("put the cell back, or empty its id: then it is another action").at("pilot"));
        }
        if to == ActionState::Dropped && there.state != to {
            wrong.push(dropped(there));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (action, field, was) = (there.id, ActionField::Text, Some(Value::Text(there.text.clone())));
        let set = || ActionChange::Set { action, field, to: Value::Text(todo.text.clone()), was };
        let text = (collapsed(&there.text) != collapsed(&todo.text)).then(set).map(Change::Action);
        Ok(text.into_iter().chain(edits(there, (owner, due), to)).collect())
    }

    /// Who does it; none where nobody is named. Nobody is made here, so that less than a name is enough.
    fn owner(&mut self, text: &str) -> Result<Option<PersonId>> {
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(known) = who(&self.people, text) {
            return Ok(Some(known));
        }
        let Chosen { id, told } = self.store.read().choose_person(text).map_err(|error| unknown(error, "owner"))?;
        self.chosen.extend(told);
        Ok(Some(id))
    }

    /// The pilot that it is about; none where it names none.
    fn pilot(&self, text: &str) -> Result<Option<PilotId>> {
        let named = (!text.is_empty()).then(|| (self.find)(text));
        named.transpose().map_err(|error| unknown(error, "pilot"))
    }

    /// The action that is meant: the one that is the same in all, else one that is open.
    fn there(&self, like: &Likeness, (owner, due): (PersonId, Day)) -> Option<&'a Action> {
        let free =
            || self.actions.get(like)?.iter().copied().find(|one| !self.meant.contains(&one.id) && one.is_open());
        let mut same = self.actions.get(like)?.iter().copied().filter(|one| !self.meant.contains(&one.id));
        same.find(|one| one.owner == owner && one.due == due).or_else(free)
    }
}

/// What was found; that a text names nothing is told with all else that is wrong in its row.
pub(super) fn heard<T>(found: Result<Option<T>>, wrong: &mut Vec<Invalid>) -> Result<Option<T>> {
    match found {
        Err(Error::Invalid(reason)) => {
            wrong.push(reason);
            Ok(None)
        }
        other => other,
    }
}

/// How an action ended here of which a row says something else.
fn stays_ended(there: &Action, todo: &Todo) -> Option<String> {
    let said = todo.state.filter(|state| *state != there.state)?;
    Some(format!("row {}: {} here, {said} in the file", todo.row, there.state))
}

/// That actions stay as they ended here.
fn ended_told(ended: &[String]) -> Option<String> {
    let stay = count(ended.len(), "action stays as it ended here", "actions stay as they ended here");
    let next = "next: one that goes on is another one, with another text or day";
    (!ended.is_empty()).then(|| format!("{stay} ({}); {next}.", first_few(ended)))
}

/// An action goes with a reason, which no table has.
fn dropped(there: &Action) -> Invalid {
    let hint = format!("take the row out, and say why: `steerco act {} drop --why TEXT`", there.id);
    Invalid::new("it is dropped, and nothing says why").hint(hint).at("state")
}

/// What a row says otherwise of an action: whose it is, by when, and what came of it.
fn edits(there: &Action, (owner, due): (PersonId, Day), to: ActionState) -> Vec<Change> {
    let says = [
        (ActionField::Owner, Value::Person(there.owner), Value::Person(owner)),
        (ActionField::Due, Value::Day(there.due), Value::Day(due)),
    ];
    let set = |(field, was, to)| ActionChange::Set { action: there.id, field, to, was: Some(was) };
    let end = ActionChange::End { action: there.id, to, why: String::new(), was: Some(there.state) };
    let said = says.into_iter().filter(|(_, was, to)| was != to).map(set);
    said.chain((to != there.state).then_some(end)).map(Change::Action).collect()
}
