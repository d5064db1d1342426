//! What a desk knows of its surroundings: settings, workspaces, places, and the day.

use std::collections::BTreeMap;
use std::sync::Arc;

use steerco::domain::Moment;
use steerco::interaction::Context;
use steerco::interaction::around::{Adjustable, Around, Known};
use steerco::ui::glyphs::Glyphs;
use steerco::ui::theme::{Depth, Theme};

use super::{framework, today};

/// Settings to be changed, and another workspace to switch to.
fn around() -> Around {
    let words = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect();
    let setting = |name, value: &str, options: &[&str], doc| Adjustable {
        name,
        doc,
        value: value.to_owned(),
        options: words(options),
    };
    let known = |name: &str, open, last: &str| Known {
        name: name.to_owned(),
        meant: name.to_owned(),
        title: name.replace('-', " "),
        problem: String::new(),
        path: format!("/home/petra/steerco/{name}.steerco"),
        open,
        last: last.to_owned(),
    };
    Around {
        option: String::new(),
        called: String::new(),
        settings: vec![
            setting("theme", "night", &["night", "paper", "mono"], "the colours"),
            setting("mouse", "no", &["no", "yes"], "wheel and click from the start"),
            setting("actor", "", &[], "how the journal names you"),
        ],
        workspaces: vec![known("northwind", true, "2026-11-25"), known("harbour", false, "2026-11-18")],
        places: vec![("settings", "/home/petra/.config/steerco/config.toml".to_owned())],
        reports: "/home/petra/steerco/reports".to_owned(),
        complaints: Vec::new(),
        learnt: None,
    }
}

/// What the screens know beside the workspace.
pub fn context() -> Context {
    Context {
        today: today(),
        moment: Moment::present(today()),
        framework: framework(),
        actor: "Petra Nowak".into(),
        read_only: false,
        as_of: None,
        size: (120, 40),
        theme: themes().remove(0),
        glyphs: Glyphs::Unicode,
        keys: Arc::default(),
        here: "",
        zone_offset_ms: 0,
        directory: Arc::default(),
        portfolio: Arc::default(),
        before: None,
        closing: None,
        around: Arc::new(around()),
        looking: String::new(),
        masked: false,
        in_full: false,
        drafts: BTreeMap::new(),
        unread_drafts: None,
        dropped: 0,
        elsewhere: BTreeMap::new(),
    }
}

pub fn themes() -> Vec<Theme> {
    Theme::names().map(|name| Theme::builtin(name).unwrap().at(Depth::True)).collect()
}
