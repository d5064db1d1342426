use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

/// Which workspace it is.
const NUMBER: u64 = 7;

fn opening(path: &Path) -> Open {
    let path = path.to_owned();
    Box::new(move || Drafts::open(&path))
}

/// Opens them once they are there.
fn opening_once(is_there: &Arc<AtomicBool>, path: &Path) -> Open {
    let (is_there, path) = (Arc::clone(is_there), path.to_owned());
    Box::new(move || if is_there.load(Ordering::SeqCst) { Drafts::open(&path) } else { Err(Error::Full(path.clone())) })
}

/// A thread over drafts at a path, and what it says.
fn started(path: &Path) -> (DraftThread, Receiver<Msg>) {
    let (outbox, said) = channel();
    let (thread, seen) = DraftThread::start(opening(path), Outbox::new(outbox, NUMBER));
    assert!(seen.is_ok());
    (thread, said)
}

fn texts(drafts: Vec<Draft>) -> Vec<String> {
    drafts.into_iter().map(|draft| draft.body).collect()
}

/// What lies there, and what is being written.
fn bodies(path: &Path) -> Vec<String> {
    let seen = Drafts::open(path).unwrap().all().unwrap();
    texts(seen.came).into_iter().chain(texts(seen.writing)).collect()
}

/// What is said next, of that workspace.
fn next(said: &Receiver<Msg>) -> Msg {
    match said.recv_timeout(Duration::from_secs(30)).unwrap() {
        Msg::From(NUMBER, msg) => *msg,
        other => panic!("of which workspace? {other:?}"),
    }
}

fn kept(said: &Receiver<Msg>) -> usize {
    match next(said) {
        Msg::DraftsKept(Ok(count)) => count,
        other => panic!("{other:?}"),
    }
}

fn seen(said: &Receiver<Msg>) -> Seen {
    match next(said) {
        Msg::DraftsSeen(seen) => seen,
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_are_on_the_disk_once_they_are_said_to_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let (thread, said) = started(&path);
    for body in ["t", "ty", "typ"] {
        thread.send(Order::Keep("a".into(), Some(body.into())));
    }
    let mut count = 0;
    while count < 3 {
        count += kept(&said);
    }
    assert_eq!(count, 3);
    assert_eq!(bodies(&path), ["typ"]);
    thread.send(Order::Keep("a".into(), Some("type".into())));
    thread.send(Order::Flush);
    assert_eq!(kept(&said), 1, "at once when asked");
    assert_eq!(bodies(&path), ["type"]);
}

#[test]
fn whatever_is_said_is_said_of_one_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let (outbox, said) = channel();
    let drafts = Drafts::open(&path).unwrap();
    let mut keeper = Keeper::new(opening(&path), Some(drafts), Outbox::new(outbox, NUMBER));
    Drafts::open(&path).unwrap().keep(&[("a".to_owned(), Some("theirs".to_owned()))], 1).unwrap();
    keeper.look();
    keeper.tell(Ok(1));
    keeper.send(Msg::Undropped(None));
    assert_eq!(said.try_iter().filter(|msg| matches!(msg, Msg::From(NUMBER, _))).count(), 3);
}

#[test]
fn of_places_and_of_what_goes_nothing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let (thread, said) = started(&path);
    thread.send(Order::Keep("place/meeting".into(), Some("3".into())));
    thread.send(Order::Keep("a".into(), None));
    thread.send(Order::Flush);
    drop(thread);
    assert_eq!(bodies(&path), ["3"]);
    assert!(said.recv().is_err(), "nobody typed anything");
}

#[test]
fn what_another_program_does_at_the_same_place_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let ((first, heard), (second, said)) = (started(&path), started(&path));
    first.send(Order::Keep("a".into(), Some("theirs".into())));
    first.send(Order::Flush);
    assert_eq!(kept(&heard), 1);
    assert_eq!(texts(seen(&said).writing), ["theirs"]);
    first.send(Order::LetGo("a".into()));
    let left = seen(&said);
    assert_eq!((texts(left.came), left.writing), (vec!["theirs".to_owned()], Vec::new()));
    first.send(Order::Hold("a".into(), "a".into()));
    let held = seen(&said);
    assert_eq!((texts(held.writing), held.gone.len()), (vec!["theirs".to_owned()], 1));
    drop(first);
    assert_eq!(texts(seen(&said).came), ["theirs"]);
    second.send(Order::Keep("a".into(), Some("mine".into())));
    drop(second);
    assert_eq!(bodies(&path).len(), 2);
}

