//! What several programs do with the drafts of one workspace.

use super::*;

const PLACE: &str = "board/add";

fn typed(body: &str) -> [(String, Option<String>); 1] {
    [(PLACE.to_owned(), Some(body.to_owned()))]
}

fn saved() -> [(String, Option<String>); 1] {
    [(PLACE.to_owned(), None)]
}

fn bodies(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().map(|draft| draft.body.as_str()).collect()
}

/// What is free, and what is being written, for a program that starts now.
fn seen_anew(path: &Path) -> (Vec<Draft>, Vec<String>) {
    let seen = Drafts::open(path).unwrap().all().unwrap();
    (seen.came, seen.writing.into_iter().map(|draft| draft.body).collect())
}

/// A file for drafts, with the folder that holds it during a test.
fn at_hand() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    (folder, path)
}

fn free(place: &str, body: &str) -> Draft {
    Draft { key: place.to_owned(), body: body.to_owned() }
}

#[test]
fn what_was_left_is_read_without_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let keep = at("drafts");
    std::fs::write(at("a.steerco"), "a").unwrap();
    std::fs::write(at("b.steerco"), "b").unwrap();
    assert!(Drafts::left(&keep, "k1", &at("a.steerco")).unwrap().came.is_empty());
    assert!(!keep.exists(), "nothing is made");
    Drafts::of(&keep, "k1", &at("a.steerco")).unwrap().keep(&[("x".into(), Some("half".into()))], 1).unwrap();
    let before = std::fs::read(keep.join("k1.sqlite")).unwrap();
    assert_eq!(Drafts::left(&keep, "k1", &at("a.steerco")).unwrap().came, [free("x", "half")]);
    assert!(Drafts::left(&keep, "k1", &at("b.steerco")).unwrap().came.is_empty(), "those are of another");
    assert_eq!(std::fs::read(keep.join("k1.sqlite")).unwrap(), before);
    assert_eq!(std::fs::read_dir(&keep).unwrap().count(), 1);
}

#[test]
fn what_another_program_has_is_called_busy_where_it_is_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let (keep, workspace) = (folder.path().join("drafts"), folder.path().join("a.steerco"));
    std::fs::write(&workspace, "a").unwrap();
    drop(Drafts::of(&keep, "k1", &workspace).unwrap());
    let other = Connection::open(keep.join("k1.sqlite")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    assert!(matches!(Drafts::left(&keep, "k1", &workspace), Err(Error::Busy(_))));
}

#[test]
fn where_the_drafts_of_a_workspace_go_those_of_its_copy_stay_in_their_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let keep = at("drafts");
    for name in ["a.steerco", "b.steerco"] {
        std::fs::write(at(name), name).unwrap();
        let mut drafts = Drafts::of(&keep, "k1", &at(name)).unwrap();
        drafts.keep(&[("x".into(), Some(name.into()))], 1).unwrap();
        assert!(Drafts::are_kept_now(&keep, "k1", &at(name)).unwrap(), "{name} is open");
    }
    assert!(!Drafts::are_kept_now(&keep, "k1", &at("a.steerco")).unwrap());
    let open = Drafts::of(&keep, "k1", &at("b.steerco")).unwrap();
    std::fs::remove_file(Drafts::file(&keep, "k1", &at("a.steerco")).unwrap()).unwrap();
    assert!(open.is_there() && Drafts::are_kept_now(&keep, "k1", &at("b.steerco")).unwrap());
    drop(open);
    assert_eq!(std::fs::read_dir(&keep).unwrap().count(), 1);
    let found = free("x", "b.steerco");
    assert_eq!(Drafts::left(&keep, "k1", &at("b.steerco")).unwrap().came, std::slice::from_ref(&found));
    assert_eq!(Drafts::of(&keep, "k1", &at("b.steerco")).unwrap().all().unwrap().came, [found]);
    // What comes next takes the number that is free.
    assert_eq!(Drafts::file(&keep, "k1", &at("a.steerco")).unwrap(), keep.join("k1.sqlite"));
    std::fs::write(at("c.steerco"), "c").unwrap();
    assert!(Drafts::of(&keep, "k1", &at("c.steerco")).unwrap().all().unwrap().came.is_empty());
    assert!(keep.join("k1.sqlite").exists() && !keep.join("k1-3.sqlite").exists());
}

