//! What is looked for on the screen. A test that does not find it, or finds what should not be there, ends at its own
//! line, with the whole screen.

use super::Desk;

impl Desk {
    /// The first row: where somebody is, and what is saved.
    pub fn header(&self) -> String {
        self.screen().lines().next().unwrap_or_default().to_owned()
    }

    /// The words of the screen in one line, wherever its window folds them.
    pub fn flat(&self) -> String {
        self.screen().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The screen has this text.
    #[track_caller]
    pub fn shows(&self, text: &str) {
        let screen = self.screen();
        assert!(screen.contains(text), "“{text}” is not shown:\n{screen}");
    }

    /// The screen does not have this text.
    #[track_caller]
    pub fn hides(&self, text: &str) {
        let screen = self.screen();
        assert!(!screen.contains(text), "“{text}” is shown:\n{screen}");
    }
}
