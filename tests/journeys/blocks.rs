//! Blocks that are pasted into the week: of each cell is said what becomes of it, and nothing of it is lost.

use steerco::domain::Change;
use steerco::domain::change::{NewPilot, PilotChange};

use crate::support::Desk;
use crate::week::places;

#[test]
fn a_column_of_active_users_is_no_value_of_another_metric() {
    for (keys, block, said) in [
        ("gw", "active_users\n6\n", "1 to enter"),
        ("gw", "Active users\tTarget users\n6\t25\n", "1 to enter"),
        ("gwj", "active_users\n12\n", "! active users belong to adoption"),
        (
            "gw",
            "pilot\tmetric\tweek\tactive_users\nContract review\taccuracy\tW47\t91\n",
            "! active users belong to adoption",
        ),
    ] {
        let mut desk = Desk::demo();
        desk.press(keys).paste(block);
        assert!(desk.screen().contains(said), "{block}: {}", desk.screen());
    }
}

#[test]
fn a_metric_is_pasted_by_the_name_that_the_week_shows() {
    let mut desk = Desk::demo();
    desk.press("gw")
        .paste("Pilot\tMetric\tW47\nContract review\taccuracy %\t91.5\nService chat\tactive users, of 150\t140\n");
    let screen = desk.screen();
    assert!(screen.contains("91.5") && !screen.contains("has no metric"), "{screen}");
}

#[test]
fn days_beside_pasted_values_say_their_week_or_nothing_is_entered() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tWeek ending\taccuracy\nInvoice triage\t2026-11-01\t80\n");
    desk.shows("W44");
    desk.press("<Esc>").paste("Pilot\tSeen\taccuracy\nInvoice triage\t2026-11-01\t80\n");
    assert!(desk.flat().contains("“Seen” may say the week"), "{}", desk.screen());
    desk.hides("1 to enter");
}

#[test]
fn a_mistyped_pilot_of_a_block_is_asked_about_and_no_count_is_cut() {
    let mut desk = Desk::demo();
    desk.press("gw/contract<Enter>j92<Enter><Esc>").paste(
        "Pilot\tMetric\tW47\tRemark\nClaim intake\taccuracy\t93\tx\nContract review\taccuracy\t91.8\t\nField dispatch\tactive users\tn/a sensor\t\nService chat\tactive users\t141/150\t\n",
    );
    let said = "no pilot under way is called “Claim intake”; is it Claims intake? else write its name or its code";
    assert!(desk.flat().contains(said), "{}", desk.screen());
    desk.resize(80, 24);
    desk.shows(" Pasted  1 wrong  2 to enter  1 over typed  1 unmeasured  1 same");
}

#[test]
fn a_week_of_a_mistyped_year_is_refused_before_it_holds_the_others_up() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\t2006-W47\t2026-W47\nContract review\taccuracy\t90\t92\n");
    desk.shows("2006-11-20 lies more than 10 years back; look at the year of its week");
    desk.press("<Enter>w");
    desk.shows("Entered 1 reading for 2026-W47.");
}

#[test]
fn a_block_that_names_no_metric_says_for_which_it_is_taken() {
    let mut desk = Desk::demo();
    desk.press("gw/contract accuracy<Enter>").paste("Project\tKW 46\tKW 47\nContract review\t90,4\t91,3\n");
    for size in [(120, 40), (80, 24)] {
        desk.resize(size.0, size.1);
        desk.shows("─ Taken as performance (accuracy), where the cursor is: no metric is named ─");
    }
    desk.press("<Esc>").paste("Project\tMetric\tKW 47\nContract review\taccuracy\t91,3\n");
    desk.hides("Taken as");
}

#[test]
fn a_pasted_block_says_of_each_cell_what_is_wrong_and_loses_nothing() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tW46\tW47\nInvoice triage\t1,200\t66/80\nNobody\t1\t2\nField dispatch\tgood\t60\n");
    let screen = desk.screen();
    for said in
        ["2 to enter", "4 cannot be entered", "no pilot under way is called", "is not a number", "1200 active users"]
    {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.press("<Esc>");
    assert!(desk.drafts.contains_key("paste/week"), "the text is kept");
    desk.press("p<Enter>");
    desk.shows("p shows the block again");
    assert!(desk.drafts.contains_key("paste/week"), "of nobody's values it is not known where they belong");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("good\n")), "{:?}", desk.drafts);
    desk.press("p");
    for said in ["0 to enter", "2 the same", "4 cannot be entered", "no pilot under way is called"] {
        desk.shows(said);
    }
    desk.press("<Esc>");
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before + 1, "what can be read is entered");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("good\n")), "the rest stays typed");
    desk.press("px");
    assert!(!desk.drafts.contains_key("paste/week"), "it is dropped where it is looked at");
}

#[test]
fn a_pasted_value_says_what_is_typed_where_it_goes_and_u_brings_that_back() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nDemand forecast\tescalated exceptions\t- ask Jonas\n").press("<Enter>");
    desk.paste("Pilot\tMetric\tW47\nDemand forecast\tescalated exceptions\t7\n");
    for said in ["1 over what is typed", "the typed “- ask Jonas”"] {
        desk.shows(said);
    }
    desk.press("<Enter>");
    desk.shows("1 over what was typed (u brings it back)");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("7\n")), "{:?}", desk.drafts);
    desk.press("u");
    assert!(desk.drafts.values().any(|draft| draft.starts_with("- ask Jonas\n")), "{:?}", desk.drafts);
}

