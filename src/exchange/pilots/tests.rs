//! Tables of pilots as people write them, and what is read of each.

use super::*;
use crate::domain::Stage;

fn mapped(csv: &str, profile: &str) -> (Vec<Mapped>, Vec<Reject>) {
    let understood = map(&Table::parse(csv, b',').unwrap(), &Profile::builtin(profile).unwrap()).unwrap();
    (understood.rows, understood.rejected)
}

/// What is understood of a tracker.
fn tracked(text: &str, separator: u8) -> Understood {
    map(&Table::parse(text, separator).unwrap(), &Profile::builtin("tracker").unwrap()).unwrap()
}

fn names(rows: &[Mapped]) -> Vec<&str> {
    rows.iter().map(|row| row.text("name")).collect()
}

#[test]
fn an_error_of_a_spreadsheet_becomes_no_name_and_no_unit_and_stays_in_a_note() {
    let csv = "name,unit,remark\na formula without a result,U,x\nA,#REF!,x\nB,U,#N/A\n";
    let (rows, rejected) = mapped(csv, "steerco");
    assert_eq!(names(&rows), ["B"]);
    assert_eq!(rejected.len(), 2, "{rejected:?}");
    assert!(rejected[1].reason.what.contains("unit: “#REF!” is no value"), "{rejected:?}");
}

#[test]
fn a_remark_below_a_tracker_is_no_pilot_and_is_told() {
    let csv = "Project,Sponsor\nYak,Ana Costa\nElk,\n\nLegend: G = fine,\nTotal 2 pilots\nNote: mine,Bo Li\n";
    let Understood { rows, told, .. } = tracked(csv, b',');
    assert_eq!(names(&rows), ["Yak", "Elk", "Note: mine"]);
    assert!(told.len() == 2 && told[0].starts_with("row 5: “Legend: G = fine” is a remark"), "{told:?}");
}

#[test]
fn a_plain_table_is_read_by_its_column_names() {
    let (rows, rejected) = mapped(
        "name,stage,started,tags,remark\nInvoice triage,2,2026-03-02,finance; documents,late\n,1,,,\nx,9,,,\ny,,3/4/2026,,\n",
        "steerco",
    );
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].stage(), rows[0].text("tags")), (Stage::Two, "documents\nfinance"));
    assert_eq!(rows[0].text("note"), "**remark**\nlate", "what feeds no field is kept");
    let reasons: Vec<String> = rejected.iter().map(ToString::to_string).collect();
    assert_eq!(rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(), [3, 4, 5], "{reasons:?}");
}

#[test]
fn words_of_a_tracker_are_read_in_whatever_case_and_those_of_progress_stay_in_a_note() {
    let of = |column: &str, cells: &[&str]| {
        let rows: Vec<String> = cells.iter().enumerate().map(|(at, cell)| format!("P{at},{cell}\n")).collect();
        tracked(&format!("Project,{column}\n{}", rows.concat()), b',')
    };
    let stages = ["PILOT validation", "Production Architecture", "Organizational embedding", "Enterprise Scale"];
    for (at, own) in stages.into_iter().enumerate() {
        let number = at + 1;
        let Understood { rows, rejected, .. } =
            of("Phase", &[own, &format!("S{number}"), &format!("phase {number}"), &number.to_string()]);
        assert!(rejected.is_empty(), "{rejected:?}");
        assert!(rows.iter().all(|row| row.text("stage") == number.to_string()), "{rows:?}");
    }
    assert_eq!(of("Phase", &["Pilotphase"]).rows[0].text("stage"), "1");
    let Understood { rows, rejected, unread, .. } =
        of("Status", &["GRÜN", "gruen", "Gelb", "rot", "At Risk", "off track", "In progress", "done", "Done"]);
    assert!(rejected.is_empty(), "{rejected:?}");
    let said: Vec<&str> = rows.iter().map(|row| row.text("reported")).collect();
    assert_eq!(said, ["G", "G", "A", "R", "A", "R", "", "", ""]);
    assert_eq!(rows[6].text("note"), "**Status**\nIn progress");
    assert_eq!(
        unread_told(&unread),
        [
            "column “Status” has no status in “Done” (row 10), “In progress” (row 8), “done” (row 9): what is known stays, and \
             a note has the words."
        ]
    );
    let one = "row 8: “In progress” in column “Status” is no status: what is known stays, and a note has the words.";
    assert_eq!((unread[0].to_string().as_str(), unread[0].place), (one, 1));
}

