//! Reports of a small brief whose every text is hostile, and of an empty one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

mod made;

use made::{brief, day, decision, judgement, meeting, pilot, today, trend, two};

use super::*;
use crate::domain::brief::TrendLine;
use crate::domain::review::{Minute, Reason};
use crate::domain::survey::{Dashboard, Spend, Survey};
use crate::domain::{
    AgendaId, AgendaItem, AgendaKind, AgendaState, Decision, DecisionId, Dimension, Family, Fixed, Hindered, Judgement,
    Lifecycle, Measure, Meeting, Metric, Obstacle, Pilot, Reading, Stage, Verb, Visit, VisitId, VisitKind, Week,
};

fn reports(brief: &Brief) -> Vec<(String, Vec<u8>)> {
    let all = [What::Month, What::Pack, What::Minutes, What::Pilot(PilotId(1)), What::Pilot(PilotId(2))];
    all.into_iter().flat_map(|what| files(brief, what).unwrap()).collect()
}

fn texts(brief: &Brief, ending: &str) -> Vec<(String, String)> {
    let own = reports(brief).into_iter().filter(|(name, _)| name.ends_with(ending));
    own.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn every_report_has_its_files() {
    let names = |what| files(&two(), what).unwrap().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(What::Month), ["month.md", "month.html", "month.txt", "month.xlsx"]);
    let pack = ["pack.md", "pack.html", "pack.txt", "pack.xlsx", "calendar.ics", "minutes.md"];
    assert_eq!(names(What::Pack), pack);
    assert_eq!(names(What::Minutes), ["minutes.md", "minutes.html", "minutes.txt"]);
    assert_eq!(names(What::Pilot(PilotId(1))), ["first.md", "first.html", "first.txt"]);
    let none = Brief { meeting: None, ..two() };
    assert!(files(&none, What::Minutes).unwrap_err().0.contains("for none"));
    assert!(files(&none, What::Pilot(PilotId(9))).unwrap_err().0.contains("is not in this brief"));
    assert!(!files(&none, What::Pack).unwrap().iter().any(|(name, _)| name == "minutes.md"));
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    let (one, two) = (reports(&two()), reports(&two()));
    for ((name, one), (_, two)) in one.iter().zip(&two) {
        assert!(one == two, "{name}");
    }
}

#[test]
fn typed_text_is_harmless_in_html() {
    for (name, html) in texts(&two(), ".html") {
        assert!(html.contains("&lt;script&gt;"), "{name}: it is shown");
        assert!(!html.contains("<script"), "{name}");
        assert!(!html.contains("href=\"http"), "{name}");
        assert!(!html.contains('\u{1b}') && !html.contains('\u{202e}'), "{name}");
        assert!(html.contains("default-src 'none'"), "{name}");
        assert!(html.contains("DRAFT"), "{name}");
    }
}

#[test]
fn typed_text_is_harmless_in_markdown() {
    for (name, markdown) in texts(&two(), ".md") {
        assert!(markdown.contains("&lt;script&gt;"), "{name}: it is shown");
        assert!(!markdown.contains("<script") && !markdown.contains("[x]("), "{name}");
        assert!(!markdown.contains("http://"), "{name}");
        assert!(markdown.contains("DRAFT"), "{name}");
        assert_eq!(markdown.lines().filter(|line| line.starts_with("# ")).count(), 1, "{name}: one title");
        // Every row of a table has as many cells as the one above.
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let lines: Vec<&str> = markdown.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| line.starts_with('|'))) {
            assert_eq!(bars(pair[0]), bars(pair[1]), "{name}: {}", pair[1]);
        }
    }
}

#[test]
fn plain_text_is_78_columns_and_commands_nothing() {
    for (name, text) in texts(&two(), ".txt") {
        for line in text.lines() {
            assert!(crate::domain::Shown::line(line).width() <= 78, "{name}: {line}");
            assert!(crate::domain::shown::is_clean(line), "{name}: {line}");
        }
        assert!(text.contains("DRAFT"), "{name}");
    }
}

