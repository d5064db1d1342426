//! Who is there: the chair, the members, the guests, and who was noted by mistake.

use serde_json::Value;

use crate::days::{Desk, after, text, thursday};
use crate::{DAY, desk, files, minutes, opened};

#[test]
fn the_chair_of_the_committee_chairs_the_reviews_that_nobody_chairs() {
    let desk = desk();
    let (first, second) = (thursday(12), thursday(16));
    desk.on(&first, &["review", "prepare", &first]);
    desk.on(&first, &["add", "review", &second, "--chair", "Vera Voss"]);
    let chair = |day: &str| {
        let reviews = desk.json(("--today", &first), &["list", "reviews"]);
        reviews.into_iter().find(|review| review["date"] == day).unwrap()["chair"].clone()
    };
    assert_eq!((chair(&first), chair(&second)), (Value::Null, "Vera Voss".into()));
    let said = desk.on(&first, &["set", "workspace", "chair", "Nora Nilsson"]);
    assert_eq!(said.trim(), "Nora Nilsson chairs the committee, and the review that nobody chaired.");
    assert_eq!((chair(&first), chair(&second)), ("Nora Nilsson".into(), "Vera Voss".into()));
    assert!(desk.on(&first, &["review", "show", &first]).contains("Chair: Nora Nilsson."));
    desk.on(&first, &["undo", "--yes"]);
    assert_eq!(chair(&first), Value::Null, "with the chair of the committee goes that of the review");
    desk.on(&first, &["redo"]);
    // Of one that lost its chair since, it is made good where it is prepared again, and where it is opened.
    desk.on(&first, &["set", "review", &first, "chair", ""]);
    desk.on(&first, &["review", "prepare", &first]);
    assert_eq!(chair(&first), "Nora Nilsson");
    desk.on(&first, &["set", "review", &first, "chair", ""]);
    desk.on(&first, &["review", "open", &first]);
    assert_eq!(chair(&first), "Nora Nilsson");
    desk.on(&first, &["review", "close", &first]);
    desk.on(&first, &["set", "workspace", "chair", "Vera Voss"]);
    assert_eq!(chair(&first), "Nora Nilsson", "a closed review keeps who chaired it");
    desk.on(&first, &["archive", "Vera Voss"]);
    desk.on(&first, &["set", "review", &second, "chair", ""]);
    desk.on(&first, &["review", "prepare", &second]);
    assert_eq!(chair(&second), Value::Null, "who is archived is given no work");
}

#[test]
fn of_a_review_that_has_a_chair_nobody_is_told_that_the_committee_has_none() {
    let desk = desk();
    desk.on(DAY, &["add", "review", DAY, "--chair", "Nora Nilsson"]);
    let told = || {
        desk.on(DAY, &["report", "minutes", "--review", DAY, "--out", "minutes", "--force"]);
        let minutes = String::from_utf8(files(&desk, "minutes")["minutes.md"].clone()).unwrap();
        [minutes, desk.on(DAY, &["review", "show", DAY])]
    };
    let unsaid = |said: &String| said.contains("Nora Nilsson") && !said.contains("chairs the");
    assert!(told().iter().all(unsaid), "{:?}", told());
    desk.on(DAY, &["set", "review", DAY, "chair", "Dirk Drost"]);
    let below = "Dirk Drost chairs the review, and is below executive level.";
    assert!(told().iter().all(|said| said.contains(below)), "{:?}", told());
    desk.on(DAY, &["set", "review", DAY, "chair", ""]);
    let nobody = "Nobody chairs the committee: an executive owner should.";
    assert!(told().iter().all(|said| said.contains(nobody)), "{:?}", told());
}

#[test]
fn a_closed_review_tells_of_whom_it_was_not_noted_whether_they_came() {
    let desk = desk();
    let day = thursday(12);
    for (name, function) in [("Nora Nilsson", "Finance"), ("Vera Voss", "Legal"), ("Dirk Drost", "Operations")] {
        desk.on(&day, &["review", "member", name, function]);
    }
    desk.on(&day, &["review", "prepare", &day]);
    assert!(!desk.on(&day, &["review", "show", &day]).contains("Not noted"), "nobody is there yet");
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    let not_noted = "Not noted: Nora Nilsson, Vera Voss";
    assert!(desk.on(&day, &["review", "show", &day]).contains(not_noted));
    desk.on(&day, &["review", "close", &day]);
    let minutes = minutes(&desk, &day, &day);
    assert!(minutes.contains("Nora Nilsson, Vera Voss"), "{minutes}");
    // Whoever joins or leaves the committee later changes nothing of it.
    let later = after(&day, 7);
    desk.on(&later, &["review", "member", "Nora Nilsson", "--leaves"]);
    desk.on(&later, &["review", "member", "Vera Voss", "Audit"]);
    desk.on(&later, &["add", "person", "Ina Ito", "--level", "vp"]);
    desk.on(&later, &["review", "member", "Ina Ito", "Sales"]);
    let shown = desk.on(&later, &["review", "show", &day]);
    assert!(shown.contains(&format!("{not_noted}.")) && !shown.contains("Ina Ito"), "{shown}");
}