#[test]
fn a_damaged_file_is_taken_for_that_of_a_workspace_only_where_no_other_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let keep = at("drafts");
    for name in ["a.steerco", "b.steerco"] {
        std::fs::write(at(name), name).unwrap();
        Drafts::of(&keep, "k1", &at(name)).unwrap().keep(&[("x".into(), Some(name.into()))], 1).unwrap();
    }
    std::fs::write(keep.join("k1.sqlite"), "no database ".repeat(1000)).unwrap();
    assert_eq!(Drafts::file(&keep, "k1", &at("a.steerco")).unwrap(), keep.join("k1.sqlite"));
    assert!(Drafts::left(&keep, "k1", &at("a.steerco")).unwrap_err().is_damage());
    assert_eq!(Drafts::file(&keep, "k1", &at("b.steerco")).unwrap(), keep.join("k1-2.sqlite"));
    assert_eq!(Drafts::left(&keep, "k1", &at("b.steerco")).unwrap().came, [free("x", "b.steerco")]);
}

#[test]
fn of_several_files_a_workspace_takes_that_of_its_own_place_else_the_newest_of_those_that_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let keep = at("drafts");
    for (name, typed_at) in [("a.steerco", 3), ("b.steerco", 5), ("c.steerco", 4)] {
        std::fs::write(at(name), name).unwrap();
        let mut drafts = Drafts::of(&keep, "k1", &at(name)).unwrap();
        drafts.keep(&[("x".into(), Some(name.into()))], typed_at).unwrap();
    }
    std::fs::remove_file(at("a.steerco")).unwrap();
    std::fs::rename(at("b.steerco"), at("d.steerco")).unwrap();
    for (name, was) in [("c.steerco", "c.steerco"), ("d.steerco", "b.steerco"), ("d.steerco", "b.steerco")] {
        assert_eq!(Drafts::left(&keep, "k1", &at(name)).unwrap().came, [free("x", was)], "{name}");
        assert_eq!(Drafts::of(&keep, "k1", &at(name)).unwrap().all().unwrap().came, [free("x", was)], "{name}");
    }
    // What another one left is not put aside for it.
    std::fs::write(keep.join("k1.sqlite"), "no database ".repeat(1000)).unwrap();
    assert_eq!(Drafts::of(&keep, "k1", &at("c.steerco")).unwrap().all().unwrap().came, [free("x", "c.steerco")]);
    assert_eq!(std::fs::read_dir(&keep).unwrap().count(), 3);
}

#[test]
fn a_copy_has_drafts_of_its_own_and_a_moved_workspace_keeps_its() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let keep = folder.path().join("drafts");
    std::fs::write(at("a.steerco"), "a").unwrap();
    std::fs::write(at("b.steerco"), "b").unwrap();
    Drafts::of(&keep, "k1", &at("a.steerco")).unwrap().keep(&[("x".into(), Some("secret".into()))], 1).unwrap();
    assert!(Drafts::of(&keep, "k1", &at("b.steerco")).unwrap().all().unwrap().came.is_empty());
    assert_eq!(Drafts::of(&keep, "k1", &at("a.steerco")).unwrap().all().unwrap().came.len(), 1);
    std::fs::rename(at("a.steerco"), at("c.steerco")).unwrap();
    assert_eq!(Drafts::of(&keep, "k1", &at("c.steerco")).unwrap().all().unwrap().came.len(), 1);
}

#[test]
fn what_a_program_writes_is_no_others_until_it_ends() {
    let (_folder, path) = at_hand();
    let mut first = Drafts::open(&path).unwrap();
    assert_eq!(first.all().unwrap(), Seen::default());
    first.keep(&typed("half a sent"), 1).unwrap();
    let mut second = Drafts::open(&path).unwrap();
    let seen = second.all().unwrap();
    assert_eq!((seen.came.len(), bodies(&seen.writing)), (0, vec!["half a sent"]));
    assert_eq!(typed_at(&seen.writing[0].key), PLACE);
    assert!(second.look().unwrap().is_none(), "nothing happened since");
    first.keep(&typed("half a sentence"), 2).unwrap();
    assert_eq!(bodies(&second.look().unwrap().unwrap().writing), ["half a sentence"]);
    // Ended, however: the second hears of it, and it is the draft of whoever starts next.
    drop(first);
    let seen = second.look().unwrap().unwrap();
    assert_eq!((bodies(&seen.came), seen.writing.len(), seen.gone.len()), (vec!["half a sentence"], 0, 0));
    assert!(second.look().unwrap().is_none());
    assert_eq!(seen_anew(&path), (vec![free(PLACE, "half a sentence")], Vec::new()));
}

