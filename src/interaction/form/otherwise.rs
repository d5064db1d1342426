//! Owns other words for choices than ours: those of trackers and minutes, in English and in German.

use crate::domain::seek::folded;
use crate::interaction::fuzzy;

/// Other words for choices, by value.
const CALLED: &[(&[&str], &str)] = &[
    (
        &["pause", "paused"],
        "on hold park parked halt halted suspend suspended freeze frozen wait defer deferred postpone postponed pausieren \
         pausiert zurückgestellt anhalten verschieben verschoben",
    ),
    (
        &["resume", "active"],
        "continue restart reactivate unpause ongoing running live in progress weiter fortsetzen laufend läuft aktiv",
    ),
    (&["retire", "retired"], "stop end kill sunset decommission switch off close abschalten beenden eingestellt"),
    (
        &["stop", "stopped"],
        "kill killed cancel cancelled canceled abort reject rejected decline declined end terminate close closed \
         stoppen gestoppt abbrechen abgebrochen eingestellt ablehnen abgelehnt",
    ),
    (&["go"], "approve approved pass passed yes ok accept accepted freigeben freigegeben genehmigt ja"),
    (&["conditional-go"], "approve approved with conditions conditionally yes but unter auflagen bedingt"),
    (
        &["hold"],
        "on hold park parked pause paused wait defer deferred postpone postponed zurückgestellt warten verschieben verschoben",
    ),
    (&["recycle"], "redo rework repeat again send back revise überarbeiten"),
    (&["waive"], "override exempt exception tolerate acknowledge"),
    (&["retrain"], "train model again nachtrainieren"),
    (&["update"], "fix improve repair ändern"),
    (&["change-scope"], "narrow widen descope extend"),
    (&["rebaseline"], "reset"),
    (&["expand"], "scale roll out rollout extend ausrollen"),
    (&["sustain", "self-sustaining"], "hand over regelbetrieb"),
    (&["appoint-owner"], "assign name sponsor responsible"),
    (&["R"], "red off track rot"),
    (&["A"], "amber yellow orange gelb"),
    (&["G"], "green ok grün"),
    (&["high"], "critical urgent severe major hoch kritisch"),
    (&["medium"], "moderate normal mittel"),
    (&["low"], "minor small niedrig gering"),
    (&["open"], "to do todo not started new reopen offen neu"),
    (&["doing"], "in progress started ongoing wip in arbeit begonnen"),
    (&["done"], "complete completed finished closed resolved erledigt fertig abgeschlossen"),
    (&["na"], "not applicable n/a entfällt"),
];

/// Is the option of that value called so? A single letter is not a word.
pub(super) fn is_called(value: &str, typed: &str) -> bool {
    let words = || CALLED.iter().filter(|(values, _)| values.contains(&value)).map(|(_, words)| folded(words));
    typed.trim().chars().count() > 1 && words().any(|words| fuzzy::begins(typed, &words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_chosen_is_called_otherwise() {
        for (value, typed) in [
            ("pause", "hold"),
            ("pause", "On Hold"),
            ("pause", "postpone"),
            ("hold", "verschoben"),
            ("paused", "zurückgestellt"),
            ("paused", "zuruck"),
            ("stop", "kill"),
            ("stopped", "reject"),
            ("go", "approve"),
            ("R", "red"),
            ("active", "in progress"),
        ] {
            assert!(is_called(value, typed), "{value}, {typed}");
        }
        for (value, typed) in
            [("pause", "h"), ("pause", ""), ("pause", "old"), ("w123", "hold"), ("go", "reject"), ("stop", "go")]
        {
            assert!(!is_called(value, typed), "{value}, {typed}");
        }
    }
}