#[test]
fn a_calendar_has_every_day_and_no_line_of_its_own() {
    let (_, calendar) = texts(&two(), ".ics").remove(0);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 5, "a review, a gate, an action, a decision, a waiver");
    assert_eq!((days(&two(), None).1, days(&two(), Some(Dated::Workstreams)).1), (5, 0));
    assert!(calendar.contains("DTSTAMP:20261124T000000Z"));
    assert!(calendar.contains("DTSTART;VALUE=DATE:20261124") && calendar.contains("DTEND;VALUE=DATE:20261125"));
    assert!(calendar.lines().all(|line| !line.starts_with("# two") && !line.contains('\u{1b}')));
}

#[test]
fn a_warning_that_was_accepted_is_called_so_in_the_calendar_and_in_the_register() {
    let mut known = two();
    known.survey.decisions[0] = Decision { verb: Verb::Waive, parks: vec!["drift".into()], ..decision() };
    let tells = |end: &str, told: &str| texts(&known, end).iter().any(|(_, text)| text.contains(told));
    assert!(tells(".ics", "accept warning: ") && tells(".md", "accepts “drift”"), "{:?}", texts(&known, ".md"));
}

#[test]
fn pilots_on_the_agenda_come_first() {
    let brief = two();
    let facts = Facts::new(&brief, true);
    let document = pack::document(&facts);
    let pages: Vec<&str> = document
        .sections
        .iter()
        .filter(|section| section.anchor.starts_with("pilot-"))
        .map(|section| section.anchor.as_str())
        .collect();
    assert_eq!(pages, ["pilot-2", "pilot-1"]);
}

#[test]
fn an_empty_portfolio_has_its_reports_too() {
    let empty = Brief {
        survey: Survey::default(),
        delta: None,
        meeting: None,
        differences: Vec::new(),
        reviews: Vec::new(),
        draft: false,
        ..brief(&[])
    };
    let dashboard = Dashboard::of(&empty.survey, &empty.portfolio, &empty.framework, today());
    let empty = Brief { dashboard, ..empty };
    for what in [What::Month, What::Pack] {
        for (name, bytes) in files(&empty, what).unwrap() {
            assert!(!bytes.is_empty(), "{name}");
        }
    }
    let (_, text) = texts_of(&empty, "month.txt");
    assert!(text.contains("No pilot is under way or paused.") && !text.contains("DRAFT"));
    assert!(text.contains("All rules and numbers are those of the framework"));
    assert!(!text.contains("nobody has to act") && !text.contains("V governance"), "no legend of nothing");
}

fn texts_of(brief: &Brief, name: &str) -> (String, String) {
    let own = files(brief, What::Month).unwrap().into_iter().find(|(known, _)| known == name);
    own.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).unwrap()
}

#[test]
fn a_trend_is_told_with_its_change_and_what_it_is_held_against() {
    let line = trends::line(&trend(1));
    assert_eq!(line.said, "94 → 78 %, -16 in 6 w");
    assert_eq!(line.held, "target 90 %, judged by its pilot baseline 94 %");
    assert_eq!(line.bars, "█▇···▁▃·");
    assert!(line.worse && line.label.contains("4 of 8 weeks without a value"));
    let later = TrendLine { to: Week::new(2026, 50).unwrap(), ..trend(1) };
    assert_eq!(trends::said(&later), "78 % in 2026-W46, none since");
    assert_eq!(trends::said(&TrendLine { readings: Vec::new(), ..trend(1) }), "no values yet");
}

#[test]
fn a_change_is_the_difference_of_what_is_shown() {
    let said = |family, first, last| {
        let known = trend(1);
        let reading = |week: i64, millionths| Reading {
            week: known.from.plus(week),
            measure: Measure::Number(Fixed::from_millionths(millionths)),
            note: String::new(),
            sample: None,
        };
        let readings = vec![reading(0, first), reading(6, last)];
        let metric = Metric { family, ..known.metric.clone() };
        trends::said(&TrendLine { metric, readings, ..trend(1) })
    };
    assert_eq!(said(Family::Adoption, 55_600_000, 72_400_000), "55.6 → 72.4 %, +16.8 in 6 w");
    assert_eq!(said(Family::Performance, 82_040_000, 78_060_000), "82.04 → 78.06 %, -3.98 in 6 w");
    assert_eq!(said(Family::Performance, 78_140_000, 78_060_000), "78.14 → 78.06 %, -0.08 in 6 w");
}