#[test]
fn nothing_is_read_while_nobody_writes_and_nobody_ends() {
    let (_folder, path) = at_hand();
    let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
    first.keep(&typed("theirs"), 1).unwrap();
    assert_eq!(bodies(&second.look().unwrap().unwrap().writing), ["theirs"]);
    // What comes by its own connection it does not look for.
    put(&second.connection, "unseen", "unseen", 2).unwrap();
    assert!(second.look().unwrap().is_none());
    drop(first);
    let seen = second.look().unwrap().unwrap();
    assert_eq!((bodies(&seen.came), seen.writing.len()), (vec!["unseen", "theirs"], 0));
}

#[test]
fn what_a_killed_program_wrote_is_back_for_whoever_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let mut drafts = Drafts::open(&path).unwrap();
    // A killed program leaves its sign, which is locked no more; one of an earlier version had none.
    std::fs::write(folder.path().join("k1.sqlite.killed000000"), "").unwrap();
    for (key, body, at) in [("beside/killed000000/a", "killed", 1), ("beside/2/a", "later", 2), ("beside/2/b", "b", 1)]
    {
        put(&drafts.connection, key, body, at).unwrap();
    }
    let all = [free("a", "later"), free("b", "b"), free("beside/2/a", "killed")];
    assert_eq!(drafts.all().unwrap().came, all);
    assert_eq!(seen_anew(&path).0, all);
}

#[test]
fn what_two_or_three_programs_type_at_one_place_stands_beside_each_other() {
    let (_folder, path) = at_hand();
    let mut programs: Vec<Drafts> = (0..3).map(|_| Drafts::open(&path).unwrap()).collect();
    for (program, body) in programs.iter_mut().zip(["A", "B", "C"]) {
        program.keep(&typed(body), 1).unwrap();
        program.keep(&typed(&body.repeat(2)), 2).unwrap();
    }
    for (program, others) in programs.iter_mut().zip([["BB", "CC"], ["AA", "CC"], ["AA", "BB"]]) {
        let seen = program.look().unwrap().unwrap();
        let mut writing = bodies(&seen.writing);
        writing.sort_unstable();
        assert_eq!((writing, seen.came, seen.gone), (others.to_vec(), Vec::new(), Vec::new()));
    }
    let [first, second, third] = programs.as_mut_slice() else { panic!("there are three") };
    second.drop_draft(PLACE, 3).unwrap();
    assert_eq!(bodies(&first.look().unwrap().unwrap().writing), ["CC"], "each drops its own");
    assert_eq!(second.undrop(4).unwrap(), Some(free(PLACE, "BB")));
    second.keep(&saved(), 5).unwrap();
    assert!(first.look().unwrap().is_none(), "and what is saved goes");
    third.keep(&saved(), 6).unwrap();
    assert!(first.look().unwrap().unwrap().writing.is_empty());
    first.keep(&saved(), 7).unwrap();
    assert_eq!(seen_anew(&path), (Vec::new(), Vec::new()));
}

#[test]
fn what_was_left_is_held_by_whoever_takes_it_up_first() {
    let (_folder, path) = at_hand();
    Drafts::open(&path).unwrap().keep(&typed("left"), 1).unwrap();
    let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
    for program in [&mut first, &mut second] {
        assert_eq!(program.all().unwrap().came, [free(PLACE, "left")]);
    }
    first.hold(PLACE, PLACE).unwrap();
    // The second has opened it too: it hears so, and what it types is its own.
    second.hold(PLACE, PLACE).unwrap();
    let seen = second.look().unwrap().unwrap();
    assert_eq!((bodies(&seen.writing), seen.gone), (vec!["left"], vec![PLACE.to_owned()]));
    second.keep(&typed("left, and more"), 2).unwrap();
    first.keep(&saved(), 3).unwrap();
    assert_eq!(seen_anew(&path), (Vec::new(), vec!["left, and more".to_owned()]));
    // Nothing is left of what lay there, and nothing keeps the second from the place.
    second.keep(&saved(), 4).unwrap();
    second.keep(&typed("anew"), 5).unwrap();
    second.let_go(PLACE).unwrap();
    assert_eq!(seen_anew(&path), (vec![free(PLACE, "anew")], Vec::new()));
}

