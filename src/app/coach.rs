//! Owns what teaches: one line per screen for newcomers, which a key puts away for good, and the words by which
//! somebody who does not know ours would look for a verb.

use crate::domain::Shown;
use crate::domain::seek::folded;
use crate::interaction::around::quoted;
use crate::interaction::search::{Command, Search};
use crate::interaction::{Bound, Context, Live, Overlay};

use super::state::State;

/// One line for each of these screens. A verb in braces is shown as the key bound to it; one with a question mark is
/// left out while it cannot be done.
const LINES: &[(&str, &str)] = &[
    (
        "board",
        "{open} opens a pilot, {next-stage} holds its gate, {decide} decides, {palette} finds any pilot, person or word.",
    ),
    ("pilot", "{next-page} turns the page, {edit?} edits the row under the cursor, {decide} records what was decided."),
    (
        "week",
        "Type the numbers down the column; {same} repeats last week, n/m with a reason means not measured, {commit} commits.",
    ),
    ("review", "{prepare} puts everything due on an agenda, {meet?} runs it on the wall, closing it writes the pack."),
    ("portfolio", "{open} opens the list behind a number; {copy} copies the page for a mail."),
];

/// The line that teaches a screen its verbs, cut to `width` columns; none while the first thing it teaches cannot be
/// done yet.
pub(super) fn line(name: &str, verbs: &[Bound], context: &Context, width: usize) -> Option<String> {
    let (_, line) = LINES.iter().find(|(screen, _)| *screen == name)?;
    // What cannot be done yet is not taught yet.
    let first = line.split(['{', '}']).nth(1)?;
    verbs.iter().find(|bound| bound.offer.name == first && bound.offer.live == Live::Yes)?;
    let key = |verb: &str| {
        // A read-only workspace is taught nothing that writes.
        let (verb, at_once) = verb.strip_suffix('?').map_or((verb, context.read_only), |verb| (verb, true));
        let bound = verbs.iter().find(|bound| bound.offer.name == verb)?;
        let refused = at_once && bound.offer.live != Live::Yes;
        bound.chords.first().filter(|_| !refused).map(|chord| context.glyphs.key(&chord.to_string()))
    };
    let told = filled(line, key)?;
    let head = key("learnt").map_or_else(|| "Tip: ".to_owned(), |away| format!("Tip ({away} puts it away): "));
    Some(format!("{head}{}", fitting(&told, width.saturating_sub(head.chars().count()))))
}

/// A line with the keys of its verbs; a clause whose verb has no key is left out. None where nothing remains.
fn filled(line: &str, key: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut parts = line.split('{');
    let mut told = parts.next().unwrap_or_default().to_owned();
    for (verb, says) in parts.filter_map(|part| part.split_once('}')) {
        if let Some(key) = key(verb) {
            told.push_str(&key);
            told.push_str(says);
        }
    }
    let told = told.trim_end_matches(['.', ',', ';', ' ']);
    (!told.is_empty()).then(|| format!("{told}."))
}

/// As many clauses of a sentence as fit, and always the first.
fn fitting(sentence: &str, width: usize) -> String {
    let mut told = sentence.trim_end_matches('.');
    while Shown::line(told).width() + 1 > width {
        match told.rfind([',', ';']) {
            Some(end) => told = told.get(..end).unwrap_or_default(),
            None => break,
        }
    }
    format!("{told}.")
}

/// The name of the screen on top, if its line was not put away and nothing lies over the screen.
pub(super) fn taught(state: &State) -> Option<&'static str> {
    let learnt = state.context.around.learnt.as_ref()?;
    if state.context.masked || state.context.is_low() {
        return None;
    }
    // What is being typed has keys of its own.
    if state.top()?.typing_hints().is_some() {
        return None;
    }
    let over = state.overlays.last().is_some_and(|overlay| !matches!(overlay, Overlay::Help(_)));
    let name = state.top()?.name();
    LINES
        .iter()
        .map(|(screen, _)| *screen)
        .find(|screen| *screen == name && !over && !learnt.iter().any(|known| known == name))
}

