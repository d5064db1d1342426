//! The paste box: a text of several lines that becomes what is pasted, for terminals that do not tell a paste from keys, and
//! for what was pasted and has to be mended first. It is where a pasted table is kept until all of it is taken in.

use crate::domain::Invalid;
use crate::domain::incoming::Pasted;
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect, Field, Form, Kind, Screen, TextValue};

/// The verb that opens the box.
pub const VERB: &str = "paste";

/// Why a table cannot be taken now, where it cannot.
#[must_use]
pub const fn live(context: &Context) -> Live {
    Live::writable(context).and_when(!context.masked, "names and values are masked")
}

/// The verb of a screen that takes tables.
pub(super) const fn rows<S: Screen>() -> [Verb<S>; 1] {
    [Verb {
        hint: false,
        ..Verb::<S>::new(
            (VERB, "paste box"),
            "Paste a table under its headings, or type one, where the terminal does not paste by itself; what was pasted and \
             not taken in is there again.",
            &["p"],
            |screen, context| {
                live(context)
                    .and_when(screen.takes().is_some(), "on its metrics (3) and exceptions (6) tables are pasted")
            },
            |screen, _| screen.takes().map(|pasted| Effect::form(of(&*screen, &pasted))).into_iter().collect(),
        )
    }]
}

/// The box of a screen that takes such tables.
#[must_use]
pub fn of(screen: &dyn Screen, Pasted { rows, pilot, .. }: &Pasted) -> Form {
    let (name, rows, heading) = (screen.name(), rows.name(), rows.heading());
    let place = if pilot.is_empty() { name.to_owned() } else { format!("{name}/{pilot}/{rows}") };
    form(&place, rows, heading)
}

/// The box of a place, for those rows, with headings that they may have.
pub(super) fn form(place: &str, rows: &str, heading: &str) -> Form {
    let label = format!("copied cells, under a row of headings such as: {heading}");
    let field = Field::of(Kind::Markdown, TABLE, label, "").required();
    let leads = |form: &Form| {
        let text = text(form);
        if is_table(&text) {
            return Ok(vec![Effect::Paste(text)]);
        }
        Err(Invalid::new("one line is no table").hint("put its rows below the headings").at(TABLE))
    };
    Form::leading(format!("box/{place}"), format!("Paste {rows}"), field, Box::new(leads))
}

/// The field of the box.
const TABLE: &str = "table";

/// Are there cells beside each other, or below?
#[must_use]
pub fn is_table(text: &str) -> bool {
    text.trim().contains(['\t', '\n', '\r'])
}

/// What stands in a box, to the last tabulator.
#[must_use]
pub fn text(form: &Form) -> String {
    form.fields.iter().map(|field| field.text.text()).collect()
}

/// Puts a text into a box.
pub fn fill(form: &mut Form, text: &str) {
    form.fields.iter_mut().for_each(|field| field.text = TextValue::multi_line(text));
    form.touched = true;
}
