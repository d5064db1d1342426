//! Owns the form that corrects the wording of a recorded decision.

use super::{field, setting};
use crate::domain::change::{DecisionField, Reword};
use crate::domain::{Change, Decision, Value};
use crate::interaction::{Context, Field, Form};

/// `e` on a decision: its words.
pub(in crate::screens) fn reword(decision: &Decision, context: &Context) -> Form {
    let id = decision.id;
    let asked = DecisionField::ALL.iter().copied().filter(|field| field.can_be_said_otherwise(decision).is_ok());
    let before: Vec<(DecisionField, Value)> = asked.map(|field| (field, field.of(decision))).collect();
    let words =
        |which: DecisionField| field(which.kind(), which.name(), which.called(), &which.text(decision), context).own();
    let fields: Vec<Field> = before.iter().map(|(which, _)| words(*which)).collect();
    setting(
        (format!("decision/{id}/words"), "The words of a decision".to_owned()),
        fields,
        before,
        |field| (field.name(), field.kind()),
        move |field, to, was| Change::Reword(Reword { decision: id, field, to, was }),
    )
}
