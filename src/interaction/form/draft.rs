//! Owns what a draft of a form holds: what was typed, and enough to know it by where the form is not open.

use serde::{Deserialize, Serialize};

use super::{Form, Kind};
use crate::domain::PilotId;
use crate::interaction::TextValue;

#[derive(Serialize, Deserialize)]
struct Body {
    /// The form's heading, and where it was opened, so that whoever finds the draft knows what it is of.
    #[serde(default)]
    title: String,
    #[serde(default)]
    from: Origin,
    focus: usize,
    fields: Vec<Typed>,
}

/// The screen over which a form was opened, and the pilot that was selected there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The name of the screen.
    pub screen: String,
    /// The pilot.
    pub pilot: Option<PilotId>,
}

/// What the draft of a form tells without the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The form's heading; empty in drafts of earlier versions.
    pub title: String,
    /// Where it was opened.
    pub from: Origin,
    /// What was typed, field by field.
    pub texts: Vec<String>,
}

impl Told {
    /// Reads the draft of a form; none where it is something else.
    #[must_use]
    pub fn of(body: &str) -> Option<Self> {
        let Body { title, from, fields, .. } = serde_json::from_str(body).ok()?;
        // What was chosen is known by its value, which nobody would recognise; the letters that found it are a text.
        let texts = fields
            .into_iter()
            .map(|field| field.text.text().to_owned())
            .filter(|text| !text.trim().is_empty())
            .collect();
        Some(Self { title, from, texts })
    }
}

/// A field of a draft: only those that were touched are in it.
#[derive(Serialize, Deserialize)]
struct Typed {
    name: String,
    text: TextValue,
    /// The option that was chosen, by its value: its place may be another when the draft comes back.
    chosen: Option<String>,
    /// What stood in the field when it was touched.
    old: String,
}

impl Form {
    /// What is typed, as a draft.
    #[must_use]
    pub fn body(&self) -> String {
        let touched =
            self.fields.iter().filter(|field| field.changed() || !field.text.is_empty() && field.old.is_empty());
        let fields = touched
            .map(|field| Typed {
                name: field.name.to_owned(),
                // The day that is meant, and not “tomorrow”, which is another one when the draft comes back.
                text: match field.dated().and_then(Result::ok) {
                    Some(day) => TextValue::single_line(&day.to_string()),
                    None => field.text.clone(),
                },
                chosen: matches!(field.kind, Kind::Options(_)).then(|| field.value()),
                old: field.old.clone(),
            })
            .collect();
        let (title, from) = (self.title.clone(), self.from.clone());
        serde_json::to_string(&Body { title, from, focus: self.focus, fields }).unwrap_or_default()
    }

    /// Takes a draft in, text and cursor; what it does not know stays as it is.
    pub fn resume(&mut self, body: &str) {
        let Ok(body) = serde_json::from_str::<Body>(body) else {
            return;
        };
        for typed in body.fields {
            if let Some(field) = self.fields.iter_mut().find(|field| field.name == typed.name) {
                (field.text, field.replaced) = (typed.text, false);
                let found = field.candidates();
                if let (Kind::Options(options), Some(chosen)) = (&field.kind, typed.chosen) {
                    let is_it = |at: &usize| options.get(*at).is_some_and(|(value, _)| *value == chosen);
                    field.chosen = found.iter().position(is_it).unwrap_or(0);
                }
                field.then = (typed.old != field.old).then_some(typed.old);
            }
        }
        self.focus = body.focus.min(self.fields.len());
        (self.touched, self.resumed) = (true, true);
    }
}