#[test]
fn a_word_that_no_status_knows_loses_no_row_and_is_told_once_with_its_rows() {
    let Understood { rows, rejected, unread, .. } =
        tracked("Project,Status\nYak,Parked by legal\nElk,Bumpy\nGnu,green\nEmu,BUMPY\n", b',');
    let left = unread_told(&unread);
    assert!(rejected.is_empty(), "{rejected:?}");
    assert_eq!(rows.iter().map(|row| row.text("reported")).collect::<Vec<_>>(), ["", "", "G", ""]);
    assert_eq!(rows[0].text("note"), "**Status**\nParked by legal");
    let told: Vec<&str> = left.iter().filter_map(|told| told.split(',').next()).collect();
    assert_eq!(
        told,
        [
            "status “Bumpy” is not known: 2 rows keep theirs (rows 3",
            "status “Parked by legal” is not known: 1 row keeps its status (row 2)"
        ]
    );
    assert!(left.iter().all(|told| told.contains("next: write R, A or G")), "{left:?}");
    let one = unread[1].to_string();
    assert!(one.starts_with("row 3: status “Bumpy” in column “Status” is not known: "), "{one}");
    let Understood { rows, unread, .. } = tracked("Project,Status,Health\nYak,Bumpy,amber\n", b',');
    assert_eq!((rows[0].text("reported"), unread.len()), ("A", 0), "another column has it");
}

#[test]
fn a_word_is_told_with_what_it_was_taken_to_mean_unless_it_says_so_itself() {
    let csv = "Project,Phase,Status\nA,Scaling,gelb\nB,2,A\nC,phase 2,on track\nD,SCALING,on hold\nE,on hold,\n";
    let Understood { words, .. } = tracked(csv, b',');
    let told: Vec<(String, usize)> = understood(&words).into_iter().map(|(told, cells)| (told, cells.len())).collect();
    let read = [
        ("“on hold” in column “Phase” is read as paused (row 6).", 1),
        ("“Scaling” in column “Phase” is read as stage 4 (rows 2, 5).", 2),
        ("“gelb” in column “Status” is read as at risk (row 2).", 1),
        ("“on hold” in column “Status” is read as paused (row 5).", 1),
    ];
    assert_eq!(told, read.map(|(told, cells)| (told.to_owned(), cells)));
}

#[test]
fn a_word_that_names_nobody_is_told() {
    let csv = "Project,Owner,Sponsor,Lead\nA,tbd,,n.n.\nB,TBD,,?\nC,tbd,Ana Costa,-\n";
    let Understood { rows, words, .. } = tracked(csv, b',');
    assert_eq!(rows.iter().map(|row| row.text("owner")).collect::<Vec<_>>(), ["", "", "Ana Costa"]);
    let told: Vec<String> = understood(&words).into_iter().map(|(told, _)| told).collect();
    let read = [
        "“tbd” in column “Owner” is read as nobody, as an empty cell is (rows 2, 3).",
        "“?” in column “Lead” is read as nobody, as an empty cell is (row 3).",
        "“n.n.” in column “Lead” is read as nobody, as an empty cell is (row 2).",
    ];
    assert_eq!(told, read);
}

#[test]
fn a_title_above_its_rows_and_the_number_of_an_empty_one_are_no_pilots_and_told() {
    let csv = "Nr.,Project,Start\nFinance,,\n1,Yak,\n2,,\n,,2026-01-05\n";
    let Understood { rows, rejected, told, .. } = tracked(csv, b',');
    assert_eq!(names(&rows), ["Yak"]);
    let left = "titles and numbers without a name are no pilots, and are left out: “Finance” (row 2), “2” (row 4).";
    assert_eq!(told, [left]);
    assert_eq!(
        rejected.iter().map(|reject| reject.row).collect::<Vec<_>>(),
        [5],
        "what is said of a pilot is not lost"
    );
}

#[test]
fn a_title_among_the_names_is_no_pilot() {
    let csv = "Project,Owner,Status\nYak,Ana Costa,green\nGruppe: Service,,\nElk,,\nLater:,,\nGPT: Enterprise,,\n";
    let Understood { rows, told, .. } = tracked(csv, b',');
    assert_eq!(names(&rows), ["Yak", "Elk", "GPT: Enterprise"]);
    assert!(told[0].ends_with("are left out: “Gruppe: Service” (row 3), “Later:” (row 5)."), "{told:?}");
}

