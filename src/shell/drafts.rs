//! Owns the thread that keeps drafts: what was typed reaches the disk within a tenth of a second, and at once when
//! asked. The thread reports when it is there, and what other programs do at the same places. What fails is tried
//! again. What is dropped meanwhile is remembered, so that it can be brought back, and as long as the disk still holds
//! it, that is reported. If the file disappears, everything that was in it is written into a new one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::Utc;

use super::outbox::Outbox;
use crate::interaction::Msg;
use crate::interaction::context::{PLACES, is_typed};
use crate::store::{self, Draft, Drafts, Error, Seen};

/// Typing is collected for this long before it is written; a write takes a few milliseconds.
const GATHER: Duration = Duration::from_millis(100);
/// By then what was typed is on the disk, unless something holds it up.
pub(super) const WRITTEN: Duration = GATHER.saturating_mul(3);
/// Only after a pause this long is typing reported as kept: on a wall, a word must not change with every letter.
const QUIET: Duration = Duration::from_millis(400);
/// How often other programs' drafts are looked at.
const LOOK: Duration = Duration::from_millis(300);
/// What failed is tried again after this time, or with the next order.
const AGAIN: Duration = Duration::from_secs(2);

/// Opens the drafts, whenever that becomes possible.
pub(super) type Open = Box<dyn Fn() -> store::Result<Drafts> + Send>;

/// What the thread can be asked to do.
pub(super) enum Order {
    /// Keep what was typed at a place; none once it is saved.
    Keep(String, Option<String>),
    /// Keep other programs from taking up a draft: a form did, and continues it at that place.
    Hold(String, String),
    /// Write what waits, and leave the draft for whoever comes next: its form was closed.
    LetGo(String),
    /// Drop a draft on purpose.
    Drop(String),
    /// Bring back the draft that was dropped last.
    Undrop,
    /// Write at once what waits.
    Flush,
    /// Answer when everything ordered so far is done, or reported as failed.
    Settle(Sender<()>),
}

/// The thread; dropping it writes what waits and ends it.
pub(super) struct DraftThread {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl DraftThread {
    /// Starts it, with the drafts on disk, or with the reason why nothing can be kept for now.
    pub fn start(open: Open, outbox: Outbox) -> (Self, store::Result<Seen>) {
        let opened = open().and_then(|mut drafts| Ok((drafts.all()?, drafts)));
        let (seen, drafts) = match opened {
            Ok((seen, mut drafts)) => {
                if let Some(told) = put_aside(&mut drafts) {
                    outbox.tell(told);
                }
                (Ok(seen), Some(drafts))
            }
            Err(error) => (Err(error), None),
        };
        let (orders, inbox) = channel();
        let thread = thread::spawn(move || Keeper::new(open, drafts, outbox).live(&inbox));
        (Self { orders: Some(orders), thread: Some(thread) }, seen)
    }

    /// Gives it an order; the result comes as a message.
    pub fn send(&self, order: Order) {
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

/// Who may take up a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Turn {
    /// No other program: a form continues it at that place.
    Hold(String),
    /// Whoever comes next.
    LetGo,
}

impl Turn {
    fn take(&self, drafts: &mut Drafts, key: &str) -> store::Result<()> {
        match self {
            Self::Hold(place) => drafts.hold(key, place),
            Self::LetGo => drafts.let_go(key),
        }
    }
}

/// How the last writes went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disk {
    /// Well.
    Fine,
    /// One failed, and that was reported.
    Failed,
    /// One succeeded again, which has yet to be reported.
    Mended,
}

struct Keeper {
    open: Open,
    /// None until they can be opened. If their file is gone and no other can be made, this still knows what was in it.
    drafts: Option<Drafts>,
    /// Is their file gone, and what was in it not yet written again?
    lost: bool,
    outbox: Outbox,
    /// What has to be written.
    waiting: BTreeMap<String, Option<String>>,
    /// Drafts dropped while the disk took nothing, the last one last; with the text, where that is on no disk.
    dropped: Vec<(String, Option<String>)>,
    /// What was reported as still on the disk though it was dropped or saved here.
    stays: Vec<String>,
    /// The places that could not be held or released.
    again: BTreeMap<String, Turn>,
    /// Since when something has been waiting.
    since: Option<Instant>,
    /// How many typed texts are not yet reported as kept, and when the newest came.
    unsaid: Option<(usize, Instant)>,
    disk: Disk,
}

impl Keeper {
    fn new(open: Open, drafts: Option<Drafts>, outbox: Outbox) -> Self {
        // Whoever started the thread knows already why they could not be opened.
        let disk = if drafts.is_some() { Disk::Fine } else { Disk::Failed };
        let (waiting, again) = (BTreeMap::new(), BTreeMap::new());
        let (dropped, stays) = (Vec::new(), Vec::new());
        Self { open, drafts, lost: false, outbox, waiting, dropped, stays, again, since: None, unsaid: None, disk }
    }