#[test]
fn drafts_that_cannot_be_opened_are_tried_again_until_they_can() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    Drafts::open(&path).unwrap().keep(&[("a".to_owned(), Some("left".to_owned()))], 1).unwrap();
    let is_there = Arc::new(AtomicBool::new(false));
    let (outbox, said) = channel();
    let mut keeper = Keeper::new(opening_once(&is_there, &path), None, Outbox::new(outbox, NUMBER));
    keeper.take("a".into(), Some("typed".into()));
    for _ in 0..2 {
        keeper.write();
        keeper.look();
        assert_eq!(keeper.patience(), AGAIN);
    }
    assert!(said.try_recv().is_err(), "it was said when it was started");
    is_there.store(true, Ordering::SeqCst);
    keeper.write();
    assert_eq!(texts(seen(&said).came), ["left"], "what lay there is not lost");
    keeper.say_kept();
    assert_eq!(kept(&said), 1);
    drop(keeper);
    assert_eq!(bodies(&path), ["typed", "left"]);
}

#[test]
fn a_place_that_could_not_be_let_go_of_is_once_what_was_typed_there_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let is_there = Arc::new(AtomicBool::new(false));
    let (outbox, said) = channel();
    let mut keeper = Keeper::new(opening_once(&is_there, &path), None, Outbox::new(outbox, NUMBER));
    for (key, body) in [("a", "closed"), ("b", "closed, and opened once more")] {
        keeper.take(key.into(), Some("closed".into()));
        keeper.write();
        keeper.turn(key.into(), Turn::LetGo);
        keeper.take(key.into(), Some(body.into()));
    }
    keeper.turn("a".into(), Turn::LetGo);
    is_there.store(true, Ordering::SeqCst);
    keeper.write();
    keeper.say_kept();
    assert_eq!(kept(&said), 4);
    let seen = Drafts::open(&path).unwrap().all().unwrap();
    assert_eq!(texts(seen.came), ["closed"]);
    assert_eq!(texts(seen.writing), ["closed, and opened once more"]);
}

#[test]
fn that_a_place_is_held_after_all_mends_what_was_said_of_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    Drafts::open(&path).unwrap().keep(&[("a".to_owned(), Some("left".to_owned()))], 1).unwrap();
    let (outbox, said) = channel();
    let mut drafts = Drafts::open(&path).unwrap();
    assert_eq!(texts(drafts.all().unwrap().came), ["left"]);
    let mut keeper = Keeper::new(opening(&path), Some(drafts), Outbox::new(outbox, NUMBER));
    keeper.tell(Err("another program writes".to_owned()));
    keeper.again.insert("a".to_owned(), Turn::Hold("a".to_owned()));
    assert!(matches!(next(&said), Msg::DraftsKept(Err(_))));
    keeper.say_kept();
    assert!(said.try_recv().is_err(), "that is still to be done");
    keeper.write();
    keeper.say_kept();
    assert_eq!(kept(&said), 0);
    assert_eq!(texts(Drafts::open(&path).unwrap().all().unwrap().writing), ["left"]);
}

#[test]
fn what_was_kept_in_a_file_that_is_gone_is_called_unkept_until_it_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let (state, path) = (folder.path().join("state"), folder.path().join("state").join("k1.sqlite"));
    let (outbox, said) = channel();
    let drafts = Drafts::open(&path).unwrap();
    let is_there = Arc::new(AtomicBool::new(false));
    let mut keeper = Keeper::new(opening_once(&is_there, &path), Some(drafts), Outbox::new(outbox, NUMBER));
    for (key, body) in [("a", "left"), ("b", "typed")] {
        keeper.take(key.into(), Some(body.into()));
    }
    keeper.write();
    keeper.turn("a".into(), Turn::LetGo);
    keeper.say_kept();
    assert_eq!(kept(&said), 2);
    std::fs::remove_dir_all(&state).unwrap();
    keeper.look();
    assert!(matches!(next(&said), Msg::DraftsLost(texts) if texts == ["b", "a"]));
    assert!(matches!(next(&said), Msg::DraftsKept(Err(_))));
    keeper.look();
    keeper.say_kept();
    assert!(said.try_recv().is_err(), "that is said once, and nothing is kept");
    assert_eq!(keeper.patience(), AGAIN);
    is_there.store(true, Ordering::SeqCst);
    keeper.write();
    keeper.say_kept();
    assert_eq!(kept(&said), 2);
    assert_eq!(bodies(&path), ["left", "typed"]);
    // So it is where it is replaced, and another one can be made at once.
    std::fs::remove_file(&path).unwrap();
    drop(Drafts::open(&path).unwrap());
    keeper.take("b".into(), Some("typed, and more".into()));
    keeper.write();
    assert!(matches!(next(&said), Msg::DraftsLost(_)));
    keeper.say_kept();
    assert_eq!(kept(&said), 3);
    assert_eq!(bodies(&path), ["left", "typed, and more"]);
}