/// What people call what a verb does, keyed by the verb's name or by screen and verb. Each comma begins another name;
/// such a name ranks above titles that merely begin with the same letters.
const CALLED: &[(&str, &str)] = &[
    (
        "next-stage",
        "approve promote advance move on to next stage change stage graduate release go live no-go sign off, skip gate",
    ),
    ("owner", "responsible accountable sponsor assign reassign appoint change owner hand over"),
    ("lifecycle", "postpone suspend on hold parked cancel kill reject end stop freeze snooze close pilot"),
    ("attendance", "attendance present absent apologies excused who is there"),
    ("attend", "attendance present apologies excused who came who was there who is there"),
    ("page-4", "attendance present apologies excused who came who was there who is there"),
    ("minute", "minutes add minute note write down"),
    ("action", "task to do add action who does it who owns"),
    ("close", "end finish close the meeting review"),
    ("action-done", "mark done complete finish tick close"),
    ("carry", "postpone put off defer later move to the next time meeting review table it snooze"),
    ("book", "postpone schedule reschedule date appointment calendar"),
    ("edit", "change rename correct postpone deadline due date save tag label budget cost"),
    ("fields", "change rename correct postpone deadline due date tag label budget cost"),
    ("stage-before", "demote send back regress change stage"),
    ("reading", "enter number value measure kpi metric, wrong number"),
    ("week", "kpi numbers weekly figures fill in timesheet paste clipboard"),
    ("note", "comment remark write down editor vim"),
    ("raise", "incident error bug issue complaint risk escalate"),
    (
        "decide",
        "vote decision resolution ruling approve reject record who decides waive exempt override pause on hold park resume \
         retire",
    ),
    ("report", "rag traffic light status update"),
    ("archive", "delete remove hide trash duplicate merge"),
    ("drop", "cancel delete remove give up"),
    ("undo", "revert mistake oops back reopen open again everything"),
    ("redo", "again"),
    ("repeat", "again same once more"),
    ("filter", "search find narrow"),
    ("palette", "search look for all commands palette menu jump to"),
    ("help", "shortcuts hotkeys manual how to"),
    ("board/open", "why, red amber why signals details what fires"),
    ("pilot/overview", "why, red amber why signals what fires fields"),
    ("portfolio/signals", "why, red amber why warnings alerts"),
    ("portfolio/statuses", "legend symbols signs red amber green"),
    ("add", "new create insert"),
    ("board/add", "new project use case initiative"),
    ("board", "kanban cards home start page"),
    ("place-up", "reorder rank priority arrange"),
    ("place-down", "reorder rank priority arrange"),
    ("place-top", "reorder rank priority arrange first"),
    ("place-bottom", "reorder rank priority arrange last"),
    ("sort", "manual own order alphabetical arrange rank"),
    ("group", "swimlanes cluster by unit department"),
    ("show-archive", "restore unarchive deleted bring back"),
    ("chart", "graph plot trend"),
    ("metrics", "graph plot trend kpi"),
    ("commit", "save submit send write"),
    ("copy", "clipboard share email mail send boss manager colleague slides export"),
    ("copy-columns", "excel spreadsheet csv clipboard export"),
    ("paste", "clipboard insert table spreadsheet excel csv"),
    ("import", "excel spreadsheet upload load csv paste"),
    ("write", "pdf html deck slides print report export save share boss manager email mail send"),
    ("review/write", "minutes protocol circulate distribute"),
    ("mask", "privacy confidential hide unmask show names anonymous anonymise anonymize"),
    ("as-of", "past history time travel snapshot back then"),
    (
        "everywhere/portfolio",
        "dashboard overview summary totals overdue late print pdf html month report slides export share boss manager, red \
         amber green why status, legend symbols signs",
    ),
    ("review", "agenda steering committee minutes print pack attendance present absent who was there"),
    ("meeting", "present presentation projector beamer wall run attendance end close"),
    (
        "people",
        "who owns what who is responsible team staff members contacts add user hand over delegate merge duplicate",
    ),
    ("history", "log audit trail who changed undo everything earlier older"),
    (
        "everywhere/framework",
        "legend symbols words meaning rules method stages thresholds definitions objections benchmarks why",
    ),
    (
        "settings",
        "preferences options configuration dark light mode colours colors my name user editor, preset of keys, vim keys, vi \
         keys",
    ),
    ("drafts", "unsaved typed lost text unfinished forgotten started"),
    ("workspaces", "client project engagement open file switch database"),
    ("export", "archive zip xlsx excel workbook registers json codes share, anonymous, anonymise, anonymize"),
    ("theme", "dark light mode colours colors contrast appearance"),
    ("quit", "exit close leave"),
    ("hand-over", "delegate absence holiday leaves replace handover merge duplicate"),
    ("done", "complete finish tick close"),
    ("freeze", "baseline reference start value"),
    (
        "pilot/edit",
        "set target users target tolerance plan rollout day start day tags summary unit code lead partner cohort spend powers \
         budget",
    ),
    ("pilot/readiness", "score gap assessment maturity"),
    ("pilot/fields", "rollout day start day summary unit code lead partner cohort spend"),
    ("week/target", "set target users"),
    ("person/edit", "email e-mail address level title certifier"),
    ("people/edit", "email e-mail address level title certifier"),
    ("review/edit", "date day chair"),
    ("settings/edit", "theme mouse coach name"),
    ("tick", "done complete check off"),
    ("mark", "select several bulk multiple"),
    ("version", "retrain deploy release model"),
    ("actions", "todo tasks follow up who does what postpone overdue late due deadline assign reminder"),
    ("decisions", "resolutions what was decided record"),
    ("exceptions", "incidents errors bugs issues complaints risks escalations what waits how long"),
    ("advance", "escalate acknowledge resolve close mark done complete"),
];

