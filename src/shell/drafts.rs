//! Owns the thread that keeps drafts: what was typed reaches the disk within a tenth of a second, and at once when asked. It
//! says so once it is there.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::interaction::Msg;
use crate::interaction::context::is_typed;
use crate::store::Drafts;

/// Typing is gathered so long before it is written. A write takes a millisecond or a few.
const GATHER: Duration = Duration::from_millis(100);
/// For so long nothing more is typed before it is said to be kept: on a wall, a word must not change with each letter.
const QUIET: Duration = Duration::from_millis(400);

enum Order {
    Keep(String, Option<String>),
    Drop(String),
    Undrop,
    Flush,
}

/// The thread; dropping it writes what waits and ends it.
pub(super) struct DraftThread {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl DraftThread {
    /// Starts it over open drafts.
    pub fn start(drafts: Drafts, outbox: Sender<Msg>) -> Self {
        let (orders, inbox) = channel();
        let thread = thread::spawn(move || Keeper::new(drafts, outbox).live(&inbox));
        Self { orders: Some(orders), thread: Some(thread) }
    }

    /// Keeps what was typed; none once it is saved.
    pub fn keep(&self, key: String, body: Option<String>) {
        self.send(Order::Keep(key, body));
    }

    /// Drops a draft on purpose.
    pub fn drop_draft(&self, key: String) {
        self.send(Order::Drop(key));
    }

    /// Brings the one back that was dropped last.
    pub fn undrop(&self) {
        self.send(Order::Undrop);
    }

    /// Writes what waits.
    pub fn flush(&self) {
        self.send(Order::Flush);
    }

    fn send(&self, order: Order) {
        if let Some(orders) = &self.orders {
            let _ = orders.send(order);
        }
    }
}

impl Drop for DraftThread {
    fn drop(&mut self) {
        self.orders.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// How the last writes went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disk {
    /// As they should.
    Fine,
    /// One failed, and that was told.
    Failed,
    /// One succeeded again, which is still to be told.
    Mended,
}

struct Keeper {
    drafts: Drafts,
    outbox: Sender<Msg>,
    /// What is to be written.
    waiting: BTreeMap<String, Option<String>>,
    /// Since when something waits.
    since: Option<Instant>,
    /// How many texts were typed that were not said to be kept, and when the newest came.
    unsaid: Option<(usize, Instant)>,
    disk: Disk,
}

impl Keeper {
    const fn new(drafts: Drafts, outbox: Sender<Msg>) -> Self {
        Self { drafts, outbox, waiting: BTreeMap::new(), since: None, unsaid: None, disk: Disk::Fine }
    }

    fn live(mut self, inbox: &Receiver<Order>) {
        loop {
            match inbox.recv_timeout(self.patience()) {
                Ok(Order::Keep(key, body)) => self.take(key, body),
                Ok(Order::Drop(key)) => {
                    self.write();
                    // What could not be written must not come back with the next write.
                    self.waiting.remove(&key);
                    match self.drafts.drop_draft(&key, now()) {
                        Ok(()) => {
                            self.succeeded();
                            self.say_kept();
                        }
                        Err(error) => self.tell(Err(error.to_string())),
                    }
                }
                Ok(Order::Undrop) => {
                    self.write();
                    match self.drafts.undrop(now()) {
                        Ok(draft) => drop(self.outbox.send(Msg::Undropped(draft))),
                        Err(error) => self.tell(Err(error.to_string())),
                    }
                }
                Ok(Order::Flush) => {
                    self.write();
                    self.say_kept();
                }
                Err(RecvTimeoutError::Timeout) if self.since.is_some() => self.write(),
                Err(RecvTimeoutError::Timeout) => self.say_kept(),
                Err(RecvTimeoutError::Disconnected) => return self.write(),
            }
        }
    }

    /// How long it waits for another order before something is to be done.
    fn patience(&self) -> Duration {
        match (self.since, self.unsaid) {
            (Some(since), _) => GATHER.saturating_sub(since.elapsed()),
            (None, Some((_, newest))) if self.waiting.is_empty() => QUIET.saturating_sub(newest.elapsed()),
            (None, None) if self.disk == Disk::Mended && self.waiting.is_empty() => Duration::ZERO,
            // What could not be written is tried again with the next order.
            _ => Duration::from_hours(1),
        }
    }

    fn take(&mut self, key: String, body: Option<String>) {
        if is_typed(&key, body.as_deref()) {
            let before = self.unsaid.map_or(0, |(count, _)| count);
            self.unsaid = Some((before + 1, Instant::now()));
        }
        self.waiting.insert(key, body);
        self.since.get_or_insert_with(Instant::now);
    }