/// The names of the pilots of a tracker, and what is told of its rows.
fn named(csv: &str) -> (Vec<String>, Vec<String>) {
    let Understood { rows, told, .. } = tracked(csv, b';');
    (rows.iter().map(|row| row.text("name").to_owned()).collect(), told)
}

#[test]
fn titles_of_groups_are_told_from_pilots_by_the_shape_of_the_table() {
    let rows = "Yak;Ana;2\nElk;Bo;1\n";
    for (csv, pilots, titles) in [
        (
            format!("Project;Owner;Phase\nFinance;;\n{rows}Operations;;\nGnu;Cy;3\n"),
            vec!["Yak", "Elk", "Gnu"],
            "“Finance” (row 2), “Operations” (row 5)",
        ),
        (
            format!(
                "Project;Owner;Phase\nFinance;;\n{rows}Finance total;2;\nOperations;;\nGnu;Cy;3\nSumme Operations;;\n"
            ),
            vec!["Yak", "Elk", "Gnu"],
            "“Finance” (row 2), “Operations” (row 6)",
        ),
        (
            "Project;Unit;Phase\nYak;Finance;2\nFINANCE;;\nElk;Finance;1\nGnu;Legal;3\n".to_owned(),
            vec!["Yak", "Elk", "Gnu"],
            "“FINANCE” (row 3)",
        ),
    ] {
        let (names, told) = named(&csv);
        assert_eq!(names, pilots, "{csv}");
        let said = format!("are no pilots, and are left out: {titles}; next: one that is a pilot says more");
        assert!(told.len() == 1 && told[0].contains(&said), "{told:?}");
    }
}

#[test]
fn groups_may_be_numbered_ruled_off_and_summed_up_and_ideas_stand_below_them() {
    for (csv, pilots) in [
        (
            "Name;Phase;Owner\n1. Finance;;\n1.1 Yak;1;Ana\n1.2 Elk;2;Bo\n2. Ops;;\n2.1 Gnu;3;Cy\n",
            vec!["1.1 Yak", "1.2 Elk", "2.1 Gnu"],
        ),
        ("Project;Owner;Phase\n--- Finance ---;;\nYak;Ana;2\n--- Ops ---;;\n", vec!["Yak"]),
        (
            "Project;Owner;Phase\nFinance;;\nYak;Ana;2\nElk;Bo;1\nOps;;\nGnu;Cy;3\nOx;;\n",
            vec!["Yak", "Elk", "Gnu", "Ox"],
        ),
        (
            "Project;Phase;Owner;Spent\nYak;2;Ana;3\nØ Adoption;;;45,5 %\nCount;;1;\nFinance total;;;120,5 €\n",
            vec!["Yak"],
        ),
        ("Project;Phase;Owner\nTotal recall;2;\nGrand design;1;\n", vec!["Total recall", "Grand design"]),
    ] {
        assert_eq!(named(csv).0, pilots, "{csv}");
    }
}

#[test]
fn what_says_what_colours_mean_below_a_tracker_is_no_pilot() {
    let table = "Project;Owner;Ampel\nYak;Ana;grün\n\n";
    for legend in [
        "Ampel: grün = im Plan, gelb = Risiko",
        "G = fine, R = help",
        "green=on plan",
        "G = fine",
        "Farben: grün, gelb oder rot",
        "Ampel: siehe Handbuch",
    ] {
        let (names, told) = named(&format!("{table}{legend};;\n"));
        assert_eq!(names, ["Yak"], "{legend}");
        let said = format!("row 4: “{legend}” is a remark on the table, and no pilot; it is left out.");
        assert_eq!(told, [said]);
    }
    for pilot in ["GPT: Enterprise", "Project: Gnu", "Green field", "GPT: a way to green", "Ampel"] {
        assert_eq!(named(&format!("{table}{pilot};;\n")).0, ["Yak", pilot], "nothing is explained");
    }
    assert_eq!(named("Project;Owner\nA = B: compare;\nYak;Ana\n").0.len(), 2, "it stands among the pilots");
}