#[test]
fn what_was_left_beside_a_place_is_held_there_by_one() {
    let (_folder, path) = at_hand();
    let mut programs: Vec<Drafts> = (0..4).map(|_| Drafts::open(&path).unwrap()).collect();
    programs[3].keep(&typed("left"), 1).unwrap();
    drop(programs.pop());
    let mut left = String::new();
    for program in &mut programs {
        let came = program.look().unwrap().unwrap().came;
        assert_eq!(bodies(&came), ["left"]);
        left.clone_from(&came[0].key);
    }
    let [busy, first, second] = programs.as_mut_slice() else { panic!("there are three") };
    busy.keep(&typed("own words"), 2).unwrap();
    for program in [&mut *first, &mut *second] {
        program.hold(&left, PLACE).unwrap();
    }
    let seen = second.look().unwrap().unwrap();
    assert_eq!((bodies(&seen.writing), seen.gone), (vec!["own words", "left"], vec![left]));
    first.keep(&saved(), 3).unwrap();
    assert_eq!(seen_anew(&path), (Vec::new(), vec!["own words".to_owned()]));
}

/// Programs that typed a text each at the place, and let go of it one after the other.
fn who_left(path: &Path, texts: &[&str]) -> Vec<Drafts> {
    let mut programs: Vec<Drafts> = texts.iter().map(|_| Drafts::open(path).unwrap()).collect();
    for (program, text) in programs.iter_mut().zip(texts) {
        program.keep(&typed(text), 1).unwrap();
    }
    for program in &mut programs {
        program.let_go(PLACE).unwrap();
        program.look().unwrap();
    }
    for program in &mut programs {
        program.look().unwrap();
    }
    programs
}

/// What a program knows of what nobody writes, and what it calls that.
fn knows(program: &Drafts) -> Vec<(&str, &str)> {
    program.known.iter().map(|(called, left)| (called.as_str(), left.body.as_str())).collect()
}

#[test]
fn what_several_let_go_of_at_one_place_is_anybodys_and_each_calls_its_own_by_the_place() {
    let (_folder, path) = at_hand();
    let mut programs = who_left(&path, &["A", "B", "C"]);
    let [first, second, third] = programs.as_mut_slice() else { panic!("there are three") };
    assert_eq!(knows(first), [("beside/2/board/add", "B"), ("beside/3/board/add", "C"), (PLACE, "A")]);
    assert_eq!(knows(second), [("beside//board/add", "A"), ("beside/3/board/add", "C"), (PLACE, "B")]);
    assert!([&*first, &*second, &*third].iter().all(|program| program.writing.is_empty()), "nobody writes any of them");
    // Whichever is taken up, the others stay where they are.
    first.hold("beside/2/board/add", PLACE).unwrap();
    let seen = first.look().unwrap().unwrap();
    assert_eq!(seen.came, [free("beside//board/add", "A")], "what was called by the place before");
    first.keep(&typed("B, and more"), 2).unwrap();
    let seen = second.look().unwrap().unwrap();
    assert_eq!((bodies(&seen.writing), seen.gone), (vec!["B, and more"], vec![PLACE.to_owned()]));
    second.hold("beside/3/board/add", PLACE).unwrap();
    second.keep(&saved(), 3).unwrap();
    first.let_go(PLACE).unwrap();
    let left = [free("beside/2/board/add", "B, and more"), free(PLACE, "A")];
    assert_eq!(seen_anew(&path), (left.to_vec(), Vec::new()));
}