    fn live(mut self, inbox: &Receiver<Order>) {
        loop {
            match inbox.recv_timeout(self.patience()) {
                Ok(Order::Keep(key, body)) => self.take(key, body),
                Ok(Order::Hold(left, place)) => {
                    self.write();
                    self.turn(left, Turn::Hold(place));
                    self.look();
                }
                Ok(Order::LetGo(key)) => {
                    self.write();
                    self.turn(key, Turn::LetGo);
                    self.say_kept();
                }
                Ok(Order::Drop(key)) => {
                    self.drop_draft(key);
                    self.say_kept();
                }
                Ok(Order::Undrop) => {
                    self.undrop();
                    self.look();
                }
                Ok(Order::Flush) => {
                    self.write();
                    self.say_kept();
                }
                Ok(Order::Settle(done)) => {
                    let _ = done.send(());
                }
                Err(RecvTimeoutError::Timeout) if self.is_done() => {
                    self.say_kept();
                    self.look();
                }
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.write();
                    return self.say_kept();
                }
            }
        }
    }

    /// How long it may wait for another order before something has to be done.
    fn patience(&self) -> Duration {
        match (self.since, self.unsaid) {
            (Some(since), _) => GATHER.saturating_sub(since.elapsed()),
            (None, Some((_, newest))) if self.is_done() => QUIET.saturating_sub(newest.elapsed()),
            (None, None) if self.disk == Disk::Mended && self.is_done() => Duration::ZERO,
            _ if self.disk == Disk::Failed => AGAIN,
            _ => LOOK,
        }
    }

