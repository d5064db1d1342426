//! Who may own.

use crate::days::{Desk, START, text};
use crate::owner;
use crate::typed::words;

/// Wherever somebody may be named as an owner: a line, and what it reads.
fn appointments(name: &str) -> [(Vec<String>, String); 4] {
    [
        (words(&format!("owner alpha '{name}' --why x")), String::new()),
        (words(&format!("add pilot Beta --owner '{name}'")), String::new()),
        (words("import -"), format!("name,executive_owner\nGamma,{name}\n")),
        (words(&format!("hand-over 'Vera Voss' '{name}' --why x")), String::new()),
    ]
}

#[test]
fn a_body_is_refused_wherever_an_owner_is_named() {
    for name in ["The Board", "AI Office", "Anna It", "Data Science", "the vendor", "Claims Department"] {
        let desk = Desk::at(1);
        desk.does(START, &format!("add person '{name}' --level vp"));
        for (line, input) in appointments(name) {
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            let (status, out, err) = desk.run(("--today", START), &line, &input);
            assert_eq!((status, out.as_str()), (3, ""), "{line:?} {input}: {err}");
            assert!(err.contains(name) && err.contains("not a person"), "{line:?}: {err}");
        }
        assert_eq!(desk.answers(START, "list pilots").as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_body_owns_no_workstream() {
    let desk = Desk::at(1);
    desk.does(START, "add person 'The Board' --level vp");
    let open = "add workstream alpha data --due 2026-03-02 --exit-test seen --owner";
    desk.denies(START, &format!("{open} 'The Board'"), "not a person who can own a workstream");
    desk.does(START, &format!("{open} 'Dirk Dean'"));
    desk.denies(START, "hand-over 'Dirk Dean' 'The Board' --why x", "not a person who can answer");
    let work = text(&desk.answers(START, "list workstreams")[0], "id");
    desk.denies(START, &format!("set workstream {work} owner 'The Board'"), "not a person who can own a workstream");
}

#[test]
fn a_name_that_ends_in_no_body_is_that_of_a_person() {
    for name in ["team lead", "Board of Directors", "Anna Itten"] {
        let desk = Desk::at(1);
        desk.does(START, &format!("add person '{name}' --level vp"));
        for (line, input) in appointments(name) {
            // Once it owns the pilot, there is nothing left to hand over.
            desk.does(START, &owner("yes", "yes", "yes"));
            desk.fed(START, &line.iter().map(String::as_str).collect::<Vec<&str>>(), &input);
        }
        for pilot in ["alpha", "beta", "gamma"] {
            assert_eq!(text(&desk.answers(START, &format!("show {pilot}")), "executive_owner"), name);
        }
    }
}

#[test]
fn a_workspace_may_allow_an_exact_name() {
    let desk = Desk::at(1);
    desk.does(START, "framework set owner.persons 'Anna It'");
    for name in ["Anna It", "Berta It"] {
        desk.does(START, &format!("add person '{name}' --level vp"));
    }
    desk.does(START, "owner alpha 'Anna It' --why hers");
    desk.denies(START, "owner alpha 'Berta It' --why hers", "not a person");
}

#[test]
fn an_owner_does_not_become_a_body_by_another_name() {
    let desk = Desk::at(1);
    desk.denies(START, "set person 'Vera Voss' name 'The Board'", "The Board");
    desk.does(START, "set person 'Nora Nash' name 'The Board'");
    desk.does(START, "set person 'Vera Voss' name 'Vera Vossberg'");
    assert_eq!(text(&desk.answers(START, "show alpha"), "executive_owner"), "Vera Vossberg");
    desk.does(START, "owner alpha 'Dirk Dean' --why his");
    desk.does(START, "set person 'Vera Vossberg' name 'The Office'");
}