/// What only a command does: what it does, what people call it, and the command, in which braces stand for the option
/// that names the open workspace.
const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "put a workspace away",
        "forget archive workspace close end finish engagement client project remove delete database",
        "`steerco{} forget --archive FILE.zip`, once the workspaces have exported that archive",
    ),
    (
        "restore a workspace",
        "restore bring back backup archive zip older copy engagement client database",
        "`steerco{} restore FILE`; `steerco paths` names the folder with the backups",
    ),
    ("copy the workspace", "backup back up safe database", "`steerco{} backup FILE`"),
    (
        "export one register",
        "export csv json md html ics calendar one register everything data",
        "`steerco{} export FILE`, by its ending csv, json, md, html or ics; --what names the register",
    ),
    ("examine the file", "doctor damaged corrupt integrity check repair broken database", "`steerco{} doctor`"),
    ("tell cron what is due", "cron schedule automate script check", "`steerco{} check`"),
];

/// What only commands can do.
pub(super) fn commands(state: &State) -> Vec<Command> {
    // With no workspace open, the command has to name one.
    let option = if state.workspace.is_none() { " -w NAME" } else { state.context.around.option.as_str() };
    let command = |&(title, words, typed): &(&'static str, &str, &str)| {
        let called = folded(&format!("{title} {words}"));
        Command { title, typed: typed.replace("{}", option), called }
    };
    COMMANDS.iter().map(command).collect()
}

/// What the palette's search left out, and the command that searches it too; none where nothing was left out.
pub(super) fn left_out(search: &Search, context: &Context) -> Option<String> {
    let (option, words) = (&context.around.option, quoted(search.sought().trim()));
    let said = || format!("Notes of readings are not searched here; `steerco{option} search {words}` searches them.");
    search.leaves_readings().then(said)
}

