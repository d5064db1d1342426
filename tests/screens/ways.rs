//! Every kind of screen and pop-up, and how one gets there: one list, which is gone at one desk. What is looked at
//! there is the business of each test.

use crate::support::Desk;

/// What is shown, and its keys. Words in braces are typed, and may be said in another tongue.
pub struct Way {
    pub name: &'static str,
    keys: &'static str,
    /// Does it go on from where the way before has led, and not from the first card of the board?
    pub goes_on: bool,
    /// Is what it shows the same in every tongue, letter for letter?
    pub in_line: bool,
}

impl Way {
    /// Its keys, with those words as `say` says them.
    pub fn typed(&self, say: impl Fn(&str) -> String) -> String {
        let pieces = self.keys.split(['{', '}']).enumerate();
        pieces.map(|(at, piece)| if at % 2 == 1 { say(piece) } else { piece.to_owned() }).collect()
    }
}

/// From the first card of the board.
const fn way(name: &'static str, keys: &'static str) -> Way {
    Way { name, keys, goes_on: false, in_line: true }
}

/// From where the way before has led.
const fn on(name: &'static str, keys: &'static str) -> Way {
    Way { name, keys, goes_on: true, in_line: true }
}

/// From the first card of the board, to what depends on the letters: what is found, where a field begins to scroll,
/// which codes are made of names.
const fn alone(name: &'static str, keys: &'static str) -> Way {
    Way { name, keys, goes_on: false, in_line: false }
}

/// First those whose pictures are in line in every tongue; what writes stands behind them, and the past at the end.
pub const WAYS: &[Way] = &[
    way("board", ""),
    way("board, grouped", "S"),
    way("board, filtered", "SSS/{claims}<Esc>"),
    way("board, marked", "vv"),
    way("overview", "<Enter>"),
    way("overview of a late stage", "lllgg<Enter>"),
    way("checklist", "<Enter>2"),
    way("checklist, marked", "<Enter>2vv"),
    way("metrics", "<Enter>3"),
    way("metrics with events", "lllgg<Enter>3"),
    way("metrics of a year", "lllgg<Enter>3z"),
    way("a chart", "lllgg<Enter>3zzz<Enter>"),
    way("notes", "<Enter>4"),
    way("notes of a late stage", "lllgg<Enter>4"),
    way("history of a pilot", "<Enter>5"),
    way("exceptions", "llggj<Enter>6"),
    way("readiness", "<Enter>7"),
    way("readiness with workstreams", "lggj<Enter>7"),
    way("a score", "<Enter>7e"),
    way("a workstream", "<Enter>7W"),
    way("a verdict", "lgg<Enter>7L"),
    way("the gate, whole", "lgg<Enter>7z"),
    way("rollout", "lllgg<Enter>8"),
    way("rollout with expansions", "lllggj<Enter>8"),
    way("a process step", "<Enter>8a"),
    way("week", "gw"),
    way("week, typing", "gw12"),
    way("paste", "gwp"),
    way("paste box", "gap{What, who, by when}"),
    way("people", "gp"),
    way("person", "gpjj<Enter>"),
    way("hand over", "gpO"),
    way("history", "gh"),
    way("portfolio", "gd"),
    way("portfolio, statuses", "gd2jj"),
    way("portfolio, the list behind a number", "gd1jj<Enter>"),
    way("review", "gr"),
    way("since the last review", "gr2"),
    way("minutes", "gr[3"),
    way("committee", "gr4"),
    way("agenda item", "gre"),
    way("topic", "gra{Budget of the next year}"),
    way("decisions", "gl"),
    way("a decision", "gl<Enter>"),
    way("actions", "ga"),
    way("an action", "gae"),
    way("exceptions of every pilot", "gx"),
    way("framework", "gf"),
    way("settings", "gs"),
    way("drafts", "c{Something was said}<Esc>gt"),
    way("workspaces", "go"),
    way("help", "?"),
    way("palette", ":"),
    way("continuations", "g"),
    way("note", "c{Something was said}"),
    way("report", "r"),
    way("reading", "m"),
    way("add", "a"),
    way("tick", "<Enter>2 "),
    way("item", "<Enter>2e"),
    way("markdown", "<Enter>4a"),
    way("metric", "<Enter>3a"),
    way("fields of a metric", "<Enter>3e"),
    way("person to add", "gpa"),
    way("person to edit", "gpe"),
    way("all fields", "<Enter>F"),
    way("decide", "D"),
    way("exception", "!"),
    way("fields of several", "vve"),
    way("masked", "M"),
    way("masked review", "gr"),
    way("not masked", "My"),
    way("meeting", "<F5>y"),
    on("meeting, a decision", "D"),
    on("meeting, a minute", "<Esc>c{So it is}"),
    on("meeting, minuted", "<Enter>"),
    on("meeting, a later item", "<→><→>"),
    on("meeting, an item without a pilot", "<→><→><→><→><→>"),
    on("meeting, its end", "<→><→><→>"),
    on("after the meeting", "q"),
    alone("board, grouped by owner", "SS"),
    alone("process steps", "SSllggj<Enter>8"),
    alone("field where it stands", "<Enter>jjjjjjj<Enter>"),
    alone("owner", "o{an}"),
    alone("a pilot that is sought", ":{invoice}"),
    alone("a text that is sought", ":{supplier}"),
    alone("portfolio, its end", "gdG"),
    alone("entry of a pilot", "<Enter>5<Enter>"),
    alone("the gate room", "lgg<Enter>7jjjjj"),
    alone("a verdict with its reason", "jjjL{ready}"),
    alone("the next state of an exception", "gxn"),
    alone("a reading that is refused", "m700<Enter>"),
    alone("a question", "ghR"),
    alone("keys", ":key tester<Enter>"),
    alone("noted", "c{It was said about the feed and those who wait for it since the spring of last year}<Enter>"),
    alone("note in the history", "gh"),
    alone("entry", "gh<Enter>"),
    alone("reported", "rA<Tab>{So it is then}<Ctrl+S>"),
    alone("added", "a{Zebra crossing}<Ctrl+S>"),
    alone("as of the last review", "@<Enter>"),
];

/// What is pressed between two ways: back to the first card of the board.
const HOME: &str = "<Esc><Esc><Esc><Esc><Esc><Esc>hhhgg";

/// Goes those ways at one desk, with words as `say` says them, and looks at what each leads to, in whatever size.
pub fn walk(
    desk: &mut Desk,
    ways: impl Iterator<Item = &'static Way>,
    say: impl Fn(&str) -> String,
    mut look: impl FnMut(&'static str, &mut Desk),
) {
    for way in ways {
        desk.resize(120, 40);
        if !way.goes_on {
            desk.press(HOME);
            let screen = desk.screen();
            assert!(screen.lines().next().unwrap_or_default().contains("Board"), "before {}:\n{screen}", way.name);
        }
        desk.press(&way.typed(&say));
        look(way.name, desk);
    }
}

/// Goes every way at that desk.
pub fn go_everywhere(desk: &mut Desk, look: impl FnMut(&'static str, &mut Desk)) {
    walk(desk, WAYS.iter(), str::to_owned, look);
}
