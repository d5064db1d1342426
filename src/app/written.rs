//! Owns what follows when a file or a report could not be written outside the workspace: whether to replace what is
//! there is asked, and where it should go instead.

use super::state::State;
use crate::interaction::overlay::Confirm;
use crate::interaction::{Effect, Failure, Paper, Tone};
use crate::screens;

/// What a refusal begins with.
const NOTHING: &str = "Nothing was written";

/// There are files already where something is to be written: asks, unless somebody went on meanwhile and could mistake
/// the question for another.
pub(super) fn occupied(state: &mut State, what: &str, paper: Paper, place: String) -> Vec<Effect> {
    if state.is_busy() {
        state.mention(Tone::Failed, format!("{NOTHING}: {what}."));
        return Vec::new();
    }
    let detail = match paper {
        Paper::File(_) => "Replace it?",
        Paper::Month | Paper::Pack(_) => {
            "Write the report there all the same? It replaces files of the same names; others stay."
        }
    };
    vec![Effect::ask(Confirm {
        question: format!("{what}."),
        detail: detail.to_owned(),
        yes: vec![Effect::Write(paper, place, true)],
        no: vec![Effect::info(format!("{NOTHING}."))],
        ..Confirm::default()
    })]
}

/// Nothing can be written there: asks for another place and keeps what was typed, unless somebody went on meanwhile.
pub(super) fn refused(state: &mut State, paper: Paper, place: &str, failure: Failure) -> Vec<Effect> {
    let failure = Failure { title: format!("{NOTHING}: {}", failure.title), ..failure };
    let again = if state.is_busy() { None } else { screens::writing(paper, place, &state.context) };
    let Some((mut form, field)) = again else {
        state.mention(Tone::Failed, failure.said());
        return Vec::new();
    };
    form.refuse(Failure { field: Some(field.to_owned()), ..failure });
    vec![Effect::form(form)]
}
