//! What a report holds that the interface asked for, made as the shell makes it.

use steerco::brief::{self, Ask};
use steerco::interaction::Paper;
use steerco::judge;
use steerco::report::What;

use super::Desk;

impl Desk {
    /// The files of the paper that was asked for last, by name, of the moment that is looked at.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let (reader, day) =
            self.past.as_ref().map_or_else(|| (self.store.read(), self.today), |(past, day)| (past, *day));
        let paper = self.paper.unwrap_or_else(|| panic!("no paper was asked for: {}", self.screen()));
        let (meeting, what) = match paper {
            Paper::Month => (None, What::Month),
            Paper::Pack(review) => (reader.meeting(review).unwrap(), What::Pack),
            Paper::File(outgoing) => panic!("{outgoing:?} is no report"),
        };
        let review = meeting.as_ref().map(|meeting| &meeting.review);
        let before = brief::last_before((&self.store, reader, day), review).unwrap();
        let portfolio = judge::everything(reader, day).unwrap();
        let draft = what == What::Pack;
        let told = brief::brief(reader, Ask { portfolio, before: before.as_ref(), meeting, day, draft }).unwrap();
        brief::files(&told, what).unwrap()
    }
}
