//! Owns the rows of a table of actions: who does what by when.

use super::heard;
use super::row::{Cells, Layout};
use super::states::of_action;
use super::table::{Row, Table};
use super::written_day::{counts_from_writing, in_column, timed_day, two_numbers, unordered};
use crate::domain::incoming::DateOrder;
use crate::domain::shown::collapsed;
use crate::domain::spoken::{Side, day_meant};
use crate::domain::written::without_time;
use crate::domain::{ActionState, Day, Invalid};

/// What the day is called by which something is due, here and in tables of which that tells what they are.
pub const DUE: &[&str] = &[
    "due",
    "due date",
    "due on",
    "due by",
    "by when",
    "deadline",
    "until",
    "fällig",
    "fällig am",
    "fällig bis",
    "zu erledigen bis",
    "frist",
    "termin",
    "bis",
    "bis wann",
    "zieltermin",
];

/// What its columns are called, and which it needs.
pub static LAYOUT: Layout = Layout {
    columns: &[
        (
            "text",
            &[
                "action",
                "action item",
                "what",
                "text",
                "task",
                "to do",
                "to-do",
                "todo",
                "was",
                "aufgabe",
                "maßnahme",
                "massnahme",
                "aktion",
                "titel",
                "title",
                "next step",
                "next steps",
                "nächster schritt",
                "nächste schritte",
            ],
        ),
        (
            "owner",
            &[
                "who",
                "owner",
                "assignee",
                "assigned to",
                "responsible",
                "wer",
                "verantwortlich",
                "verantwortliche",
                "zuständig",
            ],
        ),
        ("due", DUE),
        ("pilot", &["pilot", "pilot name", "pilot code", "project", "project name", "use case", "projekt", "vorhaben"]),
        ("state", &["state", "status"]),
        ("id", &["id"]),
    ],
    needed: &[("text", "what"), ("owner", "who"), ("due", "by when")],
    day: "due",
};

/// An action as a row says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// The number of the row.
    pub row: u64,
    /// The id of one that was written out; empty where there is none.
    pub id: String,
    /// What.
    pub text: String,
    /// Who.
    pub owner: String,
    /// By when; none where that is wrong.
    pub due: Option<Day>,
    /// How that day is written, where it counts from the day of reading: `next week`.
    pub counted: Option<String>,
    /// About which pilot; empty where it is about none, and none where no column says it.
    pub pilot: Option<String>,
    /// How far it is; none where that is not said.
    pub state: Option<ActionState>,
    /// The word of its state, where that is called otherwise.
    pub state_said: Option<String>,
    /// All that is wrong in its cells.
    pub wrong: Vec<Invalid>,
}

/// Can it be a table of actions: does it say who does what by when?
#[must_use]
pub fn is_actions(table: &Table) -> bool {
    LAYOUT.lacking(table).is_empty()
}

/// The rows of a table as actions. A day counts from `today`, and of one without its year the next is meant.
#[must_use]
pub fn read(table: &Table, order: Option<DateOrder>, today: Day) -> Vec<Todo> {
    table.rows.iter().map(|row| todo(table, row, (order, today))).collect()
}

fn todo(table: &Table, row: &Row, (order, today): (Option<DateOrder>, Day)) -> Todo {
    let cells = Cells { table, row, layout: &LAYOUT };
    let mut wrong = Vec::new();
    let text = heard(cells.needed("text", "it does not say what is to be done"), &mut wrong);
    let owner = heard(cells.needed("owner", "nobody is named to do it"), &mut wrong);
    let by = heard(cells.needed("due", "an action needs its day"), &mut wrong);
    let column = cells.heading("due");
    let day = (!by.is_empty()).then(|| due((column, by), order, today).map_err(|error| error.at("due")));
    let due = heard(day.transpose(), &mut wrong);
    let pilot = heard(cells.cell("pilot"), &mut wrong);
    let (said, id) = (heard(cells.cell("state"), &mut wrong), heard(cells.cell("id"), &mut wrong));
    let known = (!said.is_empty()).then(|| of_action(said).map_err(|error| error.at("state")));
    let state = heard(known.transpose(), &mut wrong);
    let is_other = state.is_some_and(|state| said.to_lowercase() != state.name());
    Todo {
        row: row.line,
        id: id.to_owned(),
        text: text.to_owned(),
        owner: collapsed(owner),
        due,
        counted: (due.is_some() && counts_from_writing(by, today)).then(|| collapsed(by)),
        pilot: LAYOUT.place(table, "pilot").map(|_| collapsed(pilot)),
        state,
        state_said: is_other.then(|| collapsed(said)),
        wrong,
    }
}

