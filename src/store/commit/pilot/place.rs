//! Performs the moves of pilots in the committee's own order of a stage.

use crate::domain::own_order::placed;
use crate::domain::{PilotId, Placing, Stage};
use crate::store::commit::{Writer, refuse};
use crate::store::error::Result;
use crate::store::fetch;

impl Writer<'_> {
    pub(in crate::store::commit) fn place(&mut self, pilot: PilotId, beside: Placing, seen: &[PilotId]) -> Result<()> {
        let (name, other) = (self.pilot_name(pilot)?, self.pilot_name(beside.other())?);
        let side = beside.side();
        if pilot == beside.other() {
            return refuse(format!("{name} cannot stand {side} itself"), "name another pilot of its stage", side);
        }
        let ((stage, ..), (there, ..)) = (self.present(pilot)?, self.present(beside.other())?);
        if stage != there {
            let what = format!("{name} is in stage {stage}, and {other} in stage {there}");
            return refuse(what, "an order is one of the pilots of a stage", side);
        }
        let moved = placed(&self.places(stage)?, (pilot, beside), seen);
        if moved.is_empty() {
            return self.same(format!("{name} stood {side} {other} already."));
        }
        for (id, place) in moved {
            self.execute("UPDATE pilot SET place = ?1 WHERE id = ?2", [place, id.0])?;
        }
        self.touch(pilot);
        self.did(format!("Order: {name} {side} {other}."))
    }

    /// The pilots of a stage, each with its place, if it has one.
    fn places(&self, stage: Stage) -> Result<Vec<(PilotId, Option<i64>)>> {
        let sql = "SELECT p.id, p.place FROM pilot p JOIN visit v ON v.id = p.visit WHERE v.stage = ?1 ORDER BY p.id";
        fetch::rows(self.connection, sql, [stage.number()], |row| Ok((PilotId(row.get(0)?), row.get(1)?)))
    }
}
