//! Owns what the program knows of its surroundings: settings, other workspaces, where everything is kept.

/// The surroundings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// What can be set.
    pub settings: Vec<Adjustable>,
    /// The known workspaces, the one opened last first.
    pub workspaces: Vec<Known>,
    /// What is kept where.
    pub places: Vec<(&'static str, String)>,
    /// The folder for what is written where no other one is named.
    pub reports: String,
    /// What is wrong in the settings, keys and themes.
    pub complaints: Vec<String>,
    /// What names the open workspace in a shell command, ` -w NAME`; empty where it is meant without a name.
    pub option: String,
    /// The name of the open file where it differs from its title, as copies share one title; else empty.
    pub called: String,
    /// The teaching lines that were put away; none where the settings turn all of them off.
    pub learnt: Option<Vec<String>>,
}

/// What names a workspace in a shell command: ` -w NAME`, quoted where necessary.
#[must_use]
pub fn option(name: &str) -> String {
    format!(" -w {}", quoted(name))
}

/// A name as a shell takes it.
#[must_use]
pub fn quoted(name: &str) -> String {
    // Only a name with a zero byte cannot be quoted, and no file has one.
    shlex::try_quote(name).unwrap_or_default().into_owned()
}

/// Something that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustable {
    /// What it is called, here and in `config.toml`.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// What it is; empty where nobody said.
    pub value: String,
    /// The choices, as value and words; empty where text is typed.
    pub options: Vec<(String, String)>,
}

/// A workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Its title when it was last opened; empty where it cannot be read.
    pub title: String,
    /// Why it cannot be opened, if that can be seen at once; else empty.
    pub problem: String,
    /// What settings and commands call it: its name where that means this file, else its path.
    pub meant: String,
    /// Its path.
    pub path: String,
    /// Is it the one that is open?
    pub open: bool,
    /// The day on which it was last opened, as far as that is known.
    pub last: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_where_a_shell_would_take_it_apart() {
        assert_eq!(option("work"), " -w work");
        assert_eq!(option("/home/petra/a client.steerco"), " -w '/home/petra/a client.steerco'");
    }
}
