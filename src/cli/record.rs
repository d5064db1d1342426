//! `record`: one reading, or a table of them.

use super::args::{Import, Record};
use super::commit::commit;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::import::{self, Holding};
use crate::domain::change;
use crate::domain::{Change, parsed};
use crate::intake;

pub(super) fn run(session: &Session, arguments: Record, output: &Output) -> Result<()> {
    if let Some(file) = arguments.from {
        let import = Import {
            files: vec![file],
            map: None,
            feeds: Vec::new(),
            pilot: None,
            dates: None,
            keep: None,
            sheet: arguments.sheet,
            dry_run: arguments.dry_run,
            partial: arguments.partial,
        };
        let week = arguments.week.map(|text| session.week(&text, "week")).transpose()?;
        return import::take_files(session, &import, Holding::Readings(week), output);
    }
    let (Some(pilot), Some(metric), Some(value)) = (arguments.pilot, arguments.metric, arguments.value) else {
        return Err(Failure::usage("a reading needs a pilot, a metric and a value", "see `steerco record --help`"));
    };
    let mut store = session.open(output)?;
    let reader = store.read();
    let pilot = reader.find_pilot(&pilot)?;
    let metric = reader.find_metric(pilot, &metric)?;
    let week = match arguments.week {
        Some(text) => session.week(&text, "week")?,
        None => session.moment().reporting_week(),
    };
    let typed = metric.typed(&value, |text| parsed(text, "value"))?;
    // When a value is corrected, note and sample stay unless new ones are given.
    let (note, sample) = reader.reading(metric.local, week)?.map(|held| held.beside(typed)).unwrap_or_default();
    let (note, sample) = (arguments.note.unwrap_or(note), arguments.sample.or(sample));
    let record = change::Record { metric: metric.id, week, typed: Some(typed), note, sample, was: None };
    let change = Change::Record(record);
    let far = intake::far_as_typed(store.read(), &change, &value)?;
    let far: Vec<String> = far.into_iter().map(|far| far.told).collect();
    commit(session, &mut store, &change, output)?;
    import::tell_far(&far, true, session, output);
    Ok(())
}
