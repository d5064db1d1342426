//! What the footer promises: which form a key opens, what it says, where it goes.

use std::collections::BTreeMap;

use ratatui::layout::Position;

use super::Desk;

/// Verbs that open a form, by their titles in the footer, with what its heading holds.
const FORMS: &[(&str, &[&str])] = &[
    ("action", &["─ Action on "]),
    ("add item", &["─ Add a checklist item"]),
    ("all fields", &["─ Edit "]),
    ("baseline", &["─ Freeze the baseline of "]),
    ("book gate", &["─ Book G"]),
    ("change", &["─ Setting: "]),
    ("close it", &[", workstream on "]),
    ("day and chair", &["─ The review of "]),
    ("decide", &["─ A decision on "]),
    ("diagnosis", &["─ Why people do not use "]),
    ("exception", &["─ An exception of "]),
    ("expansion", &["─ Where "]),
    ("export", &["─ Export "]),
    ("go on with it", &["Note on Demand forecast"]),
    ("guest", &["─ A guest of the review"]),
    ("hand over", &["─ Hand everything over from "]),
    ("lifecycle", &["─ Lifecycle of "]),
    ("minute", &["─ Minute on "]),
    ("model version", &["─ A model version of "]),
    ("new", &["─ A new workspace"]),
    ("note", &["─ Note on "]),
    ("owner", &["─ Executive owner of "]),
    ("reading", &["─ A reading of "]),
    ("report", &["─ Report the status of "]),
    ("set", &["─ "]),
    ("stage before", &["─ Move "]),
    ("tick", &["─ Done: "]),
    ("training", &["─ A training for "]),
    ("workstream", &["workstream on "]),
    ("write", &["─ Write the month"]),
    ("write pack", &["─ Write the pack"]),
];

/// Verbs that say what they did, by their titles in the footer, with what each may say.
const SAYS: &[(&str, &[&str])] = &[
    ("archive", &[" is archived.", "Archive the whole pilot?", "Archived 2 pilots", " is back from the archive."]),
    ("archive too", &["ith the archive."]),
    ("as it was", &["This is as of the review of "]),
    ("carry over", &["is carried over"]),
    ("close the review", &["Closed the review of ", "Are you sure?"]),
    ("coming back", &["Only decisions that come back"]),
    ("commit the week", &["Entered ", "asks if it is meant"]),
    ("done", &[" is done."]),
    ("ended too", &["With those that ended."]),
    ("find", &["─ Find ─"]),
    ("group", &["Cards grouped by "]),
    ("help", &["─ Help ─"]),
    ("meeting", &["Opened the review of ", "Are you sure?"]),
    ("prepare", &["Prepared the review of ", "─ Prepare a review"]),
    ("redo", &["Nothing is left to redo."]),
    ("sort", &["Cards ", "Rows "]),
    ("take back", &["Are you sure?", " feeds nothing, "]),
    ("talked", &["was talked about"]),
    ("timer", &["The clock stands."]),
    ("unarchive", &[" is back from the archive."]),
    ("undo", &["Took back", "Are you sure?", "Nothing is left to undo."]),
];

/// What a desk shows, keeps, advertises and was asked for.
#[derive(PartialEq)]
struct Seen {
    drawn: (String, Option<Position>),
    drafts: BTreeMap<String, String>,
    hints: Vec<(String, &'static str)>,
    asked: usize,
}

impl Seen {
    fn of(desk: &Desk) -> Self {
        let (drawn, hints) = (desk.draw(), desk.state.hints());
        Self { drawn, drafts: desk.drafts.clone(), hints, asked: desk.outward.len() }
    }

    /// What the header calls the screen.
    fn head(&self) -> &str {
        let first = self.drawn.0.lines().next().unwrap_or_default();
        first.split("  ·  ").next().unwrap_or_default()
    }

    fn offers(&self, key: &str, title: &str) -> bool {
        self.hints.iter().any(|(own, says)| own == key && *says == title)
    }
}

/// Did a key do what its title says? Where no rule says that of a title, it did.
fn is_kept((key, title): (&str, &str), before: &Seen, desk: &Desk) -> bool {
    let after = Seen::of(desk);
    let (was, is) = (&before.drawn.0, &after.drawn.0);
    let (moved, turned) = (before.head() != after.head(), before.hints != after.hints);
    let has_form = after.hints.iter().any(|(own, says)| own == "Esc" && says.starts_with("close"));
    if let Some((_, headings)) = FORMS.iter().find(|(verb, _)| *verb == title) {
        return has_form && headings.iter().any(|heading| is.contains(heading));
    }
    if let Some((_, sayings)) = SAYS.iter().find(|(verb, _)| *verb == title) {
        return sayings.iter().any(|said| is.matches(said).count() > was.matches(said).count());
    }
    match title {
        "add" => has_form,
        "back" if key == "Esc" => moved || after.offers("Esc", "back"),
        "copy" => desk.outward.last().is_some_and(|did| did.len() > "copy ".len() && did.starts_with("copy ")),
        "earlier" | "later" => moved && after.head().contains("Review of "),
        "edit" => moved || has_form,
        // On a page of which all rows stay, the cursor goes to what is looked for.
        "filter" => after.offers("abc", "narrow") || after.offers("abc", "look for"),
        "gate" => moved || (has_form && is.contains("─ G")),
        "its pilot" | "open pilot" => after.head().contains(" · stage "),
        "leave" => desk.left || moved,
        "their pilots" => after.head().contains("Board"),
        "week before" => moved && after.head().contains("Week "),
        "blank" | "cancel" | "close" | "no" | "run it" | "stop typing" | "yes" => turned,
        _ if title.starts_with("close, ") => turned && after.drafts.len() >= before.drafts.len(),
        _ => true,
    }
}

/// Presses every key that is advertised in a state, each in a desk of its own: it does something, and what its title
/// says.
pub fn press_every_hint(make: fn() -> Desk, state: &str) {
    let mut first = make();
    first.press(state);
    for (key, title) in first.state.hints() {
        let mut desk = make();
        desk.press(state);
        let before = Seen::of(&desk);
        desk.press(&if key == "abc" { "o".to_owned() } else { format!("<{key}>") });
        let did = before != Seen::of(&desk) && !desk.screen().contains(" nothing here; ");
        assert!(did || desk.left, "after “{state}”, {key} ({title}) does nothing:\n{}", desk.screen());
        // Masked, what is done is said without names.
        let kept = desk.state.context.masked || is_kept((&key, title), &before, &desk);
        assert!(kept, "after “{state}”, {key} does not do what “{title}” says:\n{}", desk.screen());
    }
}
