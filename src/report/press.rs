//! Owns the templates, which lay a document out as HTML and as Markdown. In HTML the engine escapes every value, since
//! the name of that template ends in `.html`; in Markdown every value passes [`escape`]. There, facts, lists and
//! entries begin with different signs, since lists with the same sign would run together.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};

use super::document::Document;
use super::failed::Failed;
use super::markdown::escape;

/// The name of the template says that its values are escaped.
const HTML: &str = "report.html";
const MARKDOWN: &str = "report.md";

/// Templates that are ready to print.
pub(super) struct Press {
    environment: Environment<'static>,
}

impl Press {
    /// Reads the templates once, for all documents.
    pub fn new() -> Result<Self, Failed> {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?;
        environment.set_syntax(syntax);
        // A name that is mistyped in a template fails instead of printing nothing.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_filter("md", |text: String| escape(&text));
        // Includes are not built into the engine: the sheet of styles is joined to its template here.
        let html = concat!(
            include_str!("../../assets/report/head.html"),
            include_str!("../../assets/report/style.html"),
            include_str!("../../assets/report/body.html")
        );
        environment.add_template(HTML, html).map_err(failed)?;
        environment.add_template(MARKDOWN, include_str!("../../assets/report/report.md")).map_err(failed)?;
        Ok(Self { environment })
    }

    /// A document as one HTML file.
    pub fn html(&self, document: &Document) -> Result<String, Failed> {
        self.print(HTML, document)
    }

    /// A document as Markdown.
    pub fn markdown(&self, document: &Document) -> Result<String, Failed> {
        self.print(MARKDOWN, document)
    }

    fn print(&self, template: &str, document: &Document) -> Result<String, Failed> {
        let template = self.environment.get_template(template).map_err(failed)?;
        let mut text = template.render(Serde(document)).map_err(failed)?;
        text.push('\n');
        Ok(text)
    }
}

fn failed(error: minijinja::Error) -> Failed {
    Failed(format!("a template failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parse_day;
    use crate::report::document::{Cell, Entry, Section, fact};

    #[test]
    fn lists_of_markdown_that_follow_each_other_stay_apart() {
        let mut section = Section::new("Triage");
        section.facts([fact("Chair", "Ana")]);
        section.list(["said".to_owned()]);
        section.entries(vec![Entry::new(Cell::default(), Cell::text("Decision"), "go on").point("until May")]);
        let document = Document::of("Work", "Minutes", parse_day("2026-11-24").unwrap(), vec![section]);
        let markdown = Press::new().unwrap().markdown(&document).unwrap();
        let signs: Vec<&str> = markdown.lines().filter(|line| line.starts_with(['-', '*', '+', ' '])).collect();
        assert_eq!(signs, ["- Chair: Ana", "* said", "+ **Decision**: go on", "  - until May"]);
    }
}