#[test]
fn what_is_in_the_way_is_told_in_whole_sentences() {
    let obstacle = |hinders, what: &'static str, clears: &'static str| Obstacle {
        hinders,
        what: what.into(),
        clears: clears.into(),
    };
    let obstacles = vec![
        obstacle(Hindered::Family(Family::Performance), "drift", "two values are inside"),
        obstacle(Hindered::Family(Family::Performance), "accuracy 78.1 %", "a value of 94 % or better"),
        obstacle(Hindered::Family(Family::Adoption), "no rollout", "the day of the rollout is set"),
        obstacle(Hindered::Gate, "a conditional go", "the workstreams that it rests on are closed"),
    ];
    let known = Judgement { obstacles, ..judgement(1) };
    let (nothing, drift) = (HashSet::new(), HashSet::from(["drift"]));
    let told = |place: usize, fires: &HashSet<&str>| one_page::clears(&known.obstacles[place], &known, fires);
    let value = "Performance (accuracy 78.1 %) is on track once a value of 94 % or better is entered";
    assert_eq!(told(1, &nothing), format!("{value}."));
    assert_eq!(told(1, &drift), format!("{value} and what fires for it is cleared."));
    assert_eq!(told(2, &nothing), "Adoption is judged once the day of the rollout is set.");
    let gate = "The gate (a conditional go) is on track once the workstreams that it rests on are closed.";
    assert_eq!(told(3, &nothing), gate);

    let mut brief = brief(&[pilot(1, "Invoice triage", "invoice-triage")]);
    brief.pages[0].judgement = Some(Arc::new(known.clone()));
    let files = files(&brief, What::Pilot(PilotId(1))).unwrap();
    let markdown = String::from_utf8(files[0].1.clone()).unwrap();
    assert!(markdown.lines().any(|line| line.starts_with("# Invoice triage (invoice-triage): ")), "{markdown}");
    let mark = brief.framework.dimension(Dimension::Data).pass;
    for said in [
        "Adoption: ○ not judged: no rollout",
        "Go is not possible:",
        ", VP",
        ", worse",
        format!("| 2, passes at {mark} |").as_str(),
        "| votes |",
    ] {
        assert!(markdown.contains(said), "{said}: {markdown}");
    }
    let text = String::from_utf8(files[2].1.clone()).unwrap();
    assert!(text.contains(", worse") && text.contains("(invoice-triage), as of"), "{text}");
}

#[test]
fn a_paused_pilot_stands_no_way() {
    let paused = Pilot { lifecycle: Lifecycle::Paused, ..pilot(1, "Invoice triage", "invoice-triage") };
    let known = brief(&[paused, pilot(2, "Second", "second")]);
    let stands = |name: &str, sign: &str| {
        let (_, text) = texts_of(&known, name);
        text.lines().map(|line| line.matches(sign).count()).max().unwrap_or_default()
    };
    assert_eq!(stands("month.md", "○ paused"), 6, "each family, its gate and all in all");
    assert_eq!((stands("month.txt", "○ -"), stands("month.txt", "○ paused")), (5, 1), "in words once");
    let page = files(&known, What::Pilot(PilotId(1))).unwrap().swap_remove(0).1;
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains("○ paused") && !page.contains("Computed: ■"), "{page}");
}

#[test]
fn letters_are_explained_where_they_stand() {
    for (name, bytes) in files(&two(), What::Month).unwrap().into_iter().filter(|(name, _)| name != "month.xlsx") {
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.contains("V governance"), name == "month.txt", "{name}");
        assert!(text.contains("nobody has to act"), "{name}");
    }
}

