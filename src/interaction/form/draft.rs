//! Owns what a form's draft holds: what was typed, and enough to recognise it while the form is not open.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::field::First;
use super::stands::Kept;
use super::{Field, Form, Kind};
use crate::domain::PilotId;
use crate::domain::shown::quoted;
use crate::domain::written::read_timed;
use crate::interaction::TextValue;
use crate::interaction::context::in_the_open;

#[derive(Serialize, Deserialize)]
struct Body<'a> {
    /// The form's heading and where it was opened, so that whoever finds the draft knows what it belongs to.
    #[serde(default)]
    title: String,
    #[serde(default)]
    from: Origin,
    focus: usize,
    fields: Vec<Typed>,
    /// The present values as its writer saw them; empty in drafts of earlier versions.
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    saw: Cow<'a, Kept>,
    /// Was its form closed, rather than cut off when the program ended?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    left: bool,
}

/// The screen where a form was opened, and the pilot selected there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// The name of the screen.
    pub screen: String,
    /// The pilot.
    pub pilot: Option<PilotId>,
    /// What the pilot was called there: its code under the mask, or an earlier name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub called: String,
    /// The page of the screen that was open.
    pub page: String,
    /// The verb that opened it; nothing in drafts of earlier versions.
    pub verb: String,
    /// The rows that were marked, where it was for several; only drafts of earlier versions hold them themselves.
    #[serde(skip_serializing)]
    pub marked: Vec<String>,
    /// Where the marked rows are kept, once for all drafts about the same ones.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub marks: String,
}

/// What a form's draft tells without the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The form's heading; empty in drafts of earlier versions.
    pub title: String,
    /// Where it was opened.
    pub from: Origin,
    /// What was typed, field by field.
    pub texts: Vec<String>,
    /// Was its form closed, rather than cut off when the program ended?
    pub closed: bool,
}

impl Told {
    /// The heading, with the pilot's present name out of `pilots`.
    #[must_use]
    pub fn titled(&self, pilots: &[(PilotId, String)]) -> String {
        let Origin { pilot, called, .. } = &self.from;
        let now = pilots.iter().find(|(id, _)| !called.is_empty() && Some(*id) == *pilot);
        now.map_or_else(|| self.title.clone(), |(_, name)| self.title.replace(called.as_str(), name))
    }

    /// Reads the draft of a form; none where it is something else.
    #[must_use]
    pub fn of(body: &str) -> Option<Self> {
        let Body { title, from, fields, left: closed, .. } = serde_json::from_str(body).ok()?;
        let texts = fields
            .into_iter()
            .map(|field| field.text.text().to_owned())
            .filter(|text| !text.trim().is_empty())
            .collect();
        Some(Self { title, from, texts, closed })
    }

    /// Do two drafts hold the same texts and choices, wherever the cursor was and whether or not their forms were
    /// closed?
    #[must_use]
    pub fn are_same(one: &str, other: &str) -> bool {
        let typed = |body: &str| -> Option<Vec<(String, String, Option<String>)>> {
            let Body { fields, .. } = serde_json::from_str(body).ok()?;
            Some(fields.into_iter().map(|field| (field.name, field.text.text().to_owned(), field.chosen)).collect())
        };
        one == other || typed(one).is_some_and(|one| typed(other) == Some(one))
    }

    /// A [draft without the text](Form::around_text) that somebody was writing in the editor, completed with that text.
    #[must_use]
    pub fn with_text(around: &str, text: &str) -> Option<String> {
        let mut body: Body = serde_json::from_str(around).ok()?;
        body.fields.last_mut()?.text = TextValue::multi_line(text.trim_end());
        serde_json::to_string(&body).ok()
    }
}

/// A field of a draft; only fields that were touched are in it.
#[derive(Serialize, Deserialize)]
struct Typed {
    name: String,
    /// What was typed, or the title of the choice.
    text: TextValue,
    /// The value of the choice: its place may have changed when the draft comes back.
    chosen: Option<String>,
    /// What was in the field when it was touched.
    old: String,
}