/// Other words for a verb of a screen.
pub(super) fn called(home: &str, verb: &str) -> String {
    let is_its = |name: &str| name.split_once('/').map_or(name == verb, |named| named == (home, verb));
    let words = CALLED.iter().filter(|(name, _)| is_its(name)).map(|(_, words)| *words);
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::known_verbs;
    use crate::interaction::fuzzy::holds;
    use crate::interaction::search::looked_for_by;

    /// What people type, and the verb that it should find.
    const TYPED: &[(&str, &str)] = &[
        ("hand over", "people"),
        ("hand over", "owner"),
        ("merge", "hand-over"),
        ("merge", "archive"),
        ("tag", "edit"),
        ("due", "fields"),
        ("save", "commit"),
        ("new", "add"),
        ("restore", "show-archive"),
        ("assign", "actions"),
        ("reassign", "owner"),
        ("change owner", "owner"),
        ("new project", "add"),
        ("score", "readiness"),
        ("skip gate", "next-stage"),
        ("wrong number", "reading"),
        ("presentation", "meeting"),
        ("graph", "chart"),
        ("shortcuts", "help"),
        ("reopen", "undo"),
        ("open again", "undo"),
        ("attendance", "attend"),
        ("attendance", "page-4"),
        ("dark mode", "theme"),
        ("paste", "week"),
        ("clipboard", "paste"),
        ("my name", "settings"),
        ("vi keys", "settings"),
        ("anonymise", "mask"),
        ("undo everything", "history"),
        ("editor", "note"),
        ("colour", "theme"),
        ("command palette", "palette"),
        ("own order", "sort"),
        ("commands", "palette"),
        ("search", "palette"),
        ("go live", "next-stage"),
        ("close pilot", "lifecycle"),
        ("on hold", "decide"),
        ("park", "lifecycle"),
        ("parked", "lifecycle"),
        ("add user", "people"),
        ("share boss", "copy"),
        ("why red", "open"),
        ("legend", "statuses"),
        ("symbol", "framework"),
        ("set target", "edit"),
        ("target users", "edit"),
        ("change stage", "next-stage"),
        ("html", "write"),
        ("send minutes", "write"),
        ("move to next meeting", "carry"),
        ("unmask", "mask"),
        ("anonymous client", "export"),
        ("archive zip", "export"),
        ("all registers", "export"),
    ];

    #[test]
    fn what_people_type_finds_what_they_mean() {
        let known = known_verbs();
        for (typed, verb) in TYPED {
            let finds =
                known.iter().any(|bound| bound.offer.name == *verb && holds(typed, &looked_for_by(bound, called)));
            assert!(finds, "{typed} finds no {verb}");
        }
    }

    #[test]
    fn what_has_no_key_is_not_taught() {
        let line = "Look; {open} opens a pilot, {decide} decides, {palette} finds a pilot, a person or any word.";
        let told = |known: &[&str]| filled(line, |verb| known.contains(&verb).then(|| verb.to_uppercase()));
        assert_eq!(told(&["open", "decide"]).as_deref(), Some("Look; OPEN opens a pilot, DECIDE decides."));
        let last = "Look; PALETTE finds a pilot, a person or any word.";
        assert_eq!(told(&["palette"]).as_deref(), Some(last));
        assert_eq!(told(&[]).as_deref(), Some("Look."));
        assert_eq!(filled("{open} opens a pilot.", |_| None), None);
    }

    #[test]
    fn every_verb_that_is_named_here_is_there() {
        let known = known_verbs();
        let is_known = |name: &str| {
            let (home, verb) = name.split_once('/').map_or((None, name), |(home, verb)| (Some(home), verb));
            known.iter().any(|bound| bound.offer.name == verb && home.is_none_or(|home| bound.home == home))
        };
        for (name, _) in CALLED {
            assert!(is_known(name), "{name}");
        }
        for (screen, line) in LINES {
            for verb in line.split(['{', '}']).skip(1).step_by(2).map(|verb| verb.trim_end_matches('?')) {
                let there = |home: &str| known.iter().any(|bound| bound.home == home && bound.offer.name == verb);
                assert!(there(screen) || there("everywhere"), "{verb} of {screen}");
            }
        }
    }
}
