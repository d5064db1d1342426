//! The paste box: a text of several lines that is then taken as pasted. It is for terminals that do not mark a paste,
//! and for a table that has to be corrected first. A pasted table is kept here until all of it is imported.

use std::collections::BTreeMap;

use crate::domain::Invalid;
use crate::domain::incoming::Pasted;
use crate::exchange::people::of_addresses;
use crate::interaction::verb::{Live, Verb};
use crate::interaction::{Context, Effect, Field, Form, Kind, Origin, Screen, TextValue, Told};
use crate::store::typed_at;

/// Drafts by their places.
type Drafts = BTreeMap<String, String>;

/// The verb that opens the box.
pub const VERB: &str = "paste";

/// Why a table cannot be taken now, where it cannot.
#[must_use]
pub const fn live(context: &Context) -> Live {
    Live::writable(context).and_when(!context.masked, "names and values are masked")
}

/// The verb of a screen that takes tables.
pub(super) const fn rows<S: Screen>() -> [Verb<S>; 1] {
    [Verb::<S>::new(
        (VERB, "paste box"),
        "Paste a table with its headings, or type one, where the terminal cannot paste; what was pasted and not taken in comes back here.",
        &["p"],
        |screen, context| {
            live(context).and_when(
                screen.takes().is_some(),
                "tables are pasted on its metrics (⟨pilot metrics⟩) and exceptions (⟨pilot exceptions⟩)",
            )
        },
        |screen, _| Effect::asking(screen.takes().map(|pasted| of(&*screen, &pasted))),
    )
    .unhinted()]
}

/// Keeps a table in the box at that place, as if it had been pasted where the box was opened.
#[must_use]
pub fn kept_from(form: Form, from: Origin, text: &str, drafts: &Drafts) -> Vec<Effect> {
    let mut form = Form { from: Origin { verb: VERB.to_owned(), ..from }, ..form };
    fill(&mut form, text);
    kept(&form, drafts)
}

/// The box of a screen that takes such tables.
#[must_use]
pub fn of(screen: &dyn Screen, Pasted { rows, pilot, .. }: &Pasted) -> Form {
    let (name, rows, heading) = (screen.name(), rows.name(), rows.heading());
    let place = if pilot.is_empty() { name.to_owned() } else { format!("{name}/{pilot}/{rows}") };
    form(&place, rows, heading)
}

/// The box at a place, for such rows, with an example of their headings.
pub(super) fn form(place: &str, rows: &str, heading: &str) -> Form {
    boxed(format!("{BOX}{place}"), rows, heading)
}

/// What the places of boxes begin with.
const BOX: &str = "box/";

/// Is it the place of a box? What is kept there waits without any form.
pub(super) fn is_box(place: &str) -> bool {
    place.starts_with(BOX)
}

fn boxed(key: String, rows: &str, heading: &str) -> Form {
    let label = format!("copied cells, under a row of headings such as: {heading}");
    let field = Field::of(Kind::Markdown, TABLE, label, "").required();
    let leads = |form: &Form| {
        let text = text(form);
        if is_table(&text) {
            return Ok(vec![Effect::Paste(text)]);
        }
        Err(Invalid::new("one line is no table").hint("put its rows below the headings").at(TABLE))
    };
    Form::leading(key, format!("Paste {rows}"), field, Box::new(leads))
}

/// The draft of a table's box, with that text.
pub(super) fn holding(pasted: &Pasted, text: &str, from: Origin) -> Option<String> {
    let mut form = boxed(pasted.draft.clone(), pasted.rows.name(), pasted.rows.heading());
    fill(&mut form, text);
    form.from = from;
    form.body()
}

/// What becomes of the box of an imported table, and where it was opened: it keeps the rest of the table, or goes. None
/// where it holds something else by now and the table does not wait behind it either.
pub(super) fn settled(pasted: &Pasted, left: Option<&str>, drafts: &Drafts) -> Option<(Origin, [Effect; 2])> {
    let waiting = behind(&pasted.draft, drafts).into_iter().filter(|place| typed_at(place) == place);
    let (place, told) = std::iter::once(pasted.draft.clone()).chain(waiting).find_map(|place| {
        let told = drafts.get(&place).and_then(|body| Told::of(body))?;
        (told.texts == [pasted.text.as_str()]).then_some((place, told))
    })?;
    let kept = left.and_then(|left| holding(pasted, left, told.from.clone()));
    Some((told.from, Effect::leave(place, kept)))
}