#[test]
fn a_total_with_words_beside_it_is_no_pilot_and_nobody() {
    let table = "Project;Unit;Phase;Spent;Owner\nYak;IT;2;3;Ana\n";
    for total in
        ["Gesamt IT;;;;2 Projekte", "Gesamt IT;IT;;5;", "Total Sales;;;;2 live pilots, 1 idea", "Gesamt IT;;;;"]
    {
        let Understood { rows, sums, .. } = tracked(&format!("{table}{total}\n"), b';');
        assert_eq!((rows.len(), sums), (1, vec![3]), "{total}");
    }
    for pilot in
        ["Total recall;;;;Bo", "Total recall;;2;;", "Total recall;;;;", "Gesamt IT;Legal;;5;", "Tools;;;;2 Ops"]
    {
        assert_eq!(named(&format!("{table}{pilot}\n")).0.len(), 2, "{pilot}");
    }
}

#[test]
fn what_is_called_a_total_is_one_where_it_has_more_than_a_priority() {
    let table = "Project;Priority;Owner;Budget\nYak;1;Ana;734.567\n";
    for total in ["Summe Finanzen;;;1.234.567", "Summe Finanzen;;;734.567", "Invoice total;3;;734.567", "Total IT;;4;"]
    {
        assert_eq!(named(&format!("{table}{total}\n")).0, ["Yak"], "{total}");
    }
    for pilot in ["Invoice total;3;;", "Total recall;3;;", "Invoice total;;;24.11.2026", "Invoice total;15.1.;;"] {
        assert_eq!(named(&format!("{table}{pilot}\n")).0.len(), 2, "{pilot}");
    }
}

#[test]
fn signs_around_the_word_of_a_status_mean_nothing() {
    let (rows, _) = mapped("Project,RAG\nA,🟢\nB,🔴 red\nC,● amber\nD,(G)\nE,grün ↑\nF,Green/Amber\nG,✓\n", "tracker");
    let said: Vec<&str> = rows.iter().map(|row| row.text("reported")).collect();
    assert_eq!(said, ["G", "R", "A", "G", "G", "", ""]);
}

#[test]
fn rows_with_no_more_than_a_name_are_pilots_where_the_table_has_no_groups() {
    for (csv, doubtful) in [
        ("Project;Owner;Phase\nYak;;\nElk;;\nGnu;;\n", None),
        ("Project;Owner;Phase\nYak;;\nElk;;\nGnu;Bo;\n", Some("“Elk” (row 3)")),
        ("Project;Owner;Phase\nYak;Ana;2\nElk;Bo;1\nGnu;;\n", None),
        ("Project;Owner;Phase\nYak;;\nElk;Bo;1\nGnu;;\nEmu;Cy;1\n", Some("“Yak” (row 2), “Gnu” (row 4)")),
        ("Project;Owner;Phase\nEmu;;\nGnu;Bo;1\nKid;Cy;1\nOx;;\nYak;Di;1\n", Some("“Emu” (row 2), “Ox” (row 5)")),
        ("Project;Owner\nYak;\nElk;Bo\nGnu;Cy\nEmu;\nOx;Di\n", None),
    ] {
        let (names, told) = named(csv);
        assert_eq!(names.len(), csv.lines().count() - 1, "{csv}");
        let said = doubtful.map(|rows| format!("are read as pilots: {rows}; next: where one is the title"));
        assert_eq!(told.len(), usize::from(doubtful.is_some()), "{told:?}");
        assert!(said.is_none_or(|said| told[0].contains(&said)), "{told:?}");
    }
}

#[test]
fn footnotes_and_sentences_below_a_tracker_are_no_pilots() {
    let csv =
        "Project;Owner\nYak*;Ana\n* depends on SAP;\n1) waits for the council\nGnu\nPlease send changes by Friday.\n";
    let (names, told) = named(csv);
    assert_eq!((names, told.len()), (vec!["Yak*".to_owned(), "Gnu".to_owned()], 3), "{told:?}");
    let (names, told) = named("Project;Owner\n1) Yak;Ana\n2) Elk;\n");
    assert_eq!((names.len(), told.len()), (2, 0), "all names have a number: {told:?}");
}