impl Typed {
    fn of(field: &Field) -> Self {
        // A draft that came back knows what its writer saw, which may not be the present value.
        let old = field.then.as_ref().unwrap_or(&field.old).clone();
        if let Some((value, title)) = &field.gone {
            let (text, chosen) = (TextValue::single_line(title), Some(value.clone()));
            return Self { name: field.name.to_owned(), text, chosen, old };
        }
        let chosen = matches!(field.kind, Kind::Options(_)).then(|| field.value()).filter(|_| !field.matches_nothing());
        let day = field.dated().and_then(Result::ok).map(|day| day.to_string());
        let text = match day.or_else(|| field.timed()) {
            // The day that is meant, not “tomorrow”, which will mean another when the draft comes back.
            Some(day) => TextValue::single_line(&day),
            // The same for a week counted from today.
            None if field.kind == Kind::Week && read_timed(field.text.text()).is_none() => {
                TextValue::single_line(&field.value())
            }
            // Nobody would recognise its value.
            None if chosen.is_some() => TextValue::single_line(&field.shown()),
            None => field.text.clone(),
        };
        Self { name: field.name.to_owned(), text, chosen, old }
    }
}

impl Field {
    /// Does it say something that somebody typed or chose?
    pub(super) fn is_said(&self) -> bool {
        match self.kind {
            // Letters that narrow a list are not kept; the choice is, and so are letters that match nothing.
            Kind::Options(_) => self.changed() || self.matches_nothing() || self.gone.is_some(),
            _ => self.changed() || !self.text.is_empty() && self.old.is_empty(),
        }
    }
}

impl Form {
    /// Does its draft follow what is typed? Not before anything is typed, and never in a look-up.
    #[must_use]
    pub const fn is_drafted(&self) -> bool {
        self.touched && self.keeps
    }

    /// Does ending it save something? A look-up saves nothing, nor does a text that leads somewhere.
    #[must_use]
    pub fn saves(&self) -> bool {
        self.keeps && (self.deed.is_none() || self.long_text().is_none())
    }

    /// The pilots that it is about: the one in its place, or those whose values it replaces.
    #[must_use]
    pub fn pilots(&self) -> Vec<PilotId> {
        let (noun, rest) = in_the_open(&self.key).split_once('/').unwrap_or_default();
        let pilot = |name: &str| -> Option<PilotId> { name.split('/').next()?.parse().ok() };
        let mut pilots: Vec<PilotId> = match noun {
            "pilot" => pilot(rest).into_iter().collect(),
            "pilots" => self.stands.names().filter_map(pilot).collect(),
            _ => Vec::new(),
        };
        // The values of one pilot stand together.
        pilots.dedup();
        pilots
    }

    /// Is something typed that is kept as a draft?
    #[must_use]
    pub fn has_draft(&self) -> bool {
        self.is_drafted() && self.kept().next().is_some()
    }

    /// The focused text, where it is kept as a draft.
    #[must_use]
    pub fn kept_here(&self) -> &str {
        let field = self.fields.get(self.focus).filter(|field| self.is_drafted() && field.is_said());
        let text = field.filter(|field| !matches!(field.kind, Kind::Options(_) | Kind::Check));
        text.map_or("", |field| field.text.text())
    }

    /// Is the focused text empty?
    #[must_use]
    pub fn is_empty_here(&self) -> bool {
        self.fields.get(self.focus).is_some_and(|field| field.text.is_empty())
    }

    /// The fields of which something is kept. Of several with one name, only the one asked now: text typed into another
    /// would come back into it.
    fn kept(&self) -> impl Iterator<Item = &Field> {
        let gives_way = |field: &Field| !self.asks(field) && self.asked(field.name).is_some();
        self.fields.iter().filter(move |field| field.is_said() && !gives_way(field))
    }

    /// What is typed, as a draft; none where nothing is to be kept.
    #[must_use]
    pub fn body(&self) -> Option<String> {
        self.written(false)
    }

