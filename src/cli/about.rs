//! `paths`, `completions`, `man`, `keys`, `themes`: what the program says of itself.

use clap::CommandFactory;
use serde_json::json;

use super::args::Cli;
use super::failure::{Failure, Result};
use super::output::Output;
use super::session::Session;

pub(super) fn paths(session: &Session, output: &Output) -> Result<()> {
    let places = &session.places;
    let workspace = places.meant(session.global.workspace.as_deref()).ok().flatten();
    let backups = places.state.join("backups");
    let drafts = places.state.join("drafts");
    if output.json {
        return output.value(&json!({"workspace": workspace, "data": places.data, "config": places.config,
            "state": places.state, "backups": backups, "drafts": drafts}));
    }
    let shown = |path: &std::path::Path| path.display().to_string();
    let rows = [
        vec!["workspace".to_owned(), workspace.as_deref().map_or_else(|| "–".to_owned(), shown)],
        vec!["workspaces".to_owned(), shown(&places.data)],
        vec!["settings".to_owned(), shown(&places.config)],
        vec!["backups".to_owned(), shown(&backups)],
        vec!["drafts".to_owned(), shown(&drafts)],
    ];
    for row in rows {
        output.line(&format!("{:<12} {}", row[0], row[1]))?;
    }
    Ok(())
}

pub(super) fn completions(shell: clap_complete::Shell, output: &Output) -> Result<()> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "steerco", &mut text);
    output.raw(&String::from_utf8_lossy(&text))
}

pub(super) fn man(output: &Output) -> Result<()> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command())
        .render(&mut text)
        .map_err(|error| Failure::new(1, format!("the manual cannot be written: {error}")))?;
    output.raw(&String::from_utf8_lossy(&text))
}

pub(super) fn keys(_: &Session, _: bool, _: &Output) -> Result<()> {
    Ok(())
}

pub(super) fn themes(_: &Session, _: &Output) -> Result<()> {
    Ok(())
}