#[test]
fn what_is_dropped_while_the_disk_takes_nothing_comes_back_and_is_dropped_there_once_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let is_there = Arc::new(AtomicBool::new(false));
    let (outbox, said) = channel();
    let mut keeper = Keeper::new(opening_once(&is_there, &path), None, Outbox::new(outbox, NUMBER));
    let back = |said: &Receiver<Msg>| match next(said) {
        Msg::Undropped(draft) => draft.map(|draft| draft.body),
        other => panic!("{other:?}"),
    };
    keeper.take("a".into(), Some("typed".into()));
    keeper.drop_draft("a".into());
    keeper.take("a".into(), None);
    keeper.undrop();
    assert_eq!(back(&said).as_deref(), Some("typed"));
    // As it is on the disk, what is typed since gives way.
    keeper.drop_draft("a".into());
    keeper.take("a".into(), Some("since".into()));
    keeper.undrop();
    assert_eq!(back(&said).as_deref(), Some("typed"));
    keeper.undrop();
    assert_eq!(back(&said).as_deref(), Some("since"));
    is_there.store(true, Ordering::SeqCst);
    keeper.write();
    assert_eq!(bodies(&path), ["since"]);
    keeper.undrop();
    assert_eq!(back(&said).as_deref(), Some("typed"), "it was dropped on the disk");
}

#[test]
fn that_the_disk_takes_drafts_again_is_said_whatever_it_takes() {
    let folder = tempfile::tempdir().unwrap();
    let (outbox, said) = channel();
    let open = opening(&folder.path().join("k1.sqlite"));
    let drafts = open().unwrap();
    let mut keeper = Keeper::new(open, Some(drafts), Outbox::new(outbox, NUMBER));
    keeper.tell(Err("the disk is full".to_owned()));
    assert!(matches!(next(&said), Msg::DraftsKept(Err(_))));
    keeper.say_kept();
    assert!(said.try_recv().is_err(), "nothing was written since");
    keeper.take("place/meeting".into(), Some("3".into()));
    keeper.write();
    assert_eq!(keeper.patience(), Duration::ZERO, "at once, whatever comes next");
    keeper.say_kept();
    assert_eq!(kept(&said), 0);
    keeper.take("place/meeting".into(), Some("4".into()));
    keeper.write();
    keeper.say_kept();
    assert!(said.try_recv().is_err(), "once is enough");
}

#[test]
fn what_was_dropped_or_saved_and_lies_on_the_disk_still_is_said_once_and_until_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let (outbox, said) = channel();
    let drafts = Drafts::open(&path).unwrap();
    let mut keeper = Keeper::new(opening(&path), Some(drafts), Outbox::new(outbox, NUMBER));
    for key in ["dropped", "place/meeting", "saved"] {
        keeper.take(key.into(), Some("typed".into()));
    }
    keeper.write();
    keeper.say_kept();
    assert_eq!(kept(&said), 2);
    // As where the disk is full.
    keeper.dropped = vec![("dropped".into(), None), ("never there".into(), Some("typed".into()))];
    for key in ["never there", "place/meeting", "saved"] {
        keeper.take(key.into(), None);
    }
    for _ in 0..2 {
        keeper.failed(&Error::Full(path.clone()));
    }
    assert!(matches!(next(&said), Msg::DraftsKept(Err(_))));
    assert!(matches!(next(&said), Msg::DraftsStay(stays) if stays == ["dropped", "saved"]));
    assert!(said.try_recv().is_err(), "once is enough");
    keeper.write();
    keeper.say_kept();
    assert_eq!(kept(&said), 0);
    assert_eq!(bodies(&path), Vec::<String>::new());
}

#[test]
fn what_could_only_be_read_and_is_dropped_lies_on_the_disk_still() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    let (outbox, said) = channel();
    let mut keeper = Keeper::new(opening_once(&Arc::default(), &path), None, Outbox::new(outbox, NUMBER));
    keeper.take("typed".into(), Some("typed".into()));
    keeper.drop_draft("typed".into());
    assert!(said.try_recv().is_err(), "that is on no disk");
    keeper.drop_draft("read".into());
    assert!(matches!(next(&said), Msg::DraftsStay(stays) if stays == ["read"]));
    keeper.undrop();
    assert!(matches!(next(&said), Msg::Undropped(_)));
    assert!(matches!(next(&said), Msg::DraftsStay(stays) if stays.is_empty()), "it is not to go any more");
}

#[test]
fn a_file_of_drafts_that_is_damaged_is_put_aside_and_told_and_a_new_one_begun() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k1.sqlite");
    std::fs::write(&path, "no database ".repeat(1000)).unwrap();
    let (thread, said) = started(&path);
    let Msg::Mentioned(told) = next(&said) else { panic!("it is told first") };
    let aside = path.with_extension("damaged");
    assert!(told.contains(&aside.display().to_string()) && aside.exists(), "{told}");
    thread.send(Order::Keep("pilot/p1/note".to_owned(), Some("typed".to_owned())));
    drop(thread);
    assert_eq!(bodies(&path), ["typed"]);
}
