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
    /// The folder into which goes what is written, unless another one is said.
    pub reports: String,
    /// What in the settings, keys and themes cannot be used.
    pub complaints: Vec<String>,
    /// What names the open workspace in a command of the shell, ` -w NAME`; nothing where it is meant without a name.
    pub option: String,
    /// The name of the file that is open, where its title suggests another one: copies have one title. Else nothing.
    pub called: String,
    /// The lines that teach which were put away; none teaches where the settings say so.
    pub learnt: Option<Vec<String>>,
}

/// What names a workspace in a command of the shell: ` -w NAME`, quoted where it has to be.
#[must_use]
pub fn option(name: &str) -> String {
    format!(" -w {}", quoted(name))
}

/// A name as a command of the shell takes it.
#[must_use]
pub fn quoted(name: &str) -> String {
    // Only a name with a zero byte cannot be quoted, and no file has one.
    shlex::try_quote(name).unwrap_or_default().into_owned()
}

/// Something that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustable {
    /// What it is called; so too in `config.toml`, where it stands there.
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
    /// Its title, as it was when it was opened last; empty where it cannot be read.
    pub title: String,
    /// Why it cannot be opened, where that is seen at once; else nothing.
    pub problem: String,
    /// How settings and commands name it: by its name where that means this file, else by its path.
    pub meant: String,
    /// Its path.
    pub path: String,
    /// Is it the one that is open?
    pub open: bool,
    /// The day on which it was opened last, as far as that is known.
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