    fn write(&mut self) {
        self.since = None;
        if self.waiting.is_empty() {
            return;
        }
        let waiting: Vec<(String, Option<String>)> = self.waiting.clone().into_iter().collect();
        match self.drafts.keep(&waiting, now()) {
            Ok(others) => {
                self.waiting.clear();
                self.succeeded();
                for draft in others {
                    let _ = self.outbox.send(Msg::Beside(draft));
                }
            }
            Err(error) => self.tell(Err(error.to_string())),
        }
    }

    fn succeeded(&mut self) {
        if self.disk == Disk::Failed {
            self.disk = Disk::Mended;
        }
    }

    /// Says that what was typed is on the disk, once it is; and that the disk takes drafts again, of whatever they are.
    fn say_kept(&mut self) {
        if !self.waiting.is_empty() {
            return;
        }
        let count = self.unsaid.take().map_or(0, |(count, _)| count);
        if count > 0 || self.disk == Disk::Mended {
            self.disk = Disk::Fine;
            self.tell(Ok(count));
        }
    }

    fn tell(&mut self, done: Result<usize, String>) {
        if done.is_err() {
            self.disk = Disk::Failed;
        }
        let _ = self.outbox.send(Msg::DraftsKept(done));
    }
}

fn now() -> i64 {
    Utc::now().timestamp_millis()
}

/// The drafts of the workspace at a path, and what they hold.
pub(super) fn open(
    folder: &Path,
    name: &str,
    workspace: &Path,
) -> crate::store::Result<(Drafts, Vec<crate::store::Draft>)> {
    let mut drafts = Drafts::of(folder, name, workspace)?;
    let all = drafts.all()?;
    Ok((drafts, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A thread over drafts at a path, and what it says.
    fn started(path: &Path) -> (DraftThread, Receiver<Msg>) {
        let (outbox, said) = channel();
        (DraftThread::start(Drafts::open(path).unwrap(), outbox), said)
    }

    fn bodies(path: &Path) -> Vec<String> {
        Drafts::open(path).unwrap().all().unwrap().into_iter().map(|draft| draft.body).collect()
    }

    fn kept(said: &Receiver<Msg>) -> usize {
        match said.recv_timeout(Duration::from_secs(30)).unwrap() {
            Msg::DraftsKept(Ok(count)) => count,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn letters_are_on_the_disk_once_they_are_said_to_be_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let (thread, said) = started(&path);
        for body in ["t", "ty", "typ"] {
            thread.keep("a".into(), Some(body.into()));
        }
        let mut count = 0;
        while count < 3 {
            count += kept(&said);
        }
        assert_eq!(count, 3);
        assert_eq!(bodies(&path), ["typ"]);
        thread.keep("a".into(), Some("type".into()));
        thread.flush();
        assert_eq!(kept(&said), 1, "at once when asked");
        assert_eq!(bodies(&path), ["type"]);
    }

    #[test]
    fn of_places_and_of_what_goes_nothing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let (thread, said) = started(&path);
        thread.keep("place/meeting".into(), Some("3".into()));
        thread.keep("a".into(), None);
        thread.flush();
        drop(thread);
        assert_eq!(bodies(&path), ["3"]);
        assert!(said.recv().is_err(), "nobody typed anything");
    }

    #[test]
    fn that_another_program_typed_at_the_same_place_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k1.sqlite");
        let (first, _said) = started(&path);
        let (second, said) = started(&path);
        first.keep("a".into(), Some("theirs".into()));
        drop(first);
        second.keep("a".into(), Some("mine".into()));
        second.flush();
        match said.recv_timeout(Duration::from_secs(30)).unwrap() {
            Msg::Beside(draft) => assert_eq!(draft.body, "theirs"),
            other => panic!("{other:?}"),
        }
        assert_eq!(bodies(&path), ["theirs", "mine"]);
    }

    #[test]
    fn that_the_disk_takes_drafts_again_is_said_whatever_it_takes() {
        let folder = tempfile::tempdir().unwrap();
        let (outbox, said) = channel();
        let mut keeper = Keeper::new(Drafts::open(&folder.path().join("k1.sqlite")).unwrap(), outbox);
        keeper.tell(Err("the disk is full".to_owned()));
        assert!(matches!(said.try_recv(), Ok(Msg::DraftsKept(Err(_)))));
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
}
