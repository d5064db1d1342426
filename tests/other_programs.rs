//! Owns what other people's programs make of our files: a browser, a spreadsheet. Both must be installed, so these run
//! by hand: `cargo test --test other_programs -- --ignored`, with `chromium` and `soffice` on the path.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use process::STEERCO;
use tempfile::TempDir;

/// Names in its title the tables of a page that are wider than the page has room for.
const CUT: &str = "<script>document.title = 'cut:' + [...document.querySelectorAll('.wide')]\
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.firstChild.ariaLabel)</script></body>";

const BROWSER: &[&str] = &["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];

/// The demo, and a folder to write into.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with_demo() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        desk.steerco(&["demo", "--into", "work.steerco"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn steerco(&self, words: &[&str]) -> String {
        let mut command = process::command(self.folder.path(), STEERCO, words);
        command.env("STEERCO_TODAY", "2026-11-24");
        String::from_utf8_lossy(&succeeded(command.output().unwrap()).stdout).into_owned()
    }

    fn browser(&self, flag: &str, page: &Path) -> String {
        let mut command = Command::new("chromium");
        command.args(BROWSER).args([flag, "--enable-logging=stderr", "--no-pdf-header-footer"]);
        command.arg(format!("--user-data-dir={}", self.path("browser").display()));
        let done = command.arg(format!("file://{}", page.display())).output().unwrap();
        String::from_utf8_lossy(&succeeded(done).stderr).into_owned()
    }

    /// The title of a page in a window of that width, once it names the tables that are cut there.
    fn cut(&self, page: &Path, width: u16) -> String {
        let text = fs::read_to_string(page).unwrap();
        // A report lets no script run.
        let text = text.replace("http-equiv=\"Content-Security-Policy\"", "").replace("</body>", CUT);
        let measured = self.path("measured.html");
        fs::write(&measured, text).unwrap();
        let mut command = Command::new("chromium");
        command.args(BROWSER).args(["--dump-dom", &format!("--window-size={width},1000")]);
        command.arg(format!("--user-data-dir={}", self.path("browser").display()));
        let done = succeeded(command.arg(format!("file://{}", measured.display())).output().unwrap());
        let shown = String::from_utf8_lossy(&done.stdout).into_owned();
        let title = shown.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        title.map(|(title, _)| title.to_owned()).unwrap_or_default()
    }

    /// Every sheet of a workbook as `LibreOffice` reads it, as the XML of its own format.
    fn as_libreoffice_reads(&self, workbook: &str) -> String {
        let mut command = Command::new("soffice");
        command.arg(format!("-env:UserInstallation=file://{}", self.path("office").display()));
        command.args(["--headless", "--convert-to", "fods", "--outdir"]).arg(self.path("read"));
        succeeded(command.arg(self.path(workbook)).output().unwrap());
        let name = Path::new(workbook).with_extension("fods");
        fs::read_to_string(self.path("read").join(name.file_name().unwrap())).unwrap()
    }
}

fn succeeded(done: Output) -> Output {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done
}

#[test]
#[ignore = "needs chromium"]
fn reports_open_in_a_browser_without_a_word_and_print() {
    let desk = Desk::with_demo();
    for (what, pilot, page) in [
        ("month", None, "month.html"),
        ("pack", None, "pack.html"),
        ("minutes", None, "minutes.html"),
        ("pilot", Some("invoice-triage"), "invoice-triage.html"),
    ] {
        let words = ["report", what].into_iter().chain(pilot).chain(["--out", what]);
        desk.steerco(&["-w", "work.steerco"].into_iter().chain(words).collect::<Vec<_>>());
        let page = desk.path(what).join(page);
        let picture = desk.path("page.png");
        let said = desk.browser(&format!("--screenshot={}", picture.display()), &page);
        assert!(!said.contains("CONSOLE"), "{what}: {said}");
        assert!(fs::metadata(&picture).unwrap().len() > 10_000, "{what} shows something");
        for width in [960, 1100, 1400, 1920] {
            assert_eq!(desk.cut(&page, width), "cut:", "{what}, {width} pixels wide");
        }
        let paper = desk.path("page.pdf");
        desk.browser(&format!("--print-to-pdf={}", paper.display()), &page);
        assert!(fs::read(&paper).unwrap().starts_with(b"%PDF"), "{what} prints");
        fs::remove_file(paper).and_then(|()| fs::remove_file(picture)).unwrap();
    }
}

#[test]
#[ignore = "needs soffice (LibreOffice)"]
fn a_pack_opens_in_a_spreadsheet_with_dates_as_dates_and_numbers_as_numbers() {
    let desk = Desk::with_demo();
    desk.steerco(&["-w", "work.steerco", "report", "pack", "--out", "pack"]);
    let read = desk.as_libreoffice_reads("pack/pack.xlsx");
    for sheet in ["Pilots", "Readings", "Actions", "Decisions"] {
        assert!(read.contains(&format!("table:name=\"{sheet}\"")), "{sheet}");
    }
    assert!(read.contains("office:date-value=\"2026-11-16\""), "the Monday of a week is a date");
    assert!(read.contains("office:value-type=\"float\""), "values are numbers");
    assert!(!read.contains("table:formula="), "nothing is a formula");
    assert!(!read.contains("#REF!") && !read.contains("Err:5"), "nothing is an error");
}

#[test]
#[ignore = "needs soffice (LibreOffice)"]
fn registers_that_a_spreadsheet_saved_anew_come_back_without_a_change() {
    let desk = Desk::with_demo();
    desk.steerco(&["-w", "work.steerco", "export", "all.xlsx"]);
    for (from, to) in [("all.xlsx", "xlsx"), ("all.xlsx", "ods"), ("saved/all.ods", "xlsx")] {
        let mut command = Command::new("soffice");
        command.arg(format!("-env:UserInstallation=file://{}", desk.path("office").display()));
        command.args(["--headless", "--convert-to", to, "--outdir"]).arg(desk.path("saved"));
        succeeded(command.arg(desk.path(from)).output().unwrap());
        if to == "xlsx" {
            let said = desk.steerco(&["-w", "work.steerco", "import", "saved/all.xlsx"]);
            assert!(said.contains("no cell was changed"), "{said}");
        }
    }
}