#[test]
fn what_is_paused_is_so_beside_its_colour_and_a_stage_in_place_of_a_status_is_told() {
    let csv = "Project,RAG,Status\nYak,amber,Paused\nElk,green,done\nGnu,,stopped\nOx,,Scaling\nEmu,G,Scaling\n";
    let Understood { rows, unread, .. } = tracked(csv, b',');
    let said: Vec<(&str, &str)> = rows.iter().map(|row| (row.text("reported"), row.text("lifecycle"))).collect();
    assert_eq!(said, [("A", "paused"), ("G", ""), ("", "stopped"), ("", ""), ("G", "")]);
    let left = unread_told(&unread);
    assert!(left.len() == 1 && left[0].contains("has no status in “Scaling” (row 5)"), "{left:?}");
    assert!(left[0].contains("it is a stage"), "{left:?}");
}

#[test]
fn a_quarter_is_due_by_its_end_and_one_without_its_year_rejects_no_row() {
    let csv = "Project,Start,Go-live\nYak,Sep 1 2026,Q1 2027\nElk,Mo 7.9.2026,Q1\nGnu,Q3 2026,\nOx,10/2026,\n";
    let Understood { rows, rejected, unread, told, .. } = tracked(csv, b',');
    assert!(rejected.is_empty(), "{rejected:?}");
    let started: Vec<&str> = rows.iter().map(|row| row.text("started")).collect();
    assert_eq!(started, ["2026-09-01", "2026-09-07", "2026-07-01", "2026-10-01"]);
    assert_eq!(rows[0].text("rollout"), "2027-03-31");
    assert_eq!((rows[1].fields.get("rollout"), rows[1].text("note")), (None, "**Go-live**\nQ1"));
    let read = [
        "column “Go-live” has months or parts of a year, read as their last day: “Q1 2027” is 2027-03-31 (row 2).",
        "column “Start” has months or parts of a year, read as their first day: “10/2026” is 2026-10-01 (row 5), “Q3 2026” \
         is 2026-07-01 (row 4).",
    ];
    assert_eq!(told, read);
    let left = unread_told(&unread);
    assert!(left.len() == 1 && left[0].contains("“Go-live” has no day in “Q1” (row 3)"), "{left:?}");
}

#[test]
fn a_week_is_its_friday_and_what_is_no_day_rejects_no_row() {
    let Understood { rows, rejected, unread, told, .. } =
        tracked("Project,Go-live\nYak,2026-W49\nElk,W49\nGnu,31/02/2026\n", b',');
    assert!(rejected.is_empty(), "{rejected:?}");
    assert_eq!(rows.iter().map(|row| row.text("rollout")).collect::<Vec<_>>(), ["2026-12-04", "", ""]);
    assert_eq!((rows[1].fields.get("rollout"), rows[1].text("note")), (None, "**Go-live**\nW49"));
    let left = unread_told(&unread);
    assert_eq!(told, ["column “Go-live” has weeks, read as their Friday: “2026-W49” is 2026-12-04 (row 2)."]);
    let said = "no day in “31/02/2026” (row 4), “W49” (row 3)";
    assert!(left.len() == 1 && left[0].contains(said), "no day to count from: {left:?}");
}

#[test]
fn a_week_without_its_year_is_read_as_in_forms_where_it_is_due_and_that_is_told() {
    let csv = "Project,Go-live,Start\nA,W49,W40\nB,KW49,\nC,wk 49,\nD,week 3,\nE,2026-W49,\nF,W 60,\n";
    let table = Table::parse(csv, b',').unwrap();
    let today = "2026-11-25".parse().ok();
    let profile = Profile { today, ..Profile::builtin("tracker").unwrap() };
    let Understood { rows, rejected, told, .. } = map(&table, &profile).unwrap();
    assert!(rejected.is_empty(), "{rejected:?}");
    let read: Vec<&str> = rows.iter().map(|row| row.text("rollout")).collect();
    assert_eq!(read, ["2026-12-04", "2026-12-04", "2026-12-04", "2027-01-22", "2026-12-04", ""]);
    assert_eq!((rows[0].text("started"), rows[0].text("note")), ("2026-09-28", ""), "something began on its Monday");
    assert!(told.iter().any(|told| told.contains("read as their Monday: “W40” is 2026-09-28 (row 2)")), "{told:?}");
    let told = told.iter().find(|told| told.contains("without their year")).unwrap();
    assert!(told.contains("column “Go-live” has weeks") && told.contains("“W49” is 2026-12-04 (row 2)"), "{told}");
    assert!(!told.contains("“2026-W49”"), "{told}");
}