#[test]
fn a_pasted_block_may_name_a_pilot_by_the_beginning_of_its_code() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tWeek\tValue\ninvoice\taccuracy\tW47\t77\n");
    desk.shows("1 to enter");
    desk.shows("Invoice triage");
}

#[test]
fn a_pasted_name_that_two_pilots_have_is_refused_and_their_codes_tell_them_apart() {
    let mut desk = Desk::demo();
    for _ in 0..2 {
        desk.commit(&Change::Pilot(PilotChange::Add(Box::new(NewPilot::named("Mailbot")))));
    }
    desk.press("gw").paste("Pilot\tMetric\tWeek\tValue\nMailbot\tadoption\tW47\t40/60\n");
    desk.shows("“Mailbot” could be several: mailbot, mailbot-2");
    desk.press("<Esc>").paste("Pilot\tMetric\tWeek\tValue\nmailbot\tadoption\tW47\t40/60\n");
    desk.shows("Mailbot (mailbot)");
    desk.hides("could be several");
}

#[test]
fn a_pasted_block_of_which_nothing_can_be_entered_stays() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("pilot\tweek\tadoption\nNix\tW47\t40/80\nNix2\tW47\t12\n");
    let before = desk.drafts.clone();
    desk.press("<Enter>");
    desk.shows("Nothing here can be entered");
    assert!(!desk.screen().contains("type it into the cells"), "no hint lies: {}", desk.screen());
    assert!(desk.screen().contains("2 cannot be entered"), "it is still looked at: {}", desk.screen());
    assert_eq!(desk.drafts, before);
    desk.press("<Esc>p");
    desk.shows("no pilot under way is called");
}

#[test]
fn a_block_with_metrics_across_is_of_the_week_on_the_screen() {
    let mut desk = Desk::demo();
    let block = "Pilot\tperformance\tHandling time\nContract review\t92\t80\n";
    desk.press("gw").paste(block);
    for said in ["2 to enter", "W47 Contract review, accuracy", "W47 Contract review, handling time"] {
        desk.shows(said);
    }
    desk.press("<Esc>[p");
    desk.shows("W46 Contract review, accuracy");
}

#[test]
fn a_block_that_was_pasted_before_stays_beside_the_next_one() {
    let mut desk = Desk::demo();
    let block = |value: &str| format!("Pilot\tW47\nInvoice triage\t{value}\n");
    for value in ["61/80", "62/80", "63/80", "63/80"] {
        desk.press("gw").paste(&block(value)).press("<Esc>");
    }
    assert!(desk.screen().contains("3 pasted texts are kept"), "the same text once: {}", desk.screen());
    desk.press("gt");
    for value in ["61/80", "62/80", "63/80"] {
        desk.shows(value);
    }
    desk.press("gwp");
    assert!(desk.screen().contains("63/80"), "the newest first: {}", desk.screen());
    desk.press("pp");
    desk.shows("61/80");
    desk.press("p");
    assert!(desk.screen().contains("63/80"), "and round again: {}", desk.screen());
    desk.press("p<Enter>");
    let kept: Vec<&str> =
        desk.drafts.iter().filter(|(key, _)| key.starts_with("paste/")).map(|(_, body)| body.as_str()).collect();
    assert_eq!(kept, [block("61/80"), block("63/80")], "only what was applied goes");
}

#[test]
fn a_block_without_a_metric_is_of_that_under_the_cursor_alone() {
    let mut desk = Desk::demo();
    desk.press("gw/old process<Enter>").paste("Pilot\tW46\nInvoice triage\t2\nContract review\t1\n");
    let screen = desk.screen();
    assert!(screen.contains("Contract review has no metric") && screen.contains("1 cannot be entered"), "{screen}");
}

#[test]
fn a_pasted_value_far_from_the_one_before_asks_in_the_preview() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nContract review\thandling time\t600\n");
    let screen = desk.screen();
    assert!(screen.contains("1 to ask about") && screen.contains("7x last") && screen.contains("keep it?"), "{screen}");
    desk.press("<Enter>");
    desk.shows("1 asks whether it is meant");
    let before = desk.entries();
    desk.press("w");
    assert_eq!(desk.entries(), before, "nobody has said yet that it is meant");
    // A value of the block is one before it too, where it is not asked about itself.
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW45\tW46\tW47\nContract review\thandling time\t90\t91\t0.9\n");
    desk.shows("1 to ask about");
    desk.shows("1/101 of last");
    desk.press("<Enter>w");
    desk.shows("Entered 2 readings");
    desk.press("<Esc>gw").paste("Pilot\tMetric\tW46\tW47\nContract review\thandling time\t600\t610\n");
    desk.shows("2 to ask about");
    // Many weeks that were not measured, one after the other, are looked through once.
    let weeks: Vec<String> = (16..48).map(|week| format!("W{week}")).collect();
    let row = vec!["- closed"; weeks.len()].join("\t");
    let mut desk = Desk::demo();
    desk.press("gw").paste(&format!("Pilot\tMetric\t{}\nContract review\thandling time\t{row}\n", weeks.join("\t")));
    desk.press("<Enter>");
    assert_eq!(desk.drafts.len(), weeks.len(), "{}", desk.screen());
}

