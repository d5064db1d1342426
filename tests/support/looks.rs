//! What is looked for on the screen: a test that does not find it, or finds what should not be there, ends at its own
//! line, with the whole screen.

use super::Desk;

impl Desk {
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