    /// The same, for a form that was closed.
    #[must_use]
    pub fn left(&self) -> Option<String> {
        self.written(true)
    }

    fn written(&self, left: bool) -> Option<String> {
        if !self.has_draft() {
            return None;
        }
        self.drafted(self.kept(), left)
    }

    /// The draft while the focused text is open in the editor: [that text](Told::with_text) is added at its end.
    #[must_use]
    pub fn around_text(&self) -> Option<String> {
        self.with_focused(|_| {})
    }

    /// The draft as it would be if the focused field were changed so.
    #[must_use]
    pub fn with_focused(&self, go_on: impl FnOnce(&mut Field)) -> Option<String> {
        let mut focused = self.fields.get(self.focus).filter(|_| self.keeps)?.clone();
        go_on(&mut focused);
        let others = self.kept().filter(|field| field.name != focused.name);
        self.drafted(others.chain([&focused]), false)
    }

    fn drafted<'a>(&self, fields: impl Iterator<Item = &'a Field>, left: bool) -> Option<String> {
        let fields = fields.map(Typed::of).collect();
        let (title, from) = (self.title.clone(), self.from.clone());
        let saw = Cow::Borrowed(self.stands.seen());
        serde_json::to_string(&Body { title, from, focus: self.focus, fields, saw, left }).ok()
    }

    /// Lets what is typed replace a draft that came back, unless the cursor is moved first, or the form was never
    /// closed: then somebody was in the middle of it.
    #[must_use]
    pub fn anew(mut self) -> Self {
        self.anew = true;
        self
    }

    /// Does the next letter replace a draft that came back?
    #[must_use]
    pub fn gives_way(&self) -> bool {
        self.anew && self.resumed && self.fields.get(self.focus).is_some_and(|field| field.replaced)
    }

    /// The draft that came back was left by another window: says what it changes and puts the cursor there.
    pub fn comes_from_another(&mut self) {
        let told: Vec<String> =
            self.kept().map(|field| format!("{} is {}", field.label, quoted(&field.shown()))).collect();
        self.focus = self.fields.iter().position(Field::is_said).unwrap_or(self.focus);
        self.came = (!told.is_empty()).then(|| format!("Back from another window: {}.", told.join(", ")));
    }

    /// Takes in a draft, text and cursor; fields that it does not have stay as they are.
    pub fn resume(&mut self, body: &str) {
        let Ok(body) = serde_json::from_str::<Body>(body) else {
            return;
        };
        for typed in body.fields {
            // Of several with that name, the one that is asked: the choice it depends on comes earlier.
            let named = || self.fields.iter().position(|field| field.name == typed.name);
            let at = self.asked(&typed.name).or_else(named);
            if let Some(field) = at.and_then(|at| self.fields.get_mut(at)) {
                if field.grows && typed.text.text().contains('\n') {
                    field.grow();
                }
                let is_chosen = matches!(field.kind, Kind::Options(_));
                if let Some(chosen) = typed.chosen.filter(|_| is_chosen) {
                    field.choose(&chosen, typed.text.text());
                } else {
                    (field.text, field.chosen) = (typed.text, 0);
                }
                // Letters that look for a new choice do not continue those that looked for the old one.
                field.replaced = is_chosen && !field.text.is_empty();
                // A proposal changes by itself, from day to day.
                let stands = field.first == First::Stands && field.gone.is_none();
                field.then = (stands && typed.old != field.old).then_some(typed.old);
            }
            // Fields that follow this one must have their values before they come back themselves.
            self.follow();
        }
        self.stands.stood(body.saw.into_owned());
        self.focus = body.focus.min(self.fields.len());
        (self.touched, self.resumed) = (true, true);
        if let Some(field) = self.fields.get_mut(self.focus).filter(|_| self.anew && body.left) {
            field.replaced |= field.kind.is_a_line() && !field.text.is_empty();
        }
    }
}