#[test]
fn tables_in_html_are_named_by_their_headings() {
    let html = texts(&two(), "pack.html").remove(0).1;
    for label in ["Funnel", "How many stand how, Status by family", "Benchmarks about reaching production, Reaching"] {
        assert!(html.contains(&format!("aria-label=\"{label}")), "{label}");
    }
    assert!(html.contains("Dotted: the baseline"));
    // A sign stands beside its word, and short words are not broken.
    assert!(
        html.contains(r#"<td class="sign green short"><span class="g" aria-hidden="true">●</span>&#160;on track</td>"#)
    );
}

#[test]
fn the_minutes_tell_what_was_put_off_from_what_was_not_reached() {
    let item = |id: i64, state, title: &str| {
        let one = meeting().agenda.swap_remove(0);
        AgendaItem { id: AgendaId(id), pilot: None, kind: AgendaKind::Topic, title: title.to_owned(), state, ..one }
    };
    let carried = AgendaState::Carried;
    let agenda = vec![item(2, carried, "Budget"), item(3, carried, "Staff"), item(4, AgendaState::Done, "Risks")];
    let meeting = Meeting { agenda, ..meeting() };
    let written = files(&Brief { meeting: Some(meeting), ..brief(&[]) }, What::Minutes).unwrap();
    let text = String::from_utf8(written[0].1.clone()).unwrap();
    let (_, left) = text.split_once("What comes again").unwrap_or_else(|| panic!("{text}"));
    let (talked, unreached) =
        left.split_once("Put off or not reached, and carried over").unwrap_or_else(|| panic!("{left}"));
    assert!(talked.contains("Talked about, and carried over") && talked.contains("Budget"), "{left}");
    assert!(!talked.contains("Staff") && unreached.contains("Staff"), "{left}");
    assert!(!left.contains("Risks") && text.contains("talked about, and carried over"), "{text}");
}

#[test]
fn an_item_has_the_number_of_its_agenda_in_every_file_and_what_was_left_out_has_none() {
    let item = |id: i64, state, title: &str| {
        let one = meeting().agenda.swap_remove(0);
        AgendaItem { id: AgendaId(id), pilot: None, kind: AgendaKind::Topic, title: title.to_owned(), state, ..one }
    };
    let (dropped, carried) = (AgendaState::Dropped, AgendaState::Carried);
    let agenda = vec![item(2, dropped, "Budget"), item(3, carried, "Staff"), item(4, carried, "Risks")];
    let meeting = Meeting { agenda, ..meeting() };
    assert_eq!([2, 3, 4].map(|id| meeting.number(AgendaId(id))), [None, Some(1), Some(2)]);
    let brief = Brief { meeting: Some(meeting), ..brief(&[]) };
    let written = files(&brief, What::Minutes).unwrap();
    let text = String::from_utf8(written[0].1.clone()).unwrap();
    assert!(text.contains("Staff (item 1)") && text.contains("Risks (item 2)"), "{text}");
    assert!(!text.contains("3. Budget"), "{text}");
    let pack: HashMap<String, Vec<u8>> = files(&brief, What::Pack).unwrap().into_iter().collect();
    let bytes = std::io::Cursor::new(&pack["pack.xlsx"]);
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(bytes).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut workbook, "Agenda").unwrap();
    let places: Vec<String> = sheet.rows().map(|row| row[0].to_string()).collect();
    assert_eq!(places, ["Place", "", "1", "2"]);
}

