//! Owns the form that puts the words of a recorded decision right.

use super::{field, setting};
use crate::domain::change::{DecisionField, Reword};
use crate::domain::{Change, Decision, Value};
use crate::interaction::{Context, Field, Form};

/// What people call the words of a decision, as the form has it in which it is recorded.
const fn label(field: DecisionField) -> &'static str {
    match field {
        DecisionField::Statement => "what was decided",
        DecisionField::Rationale => "why",
        DecisionField::Rejected => "rejected",
        DecisionField::Conditions => "conditions",
    }
}

/// Are those words of somebody? The sentence of a verdict is not, and a condition is put right where there is one.
fn is_asked(field: DecisionField, decision: &Decision) -> bool {
    match field {
        DecisionField::Statement => !decision.is_verdict(),
        DecisionField::Rationale | DecisionField::Rejected => true,
        DecisionField::Conditions => !decision.conditions.is_empty(),
    }
}

/// `e` on a decision: its words.
pub(in crate::screens) fn reword(decision: &Decision, context: &Context) -> Form {
    let id = decision.id;
    let asked = DecisionField::ALL.iter().copied().filter(|field| is_asked(*field, decision));
    let before: Vec<(DecisionField, Value)> = asked.map(|field| (field, field.of(decision))).collect();
    let fields: Vec<Field> = before
        .iter()
        .map(|(which, stands)| {
            let old = match stands {
                Value::Text(text) => text.clone(),
                Value::Words(texts) => texts.join("; "),
                _ => String::new(),
            };
            field(which.kind(), which.name(), label(*which), &old, context).own()
        })
        .collect();
    setting(
        (format!("decision/{id}/words"), "The words of a decision".to_owned()),
        fields,
        before,
        |field| (field.name(), field.kind()),
        move |field, to, was| Change::Reword(Reword { decision: id, field, to, was }),
    )
}