#[test]
fn what_was_dropped_comes_back_where_it_was_and_leaves_the_others_where_they_are() {
    let (_folder, path) = at_hand();
    let mut programs = who_left(&path, &["A", "B"]);
    let [first, second] = programs.as_mut_slice() else { panic!("there are two") };
    for key in [PLACE, "beside/2/board/add"] {
        let before: Vec<(String, String)> =
            knows(first).into_iter().map(|(called, body)| (called.to_owned(), body.to_owned())).collect();
        first.drop_draft(key, 2).unwrap();
        assert_eq!(knows(first).len(), 1, "{key}");
        assert_eq!(first.undrop(3).unwrap().map(|draft| draft.key).as_deref(), Some(key));
        let after = knows(first).into_iter().map(|(called, body)| (called.to_owned(), body.to_owned()));
        assert_eq!(after.collect::<Vec<_>>(), before);
        assert!(first.look().unwrap().is_none(), "{key}: nothing else moved");
    }
    // Where something was left at its place meanwhile, both are there.
    second.drop_draft(PLACE, 4).unwrap();
    second.keep(&typed("anew"), 5).unwrap();
    second.let_go(PLACE).unwrap();
    assert_eq!(second.undrop(6).unwrap(), Some(free(PLACE, "B")));
    assert!(second.look().unwrap().unwrap().came.iter().any(|draft| draft.body == "anew"));
    assert_eq!(seen_anew(&path).0.len(), 3);
}

#[test]
fn what_was_kept_in_a_file_that_is_gone_is_written_again_by_all_who_know_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state").join("k1.sqlite");
    let mut programs = who_left(&path, &["A", "B"]);
    programs[0].keep(&typed("A, and more"), 2).unwrap();
    programs[0].keep(&[("place/meeting/r1".to_owned(), Some("3".to_owned()))], 2).unwrap();
    programs[1].look().unwrap();
    assert!(programs.iter().all(Drafts::is_there));
    std::fs::remove_dir_all(folder.path().join("state")).unwrap();
    let mut anew = Vec::new();
    for gone in &programs {
        assert!(!gone.is_there());
        let mut drafts = Drafts::open(&path).unwrap();
        drafts.write_again(gone, 3).unwrap();
        assert!(drafts.is_there());
        anew.push(drafts);
    }
    drop(programs);
    assert_eq!(anew[0].texts(), [PLACE, "beside/2/board/add"]);
    let (came, writing) = seen_anew(&path);
    assert_eq!((bodies(&came), writing), (vec!["B", "3"], vec!["A, and more".to_owned()]));
}

#[test]
fn what_is_let_go_of_goes_to_whoever_takes_it_up_next() {
    let (_folder, path) = at_hand();
    let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
    first.keep(&typed("closed"), 1).unwrap();
    first.let_go(PLACE).unwrap();
    let seen = second.look().unwrap().unwrap();
    let [left] = seen.came.as_slice() else { panic!("{seen:?}") };
    assert_eq!((typed_at(&left.key), left.body.as_str()), (PLACE, "closed"));
    assert_ne!(left.key, PLACE, "what is typed there now does not know it");
    // As a form takes it up.
    second.keep(&[(PLACE.to_owned(), Some("closed, and more".to_owned())), (left.key.clone(), None)], 2).unwrap();
    let seen = first.look().unwrap().unwrap();
    assert_eq!((bodies(&seen.writing), seen.gone), (vec!["closed, and more"], vec![PLACE.to_owned()]));
    // What is typed meanwhile is beside it, and stays so where both are let go of.
    first.keep(&typed("other"), 3).unwrap();
    second.let_go(PLACE).unwrap();
    first.let_go(PLACE).unwrap();
    let left = [free("beside/2/board/add", "other"), free(PLACE, "closed, and more")];
    assert_eq!(seen_anew(&path), (left.to_vec(), Vec::new()));
}

#[test]
fn what_was_never_seen_is_not_written_over() {
    let (_folder, path) = at_hand();
    Drafts::open(&path).unwrap().keep(&typed("left"), 1).unwrap();
    drop(seen_anew(&path));
    // As of a program that could not open them until something was typed.
    let mut late = Drafts::open(&path).unwrap();
    late.keep(&typed("late"), 2).unwrap();
    assert_eq!(bodies(&late.look().unwrap().unwrap().came), ["left"]);
    late.keep(&saved(), 3).unwrap();
    assert_eq!(seen_anew(&path).0, [free(PLACE, "left")]);
}

#[test]
fn what_drafts_name_goes_once_none_does() {
    let (_folder, path) = at_hand();
    let marks = format!("{MARKS}01");
    let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
    first.keep(&[(marks.clone(), Some("p1\np2".to_owned()))], 1).unwrap();
    first.keep(&typed(&format!("names {marks}")), 1).unwrap();
    assert_eq!(second.look().unwrap().unwrap().came, [free(&marks, "p1\np2")]);
    first.drop_draft(PLACE, 2).unwrap();
    assert_eq!(seen_anew(&path).0, [free(&marks, "p1\np2")], "what was dropped can come back");
    first.undrop(3).unwrap();
    first.keep(&saved(), 4).unwrap();
    assert!(seen_anew(&path).0.is_empty());
    assert_eq!(first.look().unwrap().unwrap().gone, [marks], "and is kept anew where it is named again");
}

