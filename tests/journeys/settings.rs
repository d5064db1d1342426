//! Settings, keys and workspaces: what is set holds at once, and what cannot be kept is asked for again.

use std::sync::Arc;

use steerco::interaction::around::Around;
use steerco::interaction::keymap::Remap;
use steerco::interaction::{Failure, Msg, Outgoing, Paper};

use crate::support::Desk;

#[test]
fn the_key_tester_names_keys_and_does_nothing_with_them() {
    let mut desk = Desk::demo();
    desk.press(":key tester<Enter>").press("x<Ctrl+P>gQ");
    let screen = desk.screen();
    for said in ["archive · board", "Ctrl+P", "find · everywhere", "begins several keys", "means nothing here"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    assert_eq!(desk.entries(), Desk::demo().entries(), "nothing is archived");
    desk.press("<Esc>grg<Esc>");
    let screen = desk.screen();
    for said in ["g r", "review · everywhere", "closes what is open", "cancels the key before"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.press("x<Esc><Esc>");
    assert!(!desk.screen().contains("Key tester") && !desk.left, "{}", desk.screen());
}

#[test]
fn a_setting_is_changed_on_its_screen_and_holds_at_once() {
    let mut desk = Desk::demo();
    desk.press("gs");
    for said in ["theme", "night", "mouse", "config.toml"] {
        desk.shows(said);
    }
    desk.press("<Enter>paper<Enter>");
    assert!(desk.outward.contains(&"set theme paper".to_owned()), "{:?}", desk.outward);
    assert_eq!(desk.state.context.theme.name, "paper");
    desk.press("je<Down><Enter>");
    assert!(desk.outward.contains(&"mouse true".to_owned()), "{:?}", desk.outward);
}

#[test]
fn a_setting_that_cannot_be_kept_is_asked_for_again_with_all_that_is_wrong() {
    let mut desk = Desk::demo();
    desk.resize(60, 18);
    desk.fails = true;
    desk.press("gs<Enter>paper<Enter>");
    desk.shows("the disk is full");
    desk.shows("↵ save");
    desk.press("<Esc>");
    let failure = Failure {
        title:
            "/home/petra/.config/steerco/config.toml cannot be written: line 1: string values must be quoted, expected \
                literal string"
                .to_owned(),
        hint: "mend that, or write it there yourself".to_owned(),
        field: None,
        unkept: true,
    };
    desk.take(Msg::Led { draft: Some("settings/theme".to_owned()), done: Err(failure) });
    let screen = desk.screen();
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in ["line 1: string values must be quoted, expected literal string", "or write it there yourself", "paper"]
    {
        assert!(words.contains(said), "{said}: {screen}");
    }
    desk.fails = false;
    desk.press("<Enter>");
    assert!(desk.outward.contains(&"set theme paper".to_owned()), "{:?}", desk.outward);
}

#[test]
fn another_workspace_is_switched_to_in_place_and_does_not_show_while_names_are_masked() {
    let mut desk = Desk::demo();
    desk.press("go");
    desk.shows("harbour");
    desk.shows("2026-11-18");
    desk.shows("↵ open it again");
    desk.press("<Enter>");
    assert!(
        desk.outward.iter().any(|said| said.starts_with("switch ")),
        "as where it was replaced: {:?}",
        desk.outward
    );
    desk.press("j<Enter>");
    assert!(desk.outward.contains(&"switch /home/petra/steerco/harbour.steerco".to_owned()), "{:?}", desk.outward);
    desk.press("M");
    desk.hides("harbour");
}

#[test]
fn the_cursor_begins_on_the_open_workspace_though_another_window_opened_another_one_last() {
    let mut desk = Desk::demo();
    let mut around = Around::clone(&desk.state.context.around);
    around.workspaces.reverse();
    desk.take(Msg::Surrounded(Arc::new(around)));
    desk.press("go");
    desk.shows("↵ open it again");
    desk.press("w");
    desk.shows("Export northwind");
    desk.press("<Esc>j");
    desk.shows("↵ switch to it");
    // Nobody sends the file of another client by mistake.
    desk.press("w");
    desk.shows("only the open one goes out as a file");
    desk.hides("Export northwind");
}

#[test]
fn the_open_workspace_goes_out_as_a_file_and_replaces_none_unasked() {
    let mut desk = Desk::demo();
    desk.press("gow");
    for said in ["Export northwind", "an archive of the workspace", "reports/northwind-2026-11-25.zip"] {
        desk.shows(said);
    }
    let archive = "write File(Archive) into “/home/petra/steerco/reports/northwind-2026-11-25.zip”".to_owned();
    let archives = |desk: &Desk| desk.outward.iter().filter(|said| **said == archive).count();
    desk.press("<Enter><Enter>");
    assert_eq!(archives(&desk), 1, "{:?}", desk.outward);
    desk.press("w<Enter><Enter>");
    desk.shows("exists already");
    desk.shows("Replace it?");
    assert_eq!(archives(&desk), 1, "it is asked about");
    desk.press("y");
    assert_eq!(archives(&desk), 2, "{:?}", desk.outward);
    desk.press("wregister<Enter>~/all.xlsx<Enter>");
    assert!(desk.outward.contains(&"write File(Registers) into “~/all.xlsx”".to_owned()), "{:?}", desk.outward);
    // What is shown to another client does not name this one.
    desk.press("wnames<Enter><Enter>");
    let shown = "write File(Nameless) into “/home/petra/steerco/reports/shown-2026-11-25.json”".to_owned();
    assert!(desk.outward.contains(&shown), "{:?}", desk.outward);
    desk.press("gb").press("chalf<Esc>").press("gow");
    desk.shows("1 draft is not saved, and in no archive.");
    // An archive keeps the present.
    desk.press("<Esc>@2026-11-18<Enter>").press("gokw");
    let screen = desk.screen();
    assert!(screen.contains("every register") && screen.contains("northwind-2026-11-18.xlsx"), "{screen}");
    assert!(!screen.contains("an archive of the workspace"), "{screen}");
}

#[test]
fn where_nothing_can_be_written_another_place_is_asked_for_with_what_was_typed() {
    let mut desk = Desk::demo();
    let failure = || Failure {
        title: "there is no folder /nope".to_owned(),
        hint: "make it, or choose another path".to_owned(),
        ..Failure::default()
    };
    desk.press("go");
    let (paper, place) = (Paper::File(Outgoing::Registers), "/nope/all".to_owned());
    desk.take(Msg::NotWritten { paper, place, failure: failure() });
    for said in ["Export northwind", "every register", "/nope/all", "Nothing was written: there is no folder /nope"] {
        desk.shows(said);
    }
    desk.press("2<Enter>");
    let written = "write File(Registers) into “/nope/all2”".to_owned();
    assert!(desk.outward.contains(&written), "{:?}", desk.outward);
    desk.press("wregister<Enter>/nope/all2<Enter>");
    desk.shows("Replace it?");
    desk.press("n");
    desk.shows("Nothing was written.");
    let (paper, place) = (Paper::Month, "/nope".to_owned());
    desk.take(Msg::NotWritten { paper, place, failure: failure() });
    desk.shows("Write the month");
    desk.press("2<Enter>");
    assert!(desk.outward.contains(&"write Month into “/nope2”".to_owned()), "{:?}", desk.outward);
}

#[test]
fn other_keys_hold_at_once_and_sentences_name_them() {
    let mut desk = Desk::demo();
    let (keys, wrong) = Remap::parse("[everywhere]\nsettings = \"F4\"\n", &[("everywhere", "settings", "settings")]);
    assert_eq!(wrong, Vec::<String>::new());
    desk.state.bind(keys);
    desk.press("gc");
    desk.shows("The settings (F4) keep one.");
    desk.press("<F4>");
    desk.shows("wheel and click from the start");
}

#[test]
fn the_key_tester_is_reached_by_its_keys_from_the_settings_too() {
    let mut desk = Desk::demo();
    desk.press("gsgke");
    let screen = desk.screen();
    assert!(screen.contains("Key tester") && screen.contains("change · settings"), "{screen}");
}

#[test]
fn a_choice_that_does_not_exist_sets_nothing() {
    let mut desk = Desk::demo();
    desk.press("gse").press("pink<Enter>");
    desk.shows("nothing matches “pink”");
    assert!(!desk.outward.iter().any(|said| said.starts_with("set ")), "{:?}", desk.outward);
}

#[test]
fn what_is_set_is_not_taken_for_what_the_journal_takes_back() {
    let mut desk = Desk::demo();
    desk.press("chello<Enter>");
    let entries = desk.entries();
    for screen in ["gs", "go"] {
        desk.press(screen).press("u");
        assert_eq!(desk.entries(), entries, "{screen}: {}", desk.screen());
    }
    desk.press("gbu");
    assert_eq!(desk.entries(), entries + 1, "on the board it is taken back");
}

#[test]
fn settings_are_there_before_a_workspace_is() {
    let mut desk = Desk::first_run();
    desk.shows("Welcome");
    desk.press("gs<Enter><Down><Enter>");
    assert_eq!(desk.outward, ["set theme paper"], "{}", desk.screen());
    desk.press("<Esc>");
    assert!(desk.screen().contains("Begin an empty workspace"), "and back: {}", desk.screen());
    desk.press("gw");
    desk.shows("no workspace is open yet");
}

#[test]
fn each_row_of_the_settings_is_reached_in_a_small_window() {
    let mut desk = Desk::demo();
    let complaints =
        (1..=9).map(|n| format!("config.toml, line {n}: “future” is not a setting of this version")).collect();
    let names = ["workspaces", "settings", "keys", "themes", "backups", "drafts"];
    let places = names.map(|name| (name, format!("/home/petra/steerco/{name}"))).to_vec();
    let around = Around { complaints, places, ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    for (width, height) in [(60, 18), (80, 24)] {
        desk.resize(width, height);
        desk.press("gbgs");
        let below = desk.state.context.glyphs.below();
        assert!(!desk.screen().contains("steerco/drafts") && desk.screen().contains(below), "{}", desk.screen());
        desk.press("G");
        desk.shows("steerco/drafts");
        desk.press("e");
        desk.shows("nothing can be set here");
        // One row after the other, and back to what can be set.
        desk.press(&"<Up>".repeat(40)).press("e");
        desk.shows("Setting: theme");
        desk.press("<Esc>");
    }
}

#[test]
fn the_open_workspace_is_called_otherwise_where_they_are_listed() {
    let mut desk = Desk::demo();
    desk.press("go/zw<Enter><Enter>");
    desk.shows("nothing here has these words");
    desk.press("<Esc>e<Ctrl+U>Harbour works<Enter>gb");
    desk.shows("Harbour works");
}

#[test]
fn the_name_of_a_file_tells_copies_of_one_title_apart() {
    let mut desk = Desk::demo();
    let around = Around { called: "kopie".to_owned(), ..Around::clone(&desk.state.context.around) };
    desk.take(Msg::Surrounded(Arc::new(around)));
    desk.shows("Northwind AI programme  demo  kopie");
    desk.press("M");
    desk.hides("kopie");
}
