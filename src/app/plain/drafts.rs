//! Owns what is said and asked about texts that were typed and never saved.

use crate::app::state::State;
use crate::interaction::Overlay;

/// What is said at the start of what was typed before and never saved; on an earlier day nothing is typed.
#[must_use]
pub fn kept(state: &State) -> Option<String> {
    let is_asked = state.workspace.is_some() && state.context.as_of.is_none();
    match state.context.typed() {
        drafts if drafts == 0 || !is_asked => None,
        1 => Some("1 draft is kept: “drafts” lists it.".to_owned()),
        drafts => Some(format!("{drafts} drafts are kept: “drafts” lists them.")),
    }
}

/// Is something typed into a question that was not saved, and is kept?
#[must_use]
pub fn holds_a_draft(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Form(form)) if state.keeps_drafts && form.has_draft())
}
