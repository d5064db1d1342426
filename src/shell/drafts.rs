//! Owns the thread that keeps drafts: what was typed reaches the disk within a second, and at once when asked.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::Utc;

use crate::interaction::Msg;
use crate::store::Drafts;

/// Typing is gathered so long before it is written.
const GATHER: Duration = Duration::from_millis(400);

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
        let thread =
            thread::spawn(move || Keeper { drafts, outbox, waiting: BTreeMap::new(), since: None }.live(&inbox));
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

struct Keeper {
    drafts: Drafts,
    outbox: Sender<Msg>,
    waiting: BTreeMap<String, Option<String>>,
    since: Option<Instant>,
}

impl Keeper {
    fn live(mut self, inbox: &Receiver<Order>) {
        loop {
            let patience = self.since.map_or(Duration::from_hours(1), |since| GATHER.saturating_sub(since.elapsed()));
            match inbox.recv_timeout(patience) {
                Ok(Order::Keep(key, body)) => {
                    self.waiting.insert(key, body);
                    self.since.get_or_insert_with(Instant::now);
                }
                Ok(Order::Drop(key)) => {
                    self.write();
                    let done = self.drafts.drop_draft(&key, now());
                    self.tell(done);
                }
                Ok(Order::Undrop) => match self.drafts.undrop() {
                    Ok(draft) => drop(self.outbox.send(Msg::Undropped(draft))),
                    Err(error) => self.tell(Err(error)),
                },
                Ok(Order::Flush) | Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => return self.write(),
            }
        }
    }

    fn write(&mut self) {
        self.since = None;
        if self.waiting.is_empty() {
            return;
        }
        let waiting: Vec<(String, Option<String>)> = self.waiting.clone().into_iter().collect();
        let done = self.drafts.keep(&waiting, now());
        if done.is_ok() {
            self.waiting.clear();
        }
        self.tell(done);
    }

    fn tell(&self, done: crate::store::Result<()>) {
        let _ = self.outbox.send(Msg::DraftsKept(done.map_err(|error| error.to_string())));
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
    let drafts = Drafts::of(folder, name, workspace)?;
    let all = drafts.all()?;
    Ok((drafts, all))
}