/// The tables that wait behind a box, with number and place: they were kept there when another one was pasted over
/// them, here or in another window.
fn waiting<'a>(key: &'a str, drafts: &'a Drafts) -> impl Iterator<Item = (u32, &'a String)> {
    drafts.keys().filter_map(move |place| {
        let number = typed_at(place).strip_prefix(key)?.strip_prefix('/')?.parse::<u32>().ok()?;
        Some((number, place))
    })
}

/// The box for what is kept at a place: a table that waits is shown in the box it waits behind.
#[must_use]
pub fn shown_in(place: &str) -> &str {
    let behind = place.rsplit_once('/').filter(|(_, number)| is_box(place) && number.parse::<u32>().is_ok());
    behind.map_or(place, |(own, _)| own)
}

/// Where tables wait behind a box, the next one first.
#[must_use]
pub fn behind(key: &str, drafts: &Drafts) -> Vec<String> {
    let mut all: Vec<(u32, &String)> = waiting(key, drafts).collect();
    all.sort_unstable_by(|one, other| other.cmp(one));
    all.into_iter().map(|(_, place)| place.clone()).collect()
}

/// Puts a table into its box; another one that is there waits behind it.
#[must_use]
pub fn kept(form: &Form, drafts: &Drafts) -> Vec<Effect> {
    form.body().map(|body| put(&form.key, body, (None, false), drafts)).unwrap_or_default()
}

/// Puts a table into its box. The rest that was `left` there goes; another table that is there waits behind it, unless
/// that one is open in a form: then the new one waits.
pub(super) fn put(key: &str, body: String, (left, is_open): (Option<&str>, bool), drafts: &Drafts) -> Vec<Effect> {
    let texts = |body: &str| Told::of(body).map(|told| told.texts);
    let left = left.map(|left| vec![left.to_owned()]);
    let own: Vec<Vec<String>> = texts(&body).into_iter().chain(left).collect();
    let is_own = |held: &String| texts(held).map(|texts| own.contains(&texts));
    let before = drafts.get(key).filter(|held| is_own(held) == Some(false));
    let behind = format!("{key}/{}", waiting(key, drafts).map(|(number, _)| number).max().unwrap_or(1) + 1);
    let again = waiting(key, drafts).map(|(_, place)| place);
    let again = again.filter(|place| drafts.get(*place).and_then(is_own) == Some(true));
    let gone = again.map(|place| Effect::Draft { key: place.clone(), body: None });
    let (held, waits) = match before {
        Some(_) if is_open => (None, Some(body)),
        before => (Some(body), before.cloned()),
    };
    let said = match (is_open, waits.is_some()) {
        (true, true) => {
            Some(Effect::Meanwhile("A table that was pasted here is taken back, and comes after this one.".to_owned()))
        }
        (true, false) => Some(Effect::Meanwhile("This table is taken back: all of it is in the box again.".to_owned())),
        (false, true) => Some(Effect::info("The table that was pasted here before waits, and comes after this one.")),
        (false, false) => None,
    };
    let waits = waits.into_iter().flat_map(|waits| Effect::leave(behind.clone(), Some(waits)));
    let held = held.into_iter().flat_map(|held| Effect::leave(key.to_owned(), Some(held)));
    // What is open is not let go of.
    let held = held.filter(|effect| !is_open || matches!(effect, Effect::Draft { .. }));
    waits.chain(gone).chain(held).chain(said).collect()
}

/// The field of the box.
const TABLE: &str = "table";

/// Are there cells beside each other, or below, or several addresses?
#[must_use]
pub fn is_table(text: &str) -> bool {
    text.trim().contains(['\t', '\n', '\r']) || of_addresses(text).is_some()
}

/// The text in a box, with its last tabs.
#[must_use]
pub fn text(form: &Form) -> String {
    form.fields.iter().map(|field| field.text.text()).collect()
}

/// Puts a text into a box, the cursor above it, where a row of headings may be missing.
pub fn fill(form: &mut Form, text: &str) {
    for field in &mut form.fields {
        field.text = TextValue::multi_line(text);
        field.text.top();
    }
    form.touched = true;
}