/// The day that a cell says, as forms take it; of a week its Friday. In which order its numbers stand, the table tells.
fn due((column, text): (&str, &str), order: Option<DateOrder>, today: Day) -> Result<Day, Invalid> {
    let said = |text: &str| day_meant(text, today, Side::Ahead);
    let read = || said(text).or_else(|error| without_time(text).map_or(Err(error), said));
    let ordered = two_numbers(text).and_then(|_| timed_day(text, order)).map(|(day, _)| day);
    let alone = || unordered(column, text, order).map_or_else(|| read().map_err(|error| in_column(column, error)), Err);
    ordered.map_or_else(alone, Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_who_does_what_by_when() {
        let table = "Task\tWho\tBy when\tStatus\n\"Order the\nscanner\"\t Ana  Costa\t2026-12-01\tin progress\n\
                     Call\tBo\t15 Jan\tDone\nCall\tBo\tnext week\t\nCall\tBo\tFriday\t\n\tBo\t3/4/2027\t\n\
                     Call\t\tsoon\t\n\t\t\t\n";
        let table = Table::parse(table, b'\t').unwrap();
        assert!(is_actions(&table));
        let todos = read(&table, None, "2026-11-25".parse().unwrap());
        let said: Vec<_> = todos
            .iter()
            .filter(|one| one.wrong.is_empty())
            .map(|one| (one.text.as_str(), one.owner.as_str(), one.due.unwrap().to_string()))
            .collect();
        let (ana, bo) = ("Ana Costa", "Bo");
        assert_eq!(
            said,
            [
                ("Order the\nscanner", ana, "2026-12-01".to_owned()),
                ("Call", bo, "2027-01-15".to_owned()),
                ("Call", bo, "2026-12-04".to_owned()),
                ("Call", bo, "2026-11-27".to_owned()),
            ]
        );
        assert_eq!((todos[0].state, todos[1].state), (Some(ActionState::Open), Some(ActionState::Done)));
        assert_eq!((todos[0].state_said.as_deref(), &todos[1].state_said), (Some("in progress"), &None));
        let counted: Vec<_> = todos.iter().filter_map(|one| one.counted.as_deref()).collect();
        assert_eq!(counted, ["next week", "Friday"]);
        let fields = |todo: &Todo| todo.wrong.iter().filter_map(|wrong| wrong.field).collect::<Vec<_>>();
        let wrong: Vec<_> =
            todos.iter().map(|todo| (todo.row, fields(todo))).filter(|(_, all)| !all.is_empty()).collect();
        assert_eq!(wrong, [(6, vec!["text", "due"]), (7, vec!["owner", "due"])], "all of a row at once");
        let hint = todos[5].wrong[1].hint.clone().unwrap();
        assert!(hint.contains("2026-12-15") && hint.contains("next week"), "the example is still to come: {hint}");
        let noted = Table::parse("Task,Who,Due,Room,Empty\nCall,Bo,2026-12-01,4,\n", b',').unwrap();
        assert_eq!(LAYOUT.unfed(&noted), ["Room"]);
        assert!(!is_actions(&Table::parse("Task,Who\na,b\n", b',').unwrap()));
        for what in ["Aktion", "Nächste Schritte"] {
            let table = Table::parse(&format!("{what};Wer;Bis wann\nBestellen;Ana Costa;2026-12-01\n"), b';').unwrap();
            assert_eq!(read(&table, None, "2026-11-25".parse().unwrap())[0].text, "Bestellen", "{what}");
        }
    }

    #[test]
    fn a_date_in_one_order_only_tells_how_the_others_are_read() {
        let days = |dates: &str, said: Option<DateOrder>| -> Vec<Option<String>> {
            let rows = dates.split(' ').map(|date| format!("Call,Bo,{date}\n")).collect::<Vec<_>>();
            let table = Table::parse(&format!("Task,Who,Due,Told on\n{}", rows.concat()), b',').unwrap();
            let todos = read(&table, LAYOUT.order(&table, said), "2026-11-25".parse().unwrap());
            todos.iter().map(|todo| todo.due.map(|day| day.to_string())).collect()
        };
        let some = |day: &str| Some(day.to_owned());
        assert_eq!(days("10/12/2026 25/12/2026", None), [some("2026-12-10"), some("2026-12-25")]);
        assert_eq!(days("12/10/2026 12/25/2026", None), [some("2026-12-10"), some("2026-12-25")]);
        assert_eq!(days("10/12/2026 2026-12-25", None), [None, some("2026-12-25")]);
        assert_eq!(days("10/12/2026,25/11/2026", None), [some("2026-12-10")], "another column tells too");
        assert_eq!(days("10/12/2026 2026-12-25", Some(DateOrder::DayFirst))[0], some("2026-12-10"));
    }

    #[test]
    fn states_are_known_in_other_words_and_no_state_is_told() {
        for (word, known) in [
            ("in Arbeit", ActionState::Open),
            ("overdue", ActionState::Open),
            ("Blockiert", ActionState::Open),
            ("ERLEDIGT", ActionState::Done),
            ("dropped", ActionState::Dropped),
        ] {
            assert_eq!(of_action(word), Ok(known), "{word}");
        }
        assert!(of_action("Quark").unwrap_err().what.contains("“Quark”"));
        let table = Table::parse("Task,Who,Due,Status\nCall,Bo,2026-12-01,Quark\n", b',').unwrap();
        let todos = read(&table, None, "2026-11-25".parse().unwrap());
        assert_eq!(todos[0].wrong[0].field, Some("state"));
    }
}