#[test]
fn the_minutes_tell_what_a_decision_settles_and_what_comes_again() {
    let asked = |id: i64, statement: &str| Decision {
        id: DecisionId(id),
        statement: statement.to_owned(),
        conditions: Vec::new(),
        review: None,
        ..decision()
    };
    let (first, second) = (asked(11, "Wait for spring"), asked(12, "Ask the depots"));
    let later = asked(14, "Buy the scanners");
    let came_back = |one: &Decision| Reason { kind: "trigger".into(), id: one.id.to_string(), text: String::new() };
    let mut meeting = meeting();
    meeting.agenda[1].reasons = [&first, &second, &later].map(came_back).into();
    let (leaves, parks) = (vec![second.id], vec!["drift-no-authority".to_owned()]);
    let mut known = brief(&[]);
    let answer = Decision { id: DecisionId(13), parks, leaves, ..decision() };
    known.survey.decisions = vec![first, second, answer, later];
    known.meeting = Some(meeting);
    let text = String::from_utf8(files(&known, What::Minutes).unwrap().swap_remove(2).1).unwrap();
    for said in [
        "Answers the warning: drift, and nobody may order a retraining",
        "Settles: “Wait for spring”",
        "Leaves open: “Ask the depots”",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let (_, again) = text.split_once("comes again, as no decision settles it").unwrap_or_else(|| panic!("{text}"));
    assert!(again.contains("“Ask the depots”") && !again.contains("Wait for spring"), "{again}");
    assert!(again.contains("“Buy the scanners”"), "what was decided before it does not answer it: {again}");
}

#[test]
fn what_was_noted_on_an_item_that_was_left_out_is_minuted() {
    let mut meeting = meeting();
    meeting.minutes[0] =
        Minute { item: Some(AgendaId(3)), text: "not before May".to_owned(), ..meeting.minutes[0].clone() };
    let files = files(&Brief { meeting: Some(meeting), ..brief(&[]) }, What::Minutes).unwrap();
    assert_eq!(files.len(), 3);
    for (name, bytes) in files {
        let text = String::from_utf8(bytes).unwrap();
        for said in ["not before May", "talked about, and left out"] {
            assert!(text.contains(said), "{name}, {said}: {text}");
        }
    }
}

fn visit(pilot: i64, stage: Stage, kind: VisitKind) -> Visit {
    Visit {
        id: VisitId(pilot * 10 + i64::from(stage.number())),
        pilot: PilotId(pilot),
        stage,
        entered: None,
        kind,
        why: String::new(),
        by: String::new(),
        assumed: false,
    }
}

#[test]
fn who_is_in_production_without_its_gate_is_told() {
    let began = |id, kind| vec![visit(id, Stage::One, VisitKind::Start), visit(id, Stage::Four, kind)];
    let survey = Survey {
        pilots: (1..=3).map(|id| Pilot { stage: Stage::Four, ..pilot(id, "p", "p") }).collect(),
        visits: HashMap::from([
            (PilotId(1), began(1, VisitKind::Gate)),
            (PilotId(2), began(2, VisitKind::Waiver)),
            (PilotId(3), vec![visit(3, Stage::Four, VisitKind::TakeOver)]),
        ]),
        ..Survey::default()
    };
    let empty = brief(&[]);
    let dashboard = Dashboard::of(&survey, &empty.portfolio, &empty.framework, today());
    assert_eq!(flow::uncounted(&dashboard), (1, 1));
    assert_eq!((dashboard.flow[0].onward.len(), &dashboard.flow[0].waived), (2, &vec![PilotId(2)]), "no gate passed");
    let (_, text) = texts_of(&Brief { survey, dashboard, ..empty }, "month.md");
    for said in [
        "Of 3 pilots in stage 4 now, 1 moved there by a waiver and 1 was taken over: they are not counted as having \
         reached production through G3.",
        "Of those that started here, 1 of 2 reached production.",
        "Of those that reached it or ended before, 1 of 1 reached it.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn nothing_is_said_of_money_that_nobody_names() {
    let spent = |id, change: Option<i64>, technology: Option<i64>| Pilot {
        spend_change: change.map(Fixed::from_int),
        spend_technology: technology.map(Fixed::from_int),
        ..pilot(id, "p", "p")
    };
    assert_eq!(load::told(&[spent(1, None, None)]), None);
    assert_eq!(
        load::told(&[spent(1, Some(1_000_000), None)]).unwrap(),
        "1 of 1 pilot says what was spent: 1,000,000 on change; nothing is said of technology. No benchmark is held \
         against it."
    );
    let some = [spent(1, Some(1_000), Some(3_000)), spent(2, Some(500), None), spent(3, None, None)];
    assert_eq!(
        load::told(&some).unwrap(),
        "2 of 3 pilots say what was spent: 1,500 on change, 3,000 on technology. Where both are said (1 pilot), 25 % \
         went into change. No benchmark is held against it."
    );
    assert_eq!(Spend::of(&some[1..]).technology, None);
}

#[test]
fn pilots_are_drawn_whole_or_not_at_all() {
    let pilots: Vec<Pilot> = (1..=9).map(|id| pilot(id, "p", "p")).collect();
    let mut brief = brief(&pilots);
    for page in &mut brief.pages {
        page.trends = vec![trend(page.pilot.id.0); if page.pilot.id == PilotId(1) { 3 } else { 4 }];
    }
    let facts = Facts::new(&brief, false);
    let (lines, left) = charts::chosen(&facts);
    assert_eq!((lines.len(), left), (23, vec![PilotId(7), PilotId(8), PilotId(9)]));
}

#[test]
fn days_in_the_workbook_are_days() {
    assert_eq!(workbook::comes_back(&decision()), sheet::Value::Day(day("2027-01-15")));
    assert_eq!(workbook::comes_back(&Decision { trigger: None, ..decision() }), sheet::Value::Nothing);
}