#[test]
fn a_guest_is_told_apart_from_the_members_who_came() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "member", "Nora Nilsson", "Finance"]);
    opened(&desk, &day);
    for who in ["Nora Nilsson", "Dirk Drost"] {
        desk.on(&day, &["review", "attend", &day, who]);
    }
    let told = |desk: &Desk| desk.on(&day, &["review", "show", &day]);
    assert!(told(&desk).contains("Present: Nora Nilsson.\nIn attendance: Dirk Drost.\n"), "{}", told(&desk));
    desk.on(&day, &["review", "close", &day]);
    assert!(told(&desk).contains("Present: Nora Nilsson.\nIn attendance: Dirk Drost.\n"), "{}", told(&desk));
    let minutes = minutes(&desk, &day, &day);
    let guests = minutes.lines().find(|line| line.contains("In attendance")).unwrap();
    assert!(guests.contains("Dirk Drost") && !guests.contains("Nora"), "{minutes}");
}

#[test]
fn who_was_noted_by_mistake_is_taken_out_until_the_review_is_closed() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["review", "prepare", &day]);
    let takes_out = ["review", "attend", &day, "Dirk Drost", "--remove"];
    let told = || desk.on(&day, &["review", "show", &day]);
    assert_eq!(desk.on(&day, &takes_out).trim(), format!("Nothing was noted of Dirk Drost in the review of {day}."));
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    assert!(told().contains("In attendance: Dirk Drost.\n"), "{}", told());
    let said = desk.on(&day, &takes_out);
    assert_eq!(said.trim(), format!("Review of {day}: nothing is noted of Dirk Drost any more."));
    assert!(!told().contains("Dirk Drost"), "{}", told());
    desk.on(&day, &["undo", "--yes"]);
    assert!(told().contains("In attendance: Dirk Drost.\n"), "{}", told());
    desk.on(&day, &["review", "open", &day]);
    desk.on(&day, &["review", "close", &day]);
    assert!(desk.refuses(&day, &takes_out, 3).contains("is closed"));
}

#[test]
fn whoever_chairs_a_review_is_there_as_it_opens_and_its_guests_are_told_apart_where_nobody_sits_in_the_committee() {
    let desk = desk();
    let day = thursday(12);
    let reviews = || desk.json(("--today", &day), &["list", "reviews"]);
    let noted = || reviews()[0]["attendance"].as_array().unwrap().len();
    desk.on(&day, &["add", "review", &day, "--chair", "Nora Nilsson"]);
    let said = desk.on(&day, &["review", "open", &day]);
    assert!(said.contains("; Nora Nilsson, who chairs it, is there."), "{said}");
    assert_eq!(noted(), 1);
    desk.on(&day, &["undo"]);
    assert_eq!(noted(), 0, "it goes with the opening");
    desk.on(&day, &["redo"]);
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    desk.on(&day, &["review", "attend", &day, "Vera Voss", "--excused"]);
    desk.on(&day, &["review", "close", &day]);
    let shown = desk.on(&day, &["review", "show", &day]);
    let there = "Present: Nora Nilsson.\nApologies: Vera Voss.\nIn attendance: Dirk Drost.\n";
    assert!(shown.contains(there) && !shown.contains("Not noted"), "{shown}");
    let minutes = minutes(&desk, &day, &day);
    let line = |title: &str| minutes.lines().find(|line| line.trim_start().starts_with(title)).unwrap_or_default();
    assert!(line("Present").contains("Nora Nilsson"), "{minutes}");
    assert!(line("Apologies").contains("Vera Voss"), "{minutes}");
    assert!(line("In attendance").contains("Dirk Drost"), "{minutes}");
    assert!(!minutes.contains("Absent") && !minutes.contains("nobody is recorded"), "{minutes}");
}

#[test]
fn a_chair_who_sent_apologies_before_is_not_there_as_the_review_opens() {
    let desk = desk();
    let day = thursday(12);
    desk.on(&day, &["add", "review", &day, "--chair", "Nora Nilsson"]);
    desk.on(&day, &["review", "attend", &day, "Nora Nilsson", "--excused"]);
    let said = desk.on(&day, &["review", "open", &day]);
    assert!(!said.contains("is there"), "{said}");
    let told = || desk.on(&day, &["review", "show", &day]);
    assert!(told().contains("Apologies: Nora Nilsson.") && !told().contains("Present"), "{}", told());
    // An older note that is taken back says that somebody came: then no apologies are told.
    desk.on(&day, &["review", "attend", &day, "Dirk Drost"]);
    desk.on(&day, &["review", "attend", &day, "Dirk Drost", "--absent"]);
    let absent = text(desk.json(("--today", &day), &["list", "journal"]).last().unwrap(), "id");
    desk.on(&day, &["review", "attend", &day, "Dirk Drost", "--excused"]);
    desk.on(&day, &["revert", &absent, "--yes"]);
    assert!(told().contains("In attendance: Dirk Drost."), "{}", told());
}