#[test]
fn a_key_that_means_nothing_before_a_pasted_block_says_so() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nContract review\thandling time\t80\n");
    desk.press("b");
    let screen = desk.screen();
    assert!(screen.contains("b means nothing here; Esc closes the pasted block"), "{screen}");
    desk.press("<Down>");
    desk.hides("means nothing");
}

#[test]
fn a_pasted_week_that_has_not_begun_is_not_the_one_of_last_year() {
    for block in [
        "pilot\tmetric\tKW 47\tW49\nContract review\taccuracy\t91\t92\n",
        "pilot\tmetric\tweek\tvalue\nContract review\taccuracy\tW47\t91\nContract review\taccuracy\tW49\t92\n",
    ] {
        let mut desk = Desk::demo();
        desk.press("gw");
        desk.paste(block);
        let screen = desk.screen();
        assert!(screen.contains("“W49” could be 2025-W49") && screen.contains("1 to enter"), "{screen}");
    }
    let mut desk = Desk::demo();
    desk.press("gw");
    desk.paste("pilot\tmetric\t2025-W49\nContract review\taccuracy\t91\n");
    desk.shows("2025-W49 Contract review");
}

#[test]
fn a_pasted_block_is_mended_in_the_box_and_looked_at_again() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tMetric\tW47\nContract revue\taccuracy\t91\n").press("<Enter>");
    desk.shows("e mends it");
    desk.press("e");
    let screen = desk.screen();
    assert!(screen.contains("Paste readings") && screen.contains("Contract revue"), "{screen}");
    assert!(!screen.contains("draft is back"), "nobody left it: {screen}");
    assert_eq!(places(&desk), ["box/week"], "it is kept once");
    // Left and opened again, it is the same.
    desk.press("<Esc>p");
    let screen = desk.screen();
    assert!(screen.contains("Contract revue") && screen.contains("Your draft is back"), "{screen}");
    desk.press("<↓><Ctrl+K>").paste("Contract review\taccuracy\t91");
    desk.press("<Ctrl+S>");
    desk.shows("1 to enter");
    desk.press("<Enter>w");
    desk.shows("Entered 1 reading for 2026-W47.");
}

#[test]
fn a_block_that_is_pasted_comes_before_the_one_that_was_being_mended() {
    let mut desk = Desk::demo();
    desk.resize(120, 40);
    desk.press("gw").paste("Foo\tW47\nContract review\t30\n").press("e<Esc>");
    assert_eq!(places(&desk), ["box/week"]);
    desk.paste("Pilot\tMetric\tW47\nContract review\taccuracy\t91\nContract revue\tescalated exceptions\t2\n");
    let screen = desk.screen();
    assert!(screen.contains("waits behind this one: p shows it here."), "{screen}");
    assert!(screen.contains("Contract revue"), "{screen}");
    assert_eq!(places(&desk), ["paste/week", "paste/week/0002"], "the older one first");
    desk.press("<Enter>");
    desk.shows("p shows the block again, then the one before it.");
    desk.press("p");
    let screen = desk.screen();
    assert!(screen.contains("Contract revue") && !screen.contains("Paste readings"), "{screen}");
    desk.press("p");
    desk.shows("Contract review, active users");
}

#[test]
fn a_tracker_is_pasted_with_all_its_columns_and_what_is_none_of_a_week_is_left_out() {
    let mut desk = Desk::demo();
    let block = "Nr\tProjekt\tOwner\tKennzahl\tEinheit\tKW 46\tKW 47\tBemerkung\n\
        1\tContract review\tOkafor\taccuracy\t%\t90,4\tn/m\tSensor defekt\n\
        \t\t\thandling time\tmin\t84,0\t80,5 min\t\nSumme\t\t\t\t\t174,4\t80,5\t\n";
    desk.press("gw").paste(block);
    let screen = desk.screen();
    for said in ["2 to enter", "2 the same", "4 left out", "not measured: Sensor defekt", "80.5 min"] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    desk.press("<Enter>w");
    desk.shows("Entered 2 readings for 2026-W47.");
    assert!(desk.drafts.is_empty(), "nothing of the block waits: {:?}", desk.drafts.keys());
}

#[test]
fn a_column_of_words_among_metrics_is_left_out_and_told_once() {
    let mut desk = Desk::demo();
    desk.press("gw").paste("Pilot\tActive users\tRisk\nContract review\t30\tvendor late\nService chat\t140\tnone\n");
    let screen = desk.screen();
    for said in ["2 to enter", "1 left out", "nothing is taken from the column “Risk”", "1:3 "] {
        assert!(screen.contains(said), "{said}: {screen}");
    }
    assert!(!screen.contains("cannot be entered"), "{screen}");
}