#[test]
fn programs_that_start_at_the_same_moment_all_keep_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.steerco");
    std::fs::write(&workspace, "a").unwrap();
    for round in 0..10 {
        let keep = folder.path().join(round.to_string());
        let start = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for program in 0..4 {
                let (keep, workspace, start) = (&keep, &workspace, &start);
                scope.spawn(move || {
                    start.wait();
                    let mut drafts = Drafts::of(keep, "k1", workspace).unwrap();
                    drafts.keep(&[(format!("p{program}"), Some("typed".into()))], 1).unwrap();
                });
            }
        });
        assert_eq!(Drafts::of(&keep, "k1", &workspace).unwrap().all().unwrap().came.len(), 4);
    }
}

#[test]
fn of_where_somebody_is_the_newest_counts() {
    let (_folder, path) = at_hand();
    let (mut first, mut second) = (Drafts::open(&path).unwrap(), Drafts::open(&path).unwrap());
    for (program, item) in [(&mut first, "3"), (&mut second, "4")] {
        program.keep(&[("place/meeting/r1".to_owned(), Some(item.to_owned()))], 1).unwrap();
    }
    first.keep(&[("place/meeting/r1".to_owned(), None)], 2).unwrap();
    assert_eq!(bodies(&second.all().unwrap().came), ["4"], "where the other one is stays");
    assert_eq!(first.undrop(2).unwrap(), None);
}

#[test]
fn a_dropped_draft_comes_back_although_something_was_typed_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut drafts = Drafts::open(&folder.path().join("k1.sqlite")).unwrap();
    let typed = |body: &str| [("note".to_owned(), Some(body.to_owned()))];
    drafts.keep(&typed("a long text"), 1).unwrap();
    drafts.drop_draft("note", 2).unwrap();
    drafts.keep(&typed("x"), 3).unwrap();
    drafts.keep(&[("note".to_owned(), None)], 4).unwrap();
    assert_eq!(drafts.undrop(5).unwrap().unwrap().body, "a long text");
    drafts.drop_draft("note", 6).unwrap();
    drafts.keep(&typed("y"), 7).unwrap();
    assert_eq!(drafts.undrop(8).unwrap().unwrap().body, "a long text");
    assert_eq!(drafts.undrop(9).unwrap().unwrap().body, "y", "what gave way for it");
}

#[test]
fn a_draft_outlives_the_program_and_can_be_dropped_and_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("drafts").join("k1.sqlite");
    let mut drafts = Drafts::open(&path).unwrap();
    drafts.keep(&[("a".into(), Some("half a sent".into())), ("b".into(), Some("x".into()))], 1).unwrap();
    drop(drafts);
    let mut drafts = Drafts::open(&path).unwrap();
    assert_eq!(drafts.all().unwrap().came.len(), 2);
    drafts.drop_draft("a", 2).unwrap();
    assert_eq!(drafts.all().unwrap().came.len(), 1);
    assert_eq!(drafts.undrop(3).unwrap().unwrap().body, "half a sent");
    drafts.keep(&[("a".into(), None)], 3).unwrap();
    assert_eq!(drafts.all().unwrap().came, [free("b", "x")]);
}

#[test]
fn a_look_leaves_out_what_is_told_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut drafts = Drafts::open(&folder.path().join("k1.sqlite")).unwrap();
    let marked = format!("{MARKS}00");
    let keys = ["a", "place", "place/board", "place/taken/7", marked.as_str(), "place0", "week/1"];
    drafts.keep(&keys.map(|key| (key.to_owned(), Some(key.to_owned()))), 1).unwrap();
    let looked: BTreeSet<String> =
        all(&drafts.connection, SHARED).unwrap().iter().map(|draft| typed_at(&draft.key).to_owned()).collect();
    let shared: BTreeSet<String> = keys.into_iter().filter(|key| is_shared(key)).map(str::to_owned).collect();
    assert_eq!(looked, shared);
    assert_eq!(all(&drafts.connection, "TRUE").unwrap().len(), keys.len());
}
