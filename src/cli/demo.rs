//! `demo`: a made-up portfolio in a workspace of its own.

use std::path::Path;

use super::args::Demo;
use super::ground::clock::midnight;
use super::ground::failure::{Failure, Result};
use super::ground::output::Output;
use super::ground::session::Session;
use super::{Next, is_terminal, show, shown};
use crate::sample::{self, Size};
use crate::store::Store;

pub(super) fn run(mut session: Session, arguments: &Demo, output: &Output) -> Result<Next> {
    let generated = arguments.pilots.is_some() || arguments.weeks.is_some() || arguments.seed.is_some();
    let size = Size {
        pilots: arguments.pilots.unwrap_or(100),
        weeks: arguments.weeks.unwrap_or(52),
        seed: arguments.seed.unwrap_or(1),
    };
    if size.pilots == 0 || size.pilots > 100_000 || size.weeks == 0 || size.weeks > 1_000 {
        return Err(Failure::usage(
            "a generated portfolio has 1 to 100,000 pilots and 1 to 1,000 weeks",
            "say --pilots 100 --weeks 52",
        ));
    }
    let name = if generated { format!("demo-{}x{}-{}", size.pilots, size.weeks, size.seed) } else { "demo".to_owned() };
    let named = arguments.into.as_ref().or(session.global.workspace.as_ref());
    let path = session.places.path_of(named.unwrap_or(&name));
    let is_named = named.is_some();
    let keep = named.is_none() && path.exists() && !arguments.force;
    if !keep {
        session.check_writing()?;
        session.may_take(&path, arguments.force, output)?;
        make(&session, &path, generated.then_some(size))?;
    }
    session.global.workspace = Some(path.display().to_string());
    if keep && !session.open_at(&path, crate::store::Access::Read)?.read().workspace()?.demo {
        let what = format!("the workspace “{name}” is not the made-up one");
        return Err(Failure::new(8, what).hint("`steerco demo --into FILE.steerco` makes that beside it"));
    }
    if is_named && !is_terminal() {
        let said = format!("Made the demo at {}.", path.display());
        return if output.json {
            let store = session.open_at(&path, crate::store::Access::Read)?;
            let (entry, id) = (store.read().newest_entry()?, store.id()?.to_string());
            let answer = serde_json::json!({"entry": entry, "id": id, "changed": entry, "unchanged": 0, "rejected": [],
                "workspace": path.display().to_string(), "summary": said});
            output.value(&answer).map(|()| Next::Done(0))
        } else {
            output.line(&said)?;
            show::board(&session, output).map(|()| Next::Done(0))
        };
    }
    if (is_terminal() || session.global.plain) && !output.json {
        return Ok(shown(session, Some(path)));
    }
    show::board(&session, output).map(|()| Next::Done(0))
}

/// Fills a file beside its place, which takes it only when it is whole.
pub fn make(session: &Session, path: &Path, size: Option<Size>) -> Result<()> {
    // A name that nobody else uses: other files beside the place are not ours.
    let half = Session::beside(path);
    let title = size.map_or_else(sample::demo_title, |size| Ok(format!("{} generated pilots", size.pilots)))?;
    let mut store = session.make(&half, &title, true)?;
    let filled = fill(session, &mut store, size);
    drop(store);
    if let Err(failure) = filled {
        let _ = std::fs::remove_file(&half);
        return Err(failure);
    }
    Session::put_in_place(&half, path)
}

fn fill(session: &Session, store: &mut Store, size: Option<Size>) -> Result<()> {
    let mut ids = session.ids();
    let reporting = session.moment().reporting_week();
    store.fill(|store| {
        match size {
            Some(size) => {
                let steps = sample::generate(size, reporting, &session.builtin, &mut ids);
                sample::play(store, steps, midnight)?;
            }
            None => sample::play(store, sample::demo(reporting, &mut ids)?.into_iter(), midnight)?,
        }
        Ok(())
    })
}
