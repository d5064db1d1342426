//! Owns states in a workbook that came back: a cell with another state becomes the change that its command makes, by
//! the same rules.

use super::beside::Compared;
use crate::cli::ground::failure::Result;
use crate::domain::change::{ActionChange, TickChange};
use crate::domain::{ActionState, Change, Invalid, ItemState};
use crate::exchange::states;
use crate::exchange::table::Row;

impl Compared<'_> {
    /// The change that such a cell becomes, given the `changed` cells of its row; none for a reason, which goes with
    /// its state.
    pub(super) fn said(
        &self,
        row: &Row,
        (key, field, to): (&str, &str, &str),
        changed: &[&str],
    ) -> Result<Option<Change>> {
        match (self.register.sheet, field) {
            ("gaps", _) => self.ticked(key, to).map(Some),
            (_, "why") if changed.contains(&"state") => Ok(None),
            (_, "why") => {
                let error = Invalid::new("a reason goes with another state, and the state is as it was");
                Err(error.hint(format!("say it anew: `steerco act {key} done|drop --why TEXT`")).into())
            }
            _ => self.ended(row, (key, to), changed).map(Some),
        }
    }

    /// The end of an action, or its beginning anew. Of a reason that nobody touched only the one for a drop is meant.
    fn ended(&self, row: &Row, (key, to): (&str, &str), changed: &[&str]) -> Result<Change> {
        let to = states::of_action(to)?;
        let is_dropped = to == ActionState::Dropped;
        let why = self.text(row, "why");
        if is_dropped && why.is_empty() {
            let error = Invalid::new("it is dropped without a reason");
            return Err(error.hint(format!("fill in why, or: `steerco act {key} drop --why TEXT`")).at("why").into());
        }
        let why = if is_dropped || changed.contains(&"why") { why } else { String::new() };
        let action = self.store.read().find_action(key)?.id;
        Ok(Change::Action(ActionChange::End { action, to, why, was: None }))
    }

    /// How far an item of a checklist is. A gap in writing has no state of its own.
    fn ticked(&self, key: &str, to: &str) -> Result<Change> {
        let Some((code, item)) = key.split_once('/') else {
            let error = Invalid::new("a gap in writing is closed with its workstream");
            return Err(error.hint("`steerco workstream ID done` closes it").into());
        };
        let (reader, to) = (self.store.read(), states::of_item(to)?);
        let pilot = reader.find_pilot(code)?;
        let has_reason = || -> Result<bool> {
            let ticks = reader.ticks(Some(pilot))?.remove(&pilot).unwrap_or_default();
            Ok(ticks.iter().any(|tick| tick.item == item && !tick.standing.why.is_empty()))
        };
        if to == ItemState::NotApplicable && !has_reason()? {
            let error = Invalid::new("it does not apply, and no reason is given, for which this sheet has no column");
            return Err(error.hint(format!("say why: `steerco tick {code} {item} --state na --why TEXT`")).into());
        }
        Ok(Change::Tick(TickChange::state(pilot, item, to)))
    }
}