#[test]
fn a_day_without_its_year_is_read_where_it_is_due_and_one_that_counts_from_the_writing_is_told() {
    let csv = "Project,Go-live,Start\nA,15 Jan,15 Jan\nB,friday,\nC,next week,\n";
    let today = "2026-11-25".parse().ok();
    let profile = Profile { today, ..Profile::builtin("tracker").unwrap() };
    let Understood { rows, rejected, unread, told, .. } = map(&Table::parse(csv, b',').unwrap(), &profile).unwrap();
    let left = [unread_told(&unread), told].concat();
    assert!(rejected.is_empty(), "{rejected:?}");
    assert_eq!(rows.iter().map(|row| row.text("rollout")).collect::<Vec<_>>(), ["2027-01-15", "", ""]);
    assert_eq!(rows[1].text("note"), "**Go-live**\nfriday");
    let has = |told: &str| left.iter().any(|left| left.contains(told));
    assert!(
        has("column “Go-live” has days without their year, read as in forms: “15 Jan” is 2027-01-15 (row 2)"),
        "{left:?}"
    );
    assert!(has("“friday” (row 3), “next week” (row 4), which counts from the day of writing"), "{left:?}");
    let one = unread.iter().find(|one| one.cell == "next week").unwrap().to_string();
    assert!(one.starts_with("row 4: “next week” in column “Go-live” counts from the day of writing"), "{one}");
    assert!(has("column “Start” has days without their year, read as in forms: “15 Jan” is 2026-01-15"), "{left:?}");
}

#[test]
fn a_word_that_says_nothing_of_one_field_is_in_no_note_where_another_one_took_it() {
    let text = Profile::text("tracker").unwrap().replace("\"traffic light\"]", "\"traffic light\", \"stage\"]");
    let table = Table::parse("Project,Stage\nYak,live\nElk,2\n", b',').unwrap();
    let profile = Profile::parse(&text.replace("# Words of progress", "2 = \"\"\n#")).unwrap();
    let Understood { rows, rejected, unread, .. } = map(&table, &profile).unwrap();
    assert!(rejected.is_empty() && unread.is_empty(), "{rejected:?} {unread:?}");
    assert_eq!(rows.iter().map(|row| row.text("stage")).collect::<Vec<_>>(), ["4", "2"]);
    assert!(rows.iter().all(|row| row.text("note").is_empty()), "{rows:?}");
}

#[test]
fn the_owner_stands_in_a_column_by_any_of_its_names() {
    for owner in ["Project Owner", "Pilot owner", "Owner name", "Verantwortlich (Owner)", "Verantwortlich"] {
        let (rows, _) = mapped(&format!("Project,{owner}\nYak,Ana Costa\n"), "tracker");
        assert_eq!((rows[0].text("owner"), rows[0].text("note")), ("Ana Costa", ""), "{owner}");
    }
}

#[test]
fn an_address_that_does_not_say_whose_is_the_owners_where_nobody_else_has_a_column() {
    let read = |csv: &str| {
        let table = Table::parse(csv, b',').unwrap();
        map(&table, &Profile::fitting(&table).unwrap()).unwrap().rows.remove(0)
    };
    for address in ["E-Mail", "Email", "mail"] {
        let row = read(&format!("Project,Owner,{address}\nYak,Ana Costa,ana@x.de\n"));
        assert_eq!((row.text("owner"), row.text("note")), ("Ana Costa <ana@x.de>", ""), "{address}");
    }
    let row = read("Project,Owner,Email\nYak,Ana Costa,see Outlook\n");
    assert_eq!((row.text("owner"), row.text("note")), ("Ana Costa", "**Email**\nsee Outlook"));
    for (csv, owner) in [
        ("Project,Owner,Lead,Email\nYak,Ana Costa,Bo,ana@x.de\n", "Ana Costa"),
        ("Project,Owner,Sponsor,Email\nYak,Ana Costa,Bo,ana@x.de\n", "Ana Costa"),
        ("Project,Status,Email\nYak,green,ana@x.de\n", ""),
    ] {
        let row = read(csv);
        assert!(row.text("note").contains("ana@x.de"), "it may be anybody's: {row:?}");
        assert_eq!(row.text("owner"), owner);
    }
}

