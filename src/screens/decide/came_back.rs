//! What a new decision does to those that came back on its pilot: each is settled or left open, and the form says
//! which.

use std::iter;

use crate::domain::{Decision, DecisionId, Gate, Shown, Verb, Verdict};
use crate::interaction::{Field, Kind};

/// The field that says it.
pub(super) const SETTLES: &str = "settles";

/// Everything that came back is settled.
const ANSWERS: &str = "answers";
/// Everything is left open.
const LEAVES: &str = "leaves";

/// Where several came back, each name has so many columns, so that the last one is seen too.
const NAMED: usize = 28;

/// The fields that ask it, of which the chosen verb or verdict shows one: it proposes what that settles by itself.
pub(super) fn fields(asked: &[Decision], gate: Option<Gate>, verbs: &[Verb]) -> Vec<Field> {
    let (by, words) = words(asked, gate, verbs);
    let mut kinds: Vec<(String, Vec<&'static str>)> = Vec::new();
    for (word, settled) in words {
        let value = value(asked, &settled);
        match kinds.iter_mut().find(|(known, _)| *known == value) {
            Some((_, words)) => words.push(word),
            None => kinds.push((value, vec![word])),
        }
    }
    let field = |(proposed, words): (String, Vec<&'static str>)| {
        let offered = Kind::titled(offered(asked, &proposed));
        Field::of(offered, SETTLES, "came back", proposed).own().only_for(by, &words)
    };
    kinds.into_iter().map(field).collect()
}

/// The field with the decision, and for each of its values what that settles by itself.
fn words(
    asked: &[Decision],
    gate: Option<Gate>,
    verbs: &[Verb],
) -> (&'static str, Vec<(&'static str, Vec<DecisionId>)>) {
    let those = |settles: &dyn Fn(&Decision) -> bool| {
        asked.iter().filter(|one| settles(one)).map(|one| one.id).collect::<Vec<_>>()
    };
    let Some(gate) = gate else {
        let settled = |verb: Verb| those(&|one: &Decision| one.is_settled_by(verb));
        return ("verb", verbs.iter().map(|verb| (verb.name(), settled(*verb))).collect());
    };
    let settled = |verdict: Verdict| those(&|one: &Decision| one.is_settled_at(gate, verdict));
    let verdicts = Verdict::ALL.iter().map(|verdict| (verdict.name(), settled(*verdict)));
    // None is chosen at first.
    ("verdict", verdicts.chain([("", Vec::new())]).collect())
}

/// The choices: all settled, none, the proposal, or a single one.
fn offered(asked: &[Decision], proposed: &str) -> Vec<(String, String)> {
    let alone = asked.iter().map(|one| value(asked, &[one.id]));
    let mut values = vec![ANSWERS.to_owned(), LEAVES.to_owned()];
    for value in iter::once(proposed.to_owned()).chain(alone) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values.into_iter().map(|value| (value.clone(), title(asked, &value))).collect()
}

/// The value that means: these are settled, the others left open.
fn value(asked: &[Decision], settled: &[DecisionId]) -> String {
    match settled {
        [] => LEAVES.to_owned(),
        some if some.len() == asked.len() => ANSWERS.to_owned(),
        some => some.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    }
}

/// The same in words.
fn title(asked: &[Decision], value: &str) -> String {
    let left = left(asked, value);
    let (open, settled): (Vec<&Decision>, Vec<&Decision>) = asked.iter().partition(|one| left.contains(&one.id));
    let named = |one: &&Decision| match asked.len() {
        1 => format!("“{}”", one.asked()),
        _ => format!("“{}”", Shown::line(&one.statement).fit(NAMED).as_str()),
    };
    let said = |what: &str, those: &[&Decision]| {
        let titles: Vec<String> = those.iter().map(named).collect();
        (!titles.is_empty()).then(|| format!("it {what} {}", titles.join(", ")))
    };
    let said = [said("settles", &settled), said("leaves open", &open)];
    said.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What a value leaves open.
pub(super) fn left(asked: &[Decision], value: &str) -> Vec<DecisionId> {
    let is_left = |one: &&Decision| match value {
        ANSWERS => false,
        LEAVES => true,
        some => some.split(' ').all(|id| id != one.id.to_string()),
    };
    asked.iter().filter(is_left).map(|one| one.id).collect()
}
