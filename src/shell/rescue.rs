//! Owns what becomes of texts that are on no disk when the program ends and nobody can be asked: they go into a file of
//! their own, wherever one can be made, and to the terminal.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::domain::Shown;
use crate::domain::words::count;
use crate::store::create_private_dir;

/// Writes texts, each under its heading, into a file in the first of these folders that takes one, and prints all of
/// it.
pub(super) fn rescue(texts: &[(String, String)], folders: &[PathBuf], paper: &mut impl Write) -> io::Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    let all: Vec<String> = texts.iter().map(|(what, text)| format!("## {what}\n\n{}\n\n", text.trim_end())).collect();
    let all = all.concat();
    let kept = folders.iter().find_map(|folder| keep(&all, folder).ok());
    let place = kept.map_or_else(
        || "no file could be made for it, so copy it from here".to_owned(),
        |path| format!("all of it is in {}", path.display()),
    );
    let said = count(texts.len(), "text was", "texts were");
    writeln!(paper, "steerco ended while drafts could not be kept. {said} typed and not saved; {place}:\n")?;
    for line in Shown::lines(&all) {
        writeln!(paper, "{line}")?;
    }
    paper.flush()
}

/// Keeps a text in a new file that nobody else may read.
fn keep(text: &str, folder: &Path) -> io::Result<PathBuf> {
    if !folder.exists() {
        create_private_dir(folder).map_err(|error| io::Error::other(error.to_string()))?;
    }
    let mut file = tempfile::Builder::new().prefix("unsaved-").suffix(".md").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path().keep()?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn texts_go_into_the_first_folder_that_takes_a_file_and_to_the_terminal() {
        let folder = tempfile::tempdir().unwrap();
        let none = folder.path().join("no folder");
        fs::write(&none, "").unwrap();
        let takes = folder.path().join("takes");
        let texts = [("Note on Invoices".to_owned(), "half a zebra\nand \u{1b}[2J more".to_owned())];
        let mut paper = Vec::new();
        rescue(&texts, &[none.join("within"), none.clone(), takes.clone()], &mut paper).unwrap();
        let files: Vec<PathBuf> = fs::read_dir(&takes).unwrap().map(|file| file.unwrap().path()).collect();
        let [file] = files.as_slice() else { panic!("{files:?}") };
        assert!(fs::read_to_string(file).unwrap().contains("## Note on Invoices\n\nhalf a zebra\nand"));
        let said = String::from_utf8(paper).unwrap();
        assert!(
            said.contains("1 text was typed and not saved") && said.contains(&file.display().to_string()),
            "{said}"
        );
        assert!(said.contains("half a zebra") && !said.contains('\u{1b}'), "{said}");
    }

    #[test]
    fn where_no_file_can_be_made_the_text_is_said_all_the_same() {
        let mut paper = Vec::new();
        rescue(&[("Note".to_owned(), "half a zebra".to_owned())], &[], &mut paper).unwrap();
        let said = String::from_utf8(paper).unwrap();
        assert!(said.contains("no file could be made") && said.contains("half a zebra"), "{said}");
        let mut paper = Vec::new();
        rescue(&[], &[], &mut paper).unwrap();
        assert!(paper.is_empty());
    }
}