#[test]
fn a_german_tracker_is_read_by_its_headers() {
    for (header, row) in [
        ("Projekt;Verantwortlicher;Status;Start;Reifegrad;Abteilung", "A;Ana Costa;grün;01.02.2026;Aufbau;HR"),
        ("Vorhaben;Verantw.;Ampel;Beginn;Phase;Bereich", "A;Ana Costa;grün;01.02.2026;2;HR"),
    ] {
        let table = Table::parse(&format!("Nr;{header};Kommentar\n1;{row};x\n"), b';').unwrap();
        let profile = Profile::fitting(&table).unwrap();
        let Understood { rows, rejected, .. } = map(&table, &profile).unwrap();
        assert!(rejected.is_empty(), "{rejected:?}");
        let said = ["name", "owner", "reported", "started", "stage", "unit"].map(|field| rows[0].text(field));
        assert_eq!(said, ["A", "Ana Costa", "G", "2026-02-01", "2", "HR"], "{header}");
        assert_eq!(rows[0].text("note"), "x\n\n**Nr**\n1");
    }
}

#[test]
fn an_amount_has_its_currency_and_one_that_is_none_rejects_no_row() {
    let Understood { rows, rejected, unread, .. } =
        tracked("Project;spend change\nYak;120.000 €\nElk;later\nGnu;\n", b';');
    assert!(rejected.is_empty(), "{rejected:?}");
    assert_eq!(rows[0].text("spend_change"), "120000");
    assert_eq!((rows[1].fields.get("spend_change"), rows[1].text("note")), (None, "**spend change**\nlater"));
    assert_eq!(rows[2].text("spend_change"), "");
    let left = unread_told(&unread);
    assert!(left.len() == 1 && left[0].contains("“spend change” has no amount in “later” (row 3)"), "{left:?}");
}

#[test]
fn yes_and_no_are_read_as_spreadsheets_write_them_and_nothing_else_is() {
    let (rows, rejected) = mapped("name,archived\nA,yes\nB,FALSE\nC,WAHR\nD,\nE,maybe\n", "steerco");
    let said: Vec<&str> = rows.iter().map(|row| row.text("archived")).collect();
    assert_eq!(said, ["true", "false", "true", ""]);
    assert!(rejected.len() == 1 && rejected[0].reason.what.contains("neither yes nor no"), "{rejected:?}");
}

#[test]
fn all_that_is_wrong_in_a_row_is_told_at_once_and_of_each_field_once() {
    let csv = "name,stage,started,archived,unit\nA,9,3/4/2026,maybe,#REF!\n,7,,,\nB,1,2026-01-05,#N/A,U\n";
    let Understood { rows, wrong, rejected, .. } =
        map(&Table::parse(csv, b',').unwrap(), &Profile::builtin("steerco").unwrap()).unwrap();
    let fields = |row: u64| {
        let of_row = rejected.iter().filter(|reject| reject.row == row);
        of_row.map(|reject| reject.reason.field.unwrap_or_default()).collect::<Vec<_>>()
    };
    let mut first = fields(2);
    first.sort_unstable();
    assert_eq!(first, ["archived", "stage", "started", "unit"], "{rejected:?}");
    assert_eq!((fields(3), fields(4)), (vec!["name", "stage"], vec!["archived"]), "{rejected:?}");
    assert_eq!(Reject::rows(&rejected), 3);
    let names = names(&wrong);
    assert_eq!((rows.len(), names), (0, vec!["A", "B"]), "whom row 3 means is not known");
}

#[test]
fn a_missing_column_is_named() {
    let table = Table::parse("title,stage\nx,1\n", b',').unwrap();
    assert!(map(&table, &Profile::builtin("steerco").unwrap()).unwrap_err().what.contains("“name”"));
}

#[test]
fn a_day_that_counts_from_the_writing_is_read_where_that_is_known() {
    let today = "2026-11-25".parse().ok();
    let profile = Profile { today, written: today, ..Profile::builtin("tracker").unwrap() };
    let table = Table::parse("Project,Go-live,Start\nA,friday,\nB,next week,friday\n", b',').unwrap();
    let Understood { rows, told, unread, .. } = map(&table, &profile).unwrap();
    assert_eq!(rows.iter().map(|row| row.text("rollout")).collect::<Vec<_>>(), ["2026-11-27", "2026-12-04"]);
    assert!(told.iter().any(|told| told.contains("“next week” is 2026-12-04 (row 3)")), "{told:?}");
    assert_eq!(rows[1].text("note"), "**Start**\nfriday", "when something began is nothing that is due");
    let why = "“friday” in column “Start” counts from today, which only days to come may";
    assert!(unread[0].to_string().contains(why), "{unread:?}");
}
