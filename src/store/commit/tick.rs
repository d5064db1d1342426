//! Performs the changes to checklist items. An item has a row only once somebody touched it.

use rusqlite::params;
use serde_json::json;

use super::{Writer, refuse};
use crate::domain::another_day::{DueWork, moved, stands};
use crate::domain::change::TickChange;
use crate::domain::framework::groups::MATRIX;
use crate::domain::{ItemStanding, ItemState, PilotId};
use crate::store::columns::DayText;
use crate::store::error::{Error, Result};
use crate::store::fetch;

impl Writer<'_> {
    pub(super) fn tick(&mut self, change: &TickChange) -> Result<()> {
        let framework = self.framework;
        let item = framework.item(&change.item).ok_or_else(|| Error::NotFound {
            what: format!("there is no checklist item “{}”", change.item),
            hint: "look at `steerco list gaps --pilot CODE --all`".to_owned(),
        })?;
        let pilot = self.pilot_name(change.pilot)?;
        let subject = format!("{pilot}, “{}”", item.title);
        let now = self.held_tick(change)?;
        let wanted = ItemStanding {
            state: change.state.unwrap_or(now.state),
            owner: change.owner.unwrap_or(now.owner),
            due: change.due.unwrap_or(now.due),
            why: change.why.clone().map_or_else(|| now.why.clone(), |why| why.trim().to_owned()),
            reads: change.reads.clone().map_or_else(|| now.reads.clone(), |reads| reads.trim().to_owned()),
            writes: change.writes.clone().map_or_else(|| now.writes.clone(), |writes| writes.trim().to_owned()),
        };
        if item.group != MATRIX && (change.reads.is_some() || change.writes.is_some()) {
            let what = format!("{subject} is no row of the integration matrix");
            return refuse(what, "only systems are read from and written to", "reads");
        }
        if let Some(was) = &change.was {
            self.expect_item_seen(change, &subject, was, &wanted, &now)?;
        }
        if wanted.state == ItemState::NotApplicable && wanted.why.is_empty() {
            let what = format!("{subject} is not applicable, but no reason is given");
            return refuse(what, "say why in one line", "why");
        }
        if let Some(owner) = wanted.owner.filter(|owner| now.owner != Some(*owner)) {
            self.at_work(owner, "owner")?;
        }
        if let Some(due) = wanted.due.filter(|due| now.due != Some(*due)) {
            self.planned(due).map_err(|error| error.at("due"))?;
        }
        let fresh = self.fresh_evidence(change)?;
        if wanted == now && fresh.is_empty() {
            return self.same(format!("{subject} was {} already.", spoken(wanted.state)));
        }
        self.write_tick(change, &wanted)?;
        for text in &fresh {
            self.insert_evidence(change, text)?;
        }
        self.touch(change.pilot);
        self.did(format!(
            "{subject} is {}{}.",
            spoken(wanted.state),
            if fresh.is_empty() { "" } else { ", with evidence" }
        ))?;
        self.minute_tick(change.pilot, &item.title, (&now, &wanted))
    }

    /// Adds a line to the minutes if the open review asks about an item that is now done, not applicable, open again,
    /// or moved to another day. One line is enough, as an item that is moved is open.
    fn minute_tick(
        &mut self,
        pilot: PilotId,
        title: &str,
        (now, wanted): (&ItemStanding, &ItemStanding),
    ) -> Result<()> {
        let is_other = now.state != wanted.state;
        let another_day = wanted.due.filter(|due| now.due != Some(*due) && !(is_other && wanted.state.is_closed()));
        let item = DueWork::Item(title);
        match another_day {
            Some(to) => self.minute_work(pilot, item, |called| moved(called, now.due, to)),
            None if is_other && (now.state.is_closed() || wanted.state.is_closed()) => {
                self.minute_work(pilot, item, |called| stands(called, wanted.state))
            }
            None => Ok(()),
        }
    }

    /// Refuses to overwrite, column by column, what the writer did not see.
    fn expect_item_seen(
        &self,
        change: &TickChange,
        subject: &str,
        was: &ItemStanding,
        wanted: &ItemStanding,
        now: &ItemStanding,
    ) -> Result<()> {
        let same = |one: &ItemStanding, other: &ItemStanding| {
            [
                one.state == other.state,
                one.owner == other.owner,
                one.due == other.due,
                one.why == other.why,
                one.reads == other.reads,
                one.writes == other.writes,
            ]
        };
        let seen = same(was, now).into_iter().zip(same(wanted, now)).map(|(before, after)| before || after);
        let columns = ["state", "owner", "due", "why", "reads", "writes"];
        let Some((_, column)) = seen.zip(columns).find(|(seen, _)| !seen) else {
            return Ok(());
        };
        let said = |of: &ItemStanding| match column {
            "state" => Ok(of.state.name().to_owned()),
            "owner" => of.owner.map_or(Ok("nobody".to_owned()), |owner| self.person_name(owner)),
            "due" => Ok(of.due.map_or_else(|| "no date".to_owned(), |due| due.to_string())),
            "reads" => Ok(of.reads.clone()),
            "writes" => Ok(of.writes.clone()),
            _ => Ok(of.why.clone()),
        };
        let key = json!({"pilot": change.pilot.0, "item": change.item}).to_string();
        self.expect_seen(false, (&format!("{subject}: {column}"), &said(wanted)?, &said(now)?), |writer| {
            writer.writer_of("tick", &key, column)
        })
    }

    /// How the item stands now.
    fn held_tick(&self, change: &TickChange) -> Result<ItemStanding> {
        Ok(self
            .found(
                "SELECT state, owner, due, why, reads, writes FROM tick WHERE pilot = ?1 AND item = ?2",
                params![change.pilot.0, change.item],
                |row| fetch::standing(row, 0),
            )?
            .unwrap_or(ItemStanding::UNTOUCHED))
    }

    /// The evidence that is not there yet, so that repeating it changes nothing.
    fn fresh_evidence(&self, change: &TickChange) -> Result<Vec<String>> {
        let mut fresh = Vec::new();
        for text in &change.evidence {
            let text = text.trim();
            let known = self.exists(
                "SELECT 1 FROM evidence WHERE pilot = ?1 AND item = ?2 AND text = ?3",
                params![change.pilot.0, change.item, text],
            )?;
            if !known && !text.is_empty() && !fresh.iter().any(|known| known == text) {
                fresh.push(text.to_owned());
            }
        }
        Ok(fresh)
    }

    fn write_tick(&self, change: &TickChange, wanted: &ItemStanding) -> Result<()> {
        self.execute(
            "INSERT INTO tick (pilot, item, state, owner, due, why, reads, writes) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
                 ON CONFLICT DO UPDATE SET state = excluded.state, owner = excluded.owner, due = excluded.due, \
                 why = excluded.why, reads = excluded.reads, writes = excluded.writes",
            params![
                change.pilot.0,
                change.item,
                wanted.state.name(),
                wanted.owner.map(|person| person.0),
                DayText(wanted.due),
                wanted.why,
                wanted.reads,
                wanted.writes,
            ],
        )?;
        Ok(())
    }

    fn insert_evidence(&mut self, change: &TickChange, text: &str) -> Result<()> {
        let id = self.ids.take();
        self.execute(
            "INSERT INTO evidence (id, pilot, item, text, given, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, change.pilot.0, change.item, text, self.today(), self.stamp.actor],
        )?;
        Ok(())
    }
}

const fn spoken(state: ItemState) -> &'static str {
    match state {
        ItemState::NotApplicable => "not applicable",
        other => other.name(),
    }
}