    /// Has every order been carried out?
    fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.dropped.is_empty() && self.again.is_empty() && !self.lost
    }

    fn take(&mut self, key: String, body: Option<String>) {
        if is_typed(&key, body.as_deref()) {
            self.count_unsaid(1);
        }
        if self.again.get(&key) == Some(&Turn::LetGo) {
            // Its form is open again.
            self.again.remove(&key);
        }
        self.waiting.insert(key, body);
        self.since.get_or_insert_with(Instant::now);
    }

    /// So many more texts have to be reported as kept.
    fn count_unsaid(&mut self, more: usize) {
        let before = self.unsaid.map_or(0, |(count, _)| count);
        self.unsaid = Some((before + more, Instant::now()));
    }

    /// The drafts, opened if they could not be before or if their file is gone. What is in them then counts as left by
    /// other programs.
    fn drafts(&mut self) -> store::Result<&mut Drafts> {
        let drafts = match self.drafts.take() {
            Some(drafts) if drafts.is_there() => drafts,
            before => {
                if let Some(gone) = before.as_ref().filter(|_| !self.lost) {
                    self.lose(gone.texts());
                }
                match self.opened(before.as_ref()) {
                    Ok(drafts) => drafts,
                    Err(error) => {
                        self.drafts = before;
                        return Err(error);
                    }
                }
            }
        };
        self.lost = false;
        Ok(self.drafts.insert(drafts))
    }

    /// Opens them, and writes what was in a file that is gone.
    fn opened(&mut self, gone: Option<&Drafts>) -> store::Result<Drafts> {
        let mut drafts = (self.open)()?;
        if let Some(gone) = gone {
            drafts.write_again(gone, now())?;
        }
        if let Some(told) = put_aside(&mut drafts) {
            self.send(told);
        }
        self.succeeded();
        Ok(drafts)
    }

    /// What was reported as kept is on no disk any more.
    fn lose(&mut self, texts: Vec<String>) {
        self.lost = true;
        if !texts.is_empty() {
            self.count_unsaid(texts.len());
            self.send(Msg::DraftsLost(texts));
        }
    }

    /// Writes what waits. What failed before is done in order: a place is held before it is written, and released
    /// after.
    fn write(&mut self) {
        self.since = None;
        if self.is_done() {
            return;
        }
        if !self.turn_again(|turn| *turn != Turn::LetGo) || !self.put_away() {
            return;
        }
        let waiting: Vec<(String, Option<String>)> = self.waiting.clone().into_iter().collect();
        if !waiting.is_empty() {
            if let Err(error) = self.act(|drafts| drafts.keep(&waiting, now())) {
                return self.failed(&error);
            }
            self.waiting.clear();
        }
        self.turn_again(|turn| *turn == Turn::LetGo);
        self.look();
    }

    /// Drops a draft, on the disk as soon as that allows it.
    fn drop_draft(&mut self, key: String) {
        self.write();
        // What could not be written must not return with the next write.
        let typed = self.waiting.remove(&key).flatten();
        self.dropped.push((key, typed));
        self.put_away();
    }

    /// Removes from the disk what was dropped. Answers whether that is done.
    fn put_away(&mut self) -> bool {
        while let Some((key, typed)) = self.dropped.first().cloned() {
            let done = self.act(|drafts| {
                if typed.is_some() {
                    drafts.keep(&[(key.clone(), typed)], now())?;
                }
                drafts.drop_draft(&key, now())
            });
            if let Err(error) = done {
                self.failed(&error);
                return false;
            }
            self.dropped.remove(0);
        }
        true
    }

    /// Brings back the draft that was dropped last; it replaces what was typed there since, on the disk as here.
    fn undrop(&mut self) {
        self.write();
        let Some((key, typed)) = self.dropped.pop() else {
            match self.act(|drafts| drafts.undrop(now())) {
                Ok(draft) => self.send(Msg::Undropped(draft)),
                Err(error) => self.tell(Err(error.to_string())),
            }
            return;
        };
        if let Some(Some(since)) = self.waiting.remove(&key) {
            self.dropped.push((key.clone(), Some(since)));
        }
        let lies = || self.drafts.as_ref().and_then(|drafts| drafts.text(&key)).map(str::to_owned);
        let body = typed.clone().or_else(lies);
        if typed.is_some() {
            self.waiting.insert(key.clone(), typed);
        }
        self.send(Msg::Undropped(body.map(|body| Draft { key, body })));
        self.say_what_stays();
    }

    /// Holds or releases a place; later if that fails, or if what was typed there is not written yet.
    fn turn(&mut self, key: String, turn: Turn) {
        if turn == Turn::LetGo && !self.waiting.is_empty() {
            self.again.insert(key, turn);
            return;
        }
        // It may have nothing to write, so its success says nothing about the disk.
        match self.drafts().and_then(|drafts| turn.take(drafts, &key)) {
            Ok(()) => {
                self.again.remove(&key);
            }
            Err(error) => {
                self.failed(&error);
                self.again.insert(key, turn);
            }
        }
    }

    /// Does what failed before. Answers whether it is done.
    fn turn_again(&mut self, is_due: fn(&Turn) -> bool) -> bool {
        let due = self.again.iter().filter(|(_, turn)| is_due(turn));
        let due: Vec<(String, Turn)> = due.map(|(key, turn)| (key.clone(), turn.clone())).collect();
        for (key, turn) in due {
            if let Err(error) = self.act(|drafts| turn.take(drafts, &key)) {
                self.failed(&error);
                return false;
            }
            self.again.remove(&key);
        }
        true
    }

    /// Writes something.
    fn act<T>(&mut self, act: impl FnOnce(&mut Drafts) -> store::Result<T>) -> store::Result<T> {
        let done = self.drafts().and_then(act);
        if done.is_ok() {
            self.succeeded();
        }
        done
    }

    /// A failure to write is reported once, until writing works again.
    fn failed(&mut self, error: &Error) {
        if self.disk != Disk::Failed {
            self.tell(Err(error.to_string()));
        }
        self.say_what_stays();
    }

    /// Reports what would come back if the program ended before the disk lets it go.
    fn say_what_stays(&mut self) {
        let stays: Vec<String> = if self.lost { Vec::new() } else { self.staying().into_iter().collect() };
        if stays != self.stays {
            self.stays.clone_from(&stays);
            self.send(Msg::DraftsStay(stays));
        }
    }

    /// What was dropped or saved here and is still on the disk.
    fn staying(&self) -> BTreeSet<String> {
        let lies = |key: &str| self.drafts.as_ref().map(|drafts| drafts.text(key).is_some());
        let goes = |(key, body): &(&String, &Option<String>)| body.is_none() && !key.starts_with(PLACES);
        let saved = self.waiting.iter().filter(goes).filter(|(key, _)| lies(key) == Some(true)).map(|(key, _)| key);
        // If they cannot be opened: what was not typed here must have been read there.
        let dropped = self.dropped.iter().filter(|(key, typed)| lies(key).unwrap_or(typed.is_none()));
        saved.chain(dropped.map(|(key, _)| key)).cloned().collect()
    }

    /// Looks at what other programs did. If that fails now, the next look will see it.
    fn look(&mut self) {
        match self.drafts().map(Drafts::look) {
            Ok(Ok(Some(seen))) => self.send(Msg::DraftsSeen(seen)),
            Ok(_) => {}
            Err(error) => self.failed(&error),
        }
    }

    fn succeeded(&mut self) {
        if self.disk == Disk::Failed {
            self.disk = Disk::Mended;
        }
    }

    /// Reports that what was typed is on the disk, and that the disk takes drafts again.
    fn say_kept(&mut self) {
        if !self.is_done() {
            return;
        }
        let count = self.unsaid.take().map_or(0, |(count, _)| count);
        if count > 0 || self.disk == Disk::Mended {
            self.disk = Disk::Fine;
            self.stays.clear();
            self.tell(Ok(count));
        }
    }

    fn tell(&mut self, done: Result<usize, String>) {
        if done.is_err() {
            self.disk = Disk::Failed;
        }
        self.send(Msg::DraftsKept(done));
    }

    fn send(&self, msg: Msg) {
        self.outbox.tell(msg);
    }
}

/// What is said when a damaged file was moved aside.
fn put_aside(drafts: &mut Drafts) -> Option<Msg> {
    drafts.take_aside().map(|aside| damaged(&aside))
}

/// What is said of a damaged file that is now at that path.
pub(super) fn damaged(aside: &Path) -> Msg {
    let aside = aside.display();
    Msg::Mentioned(format!("The file of drafts was damaged, and is kept at {aside}; a new one is begun."))
}

fn now() -> i64 {
    Utc::now().timestamp_millis()
}

#[cfg(test)]
mod tests;
