//! Owns what the program knows of its own surroundings: settings, other workspaces, where everything is kept.

/// The surroundings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// What can be set.
    pub settings: Vec<Adjustable>,
    /// The workspaces that are known, the one that was opened last first.
    pub workspaces: Vec<Known>,
    /// What is kept where.
    pub places: Vec<(&'static str, String)>,
    /// What in the settings, keys and themes cannot be used.
    pub complaints: Vec<String>,
    /// The lines that teach which were put away; none teaches where the settings say so.
    pub learnt: Option<Vec<String>>,
}

/// Something that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustable {
    /// Its name in `config.toml`.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// What it is; empty where nobody said.
    pub value: String,
    /// What can be chosen, as value and words; empty where text is typed.
    pub options: Vec<(String, String)>,
}

/// A workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Its title, as it was when it was opened last; empty where that is not known.
    pub title: String,
    /// Its path.
    pub path: String,
    /// Is it the one that is open?
    pub open: bool,
    /// The day on which it was opened last, as far as that is known.
    pub last: String,
}
