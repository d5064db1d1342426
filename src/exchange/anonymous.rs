//! Owns the export that may be shown to another client. Names become codes, and every text that people wrote is left
//! out. Numbers, days, states and references between rows stay, so that the same warnings fire. Only tables and columns
//! named here are exported: one that is added later tells nothing until somebody decides that it may.

mod words;

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use self::words::{day, id, known, one_of, word};
use crate::domain::agenda::{LISTS, finding_of};
use crate::domain::change::Source;
use crate::domain::framework::{OWN_GROUP, check_key, from_toml};
use crate::domain::trigger::Bar;
use crate::domain::{
    ActionId, AgendaId, AgendaKind, Condition, DecisionId, Dimension, ExpansionKind, Family, Framework, Gate, MetricId,
    PilotId, Plan, Rules, Verb, WaiverId,
};

/// A row of the export.
type Row = Map<String, Value>;

/// A line a table: its name, and the columns that stay, each with what it is: `column:what`, or the column alone where
/// that is its name. The identity of the workspace does not stay: drafts, backups and workbooks of one would be taken
/// for those of the other. Of notes and minutes, which are nothing but text, no row stays. That a pilot came from a
/// register and not from a tracker (the `match` of `sources`) decides whether its silence is told. A pause has the id
/// of a visit.
const TABLES: &str = "
    workspace title:workspace demo:flag chair:person cadence,slot:number
    people id:person name:label title,email:blank level unit partner,archived,certifier:flag
    pilots id,parent:pilot code name:label summary,reported_because,cohort:blank unit tags:empty lead:person \
        partner partner_ends,started,rollout,reported_on:day visit appointment lifecycle reported:status \
        archived:flag place:number
    visits id:visit pilot stage:number entered:day kind:way why:blank by assumed:flag decision
    appointments id:appointment pilot person since:day why:blank accountability,authority,committee:power
    targets pilot from_week:week users:number decision
    metrics id:metric pilot family name:label unit:measure better headline,archived:flag \
        min,max,target,tolerance:number role counts:blank plan
    ticks pilot item state:tick owner:person due:day why,reads,writes:reason
    evidence id:evidence pilot item text:shown given:day by
    sources pilot profile:blank match:tracked content:object tracked:object
    decisions id:decision pilot verb statement decided,settled:day decider:person rationale:blank rejected:options \
        conditions review cause revisit watched:metric parks evidence:empty
    baselines id:baseline metric kind:baseline-kind value,spread,count:number from_week,to_week,since_week:week \
        frozen:day by decision
    exceptions id:exception pilot text:label severity owner,escalated_to:person \
        raised,escalated,acknowledged,resolved,closed:moment resolution
    versions id:version pilot name:label released:day retrained:flag note:blank
    pauses id:visit pilot from_day,to_day:day
    parameters name:parameter metric value:number
    assessments id:assessment pilot version:number opened,frozen:day
    scores assessment dimension value,effort:number assessor:person by scored:day criteria:numbers
    proofs id:evidence assessment dimension text:shown given:day by
    gaps id:gap assessment dimension text:label answer closed:day
    workstreams id:workstream pilot dimension team:blank owner:person start,due,closed:day effort:number exit_test \
        outcome items
    gates decision pilot gate cause next:day assessment tally expansion
    steps id:step pilot name:label manager:person documented,trained,retired:day archived:flag
    expansions id:expansion pilot,child:pilot kind:expansion-kind name:label state:expansion-state since:day
    diagnoses id:diagnosis pilot made:day cause:resistance note:blank by
    bookings pilot gate day
    waivers id:waiver pilot gate decision rule reason look_again:day outcome:waiver-outcome
    documents pilot kind:document text:reason revised:day by
    trainings id:training pilot held:day audience topic:label attended:number by
    certifications expansion condition inherited:flag evidence:shown given:day by
    reviews id:review day state:review-state chair:person slot:number opened,closed:moment
    attendance review person present,excused:flag
    agenda id:agenda review place,minutes:number kind:agenda-kind pilot title wanted:blank state:agenda-state \
        reasons prepared
    actions id:action text:label owner:person due,made,ended:day state:action-state pilot review why:reason
    standings review pilot reported,computed:status
    committee person function:unit
    readings metric week value,active,target,sample:number note:unmeasured
";

/// Units of measure that tell nothing of a client.
const UNITS: &str = "% h hour hours min minute minutes s seconds d day days week weeks month months case cases user \
                     users exception exceptions point points EUR USD GBP € $ £";
/// What a gate can lack beside dimensions, conditions, warnings, and items and groups of the checklist.
const RULES: &str = "unassessed five-of-five executive-owner day-60 process-steps process item playbook handoff";
/// Stands for a reason or a description.
const LEFT_OUT: &str = "left out";
/// Stands for a name that is no known person's, or that of several.
const SOMEBODY: &str = "somebody";

/// The canonical export without names and texts, which can be imported as that one can. Names become codes in the order
/// of the export, so that one name is one code throughout.
#[must_use]
pub fn anonymous(export: &Value) -> Value {
    let codes = Codes::of(export);
    let fields = export.as_object().into_iter().flatten();
    let kept = fields.filter_map(|(name, value)| Some((name.clone(), codes.field(name, value)?)));
    let mut export = Value::Object(kept.collect());
    export.sort_all_objects();
    export
}

/// The columns of a table that stay, with what they are; none of a table that nobody decided about.
fn columns(table: &str) -> Vec<(&'static str, &'static str)> {
    let mut tables = TABLES.lines().map(str::split_whitespace);
    let words = tables.find_map(|mut words| (words.next() == Some(table)).then_some(words)).into_iter().flatten();
    let named = words.map(|word| word.split_once(':').unwrap_or((word, word)));
    named.flat_map(|(names, what)| names.split(',').map(move |name| (name, what))).collect()
}

fn rows<'a>(export: &'a Value, table: &str) -> impl Iterator<Item = &'a Row> {
    export.get(table).map(list).into_iter().flatten().filter_map(Value::as_object)
}

fn list(value: &Value) -> std::slice::Iter<'_, Value> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

/// As many words as the list has texts.
fn each(noun: &str, texts: &Value) -> Value {
    (1..).zip(list(texts)).map(|(number, _)| json!(format!("{noun} {number}"))).collect()
}

/// What an item of an agenda was called when it was made.
fn first_title(item: &Row) -> &str {
    item.get("prepared").and_then(Value::as_object).map_or("", |prepared| text(prepared, "title"))
}

/// A day, or what the watched metric is held against; its name stands elsewhere.
fn revisit(decision: &Row) -> Option<String> {
    let said = text(decision, "revisit");
    match text(decision, "watched").parse::<MetricId>() {
        Ok(metric) => Bar::read(said, metric, String::new()).map(|bar| bar.stored()),
        Err(_) => day(said),
    }
}

fn work(items: &Value) -> Value {
    let done = |item: &Value| item.get("done").and_then(Value::as_bool).unwrap_or_default();
    (1..).zip(list(items)).map(|(number, item)| json!({"text": format!("item {number}"), "done": done(item)})).collect()
}

/// How a dimension stood at a gate.
fn standing(one: &Row) -> Option<Value> {
    let mut kept = Row::new();
    kept.insert("id".to_owned(), json!(known::<Dimension>(text(one, "id"))?));
    for name in ["score", "evidence", "votes", "passes"] {
        if let Some(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) = one.get(name) {
            kept.insert(name.to_owned(), value.clone());
        }
    }
    Some(Value::Object(kept))
}

/// `A`, `B` … `Z`, `AA`.
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    while number > 0 {
        number -= 1;
        letters.extend(u8::try_from(number % 26).ok().map(|letter| char::from(b'A' + letter)));
        number /= 26;
    }
    letters.chars().rev().collect()
}

/// Texts with the code that each got, whatever the case of their letters.
#[derive(Default)]
struct Coined(HashMap<String, String>);

impl Coined {
    fn coin(&mut self, text: &str, code: impl Fn(usize) -> String) {
        let (key, number) = (text.trim().to_lowercase(), self.0.len() + 1);
        if !key.is_empty() {
            self.0.entry(key).or_insert_with(|| code(number));
        }
    }

    fn of(&self, text: &str) -> &str {
        self.0.get(&text.trim().to_lowercase()).map_or("", String::as_str)
    }
}

/// What stands for the names of an export.
#[derive(Default)]
struct Codes {
    /// What the program knows: its words may stay.
    framework: Option<Framework>,
    rules: Rules,
    /// The names of rows by their ids.
    labels: HashMap<String, String>,
    people: HashMap<String, String>,
    units: Coined,
    partners: Coined,
    titles: Coined,
    /// Checklist items that the workspace added.
    items: Coined,
}

impl Codes {
    fn of(export: &Value) -> Self {
        let framework = Framework::builtin().ok();
        let rules = framework.as_ref().map(Rules::of).unwrap_or_default();
        let mut codes = Self { framework, rules, ..Self::default() };
        codes.number_rows(export);
        for person in rows(export, "people") {
            let code = codes.label(text(person, "id")).to_owned();
            let name = text(person, "name").trim().to_lowercase();
            // Of two people of one name nobody knows which is meant.
            codes.people.entry(name).and_modify(|code| SOMEBODY.clone_into(code)).or_insert(code);
        }
        for (table, column) in [("pilots", "unit"), ("people", "unit"), ("committee", "function")] {
            for row in rows(export, table) {
                codes.units.coin(text(row, column), |number| format!("Unit {}", letters(number)));
            }
        }
        for pilot in rows(export, "pilots") {
            codes.partners.coin(text(pilot, "partner"), |number| format!("Partner {number}"));
        }
        for item in rows(export, "agenda") {
            for title in [text(item, "title"), first_title(item)] {
                if codes.own_title(item, title).is_none() {
                    codes.titles.coin(title, |number| format!("item {number}"));
                }
            }
        }
        codes.coin_items(export);
        codes
    }

    /// Numbers the rows that have a name of their own, in the order of the export.
    fn number_rows(&mut self, export: &Value) {
        for noun in ["Pilot", "Person", "exception", "gap", "training", "action"] {
            let table = if noun == "Person" { "people".to_owned() } else { format!("{}s", noun.to_lowercase()) };
            self.number(rows(export, &table), |_| ("", noun), |noun, number| format!("{noun} {number}"));
        }
        let of_pilot = |row| (text(row, "pilot"), "");
        self.number(rows(export, "steps"), of_pilot, |_, number| format!("step {number}"));
        self.number(rows(export, "versions"), of_pilot, |_, number| format!("v{number}"));
        let kind = |row| (text(row, "pilot"), text(row, "kind"));
        let item = |kind: &str| known::<ExpansionKind>(kind).unwrap_or_default().replace('-', " ");
        self.number(rows(export, "expansions"), kind, |kind, number| format!("{} {number}", item(kind)));
        // A family names its headline.
        let mut metrics: Vec<&Row> = rows(export, "metrics").collect();
        metrics.sort_by_key(|metric| metric.get("headline").and_then(Value::as_bool) != Some(true));
        let family = |row| (text(row, "pilot"), text(row, "family"));
        self.number(metrics.into_iter(), family, |family, number| {
            let family = known::<Family>(family).unwrap_or_default();
            if number == 1 { family } else { format!("{family} {number}") }
        });
    }

    /// Numbers rows, each among those that have the same in common.
    fn number<'a>(
        &mut self,
        rows: impl Iterator<Item = &'a Row>,
        common: impl Fn(&'a Row) -> (&'a str, &'a str),
        name: impl Fn(&str, usize) -> String,
    ) {
        let mut counts: HashMap<(&str, &str), usize> = HashMap::new();
        for row in rows {
            let common = common(row);
            let count = counts.entry(common).or_default();
            *count += 1;
            self.labels.insert(text(row, "id").to_owned(), name(common.1, *count));
        }
    }

    /// Ids of items are words that somebody chose; what they say of the stage stays.
    fn coin_items(&mut self, export: &Value) {
        let used = ["ticks", "evidence"].into_iter().flat_map(|table| rows(export, table)).map(|row| text(row, "item"));
        let set = rows(export, "amendments").filter_map(|row| text(row, "key").strip_prefix("checklist."));
        for id in used.chain(set.filter_map(|key| Some(key.rsplit_once('.')?.0))) {
            if !self.is_item(id) {
                let stage = id.split_once('.').and_then(|(stage, _)| one_of("s1 s2 s3 s4", stage));
                let stage = stage.map_or_else(String::new, |stage| format!("{stage}."));
                self.items.coin(id, |number| format!("{stage}item-{number}"));
            }
        }
    }

    /// A table, or what the file says of itself. Its journal would tell everything again.
    fn field(&self, name: &str, value: &Value) -> Option<Value> {
        match (name, value) {
            ("format", Value::String(format)) => (format == "steerco").then(|| value.clone()),
            ("version", Value::Number(_)) => Some(value.clone()),
            ("amendments", _) => Some(list(value).filter_map(|row| self.amendment(row.as_object()?)).collect()),
            (_, Value::Array(rows)) if name != "journal" => {
                let columns = columns(name);
                let rows = rows.iter().filter(|_| !columns.is_empty()).filter_map(Value::as_object);
                let rows = rows.map(|row| self.row(&columns, row));
                // A parameter that nobody knows says nothing, and its name may say too much.
                Some(rows.filter(|row| name != "parameters" || row.contains_key("name")).map(Value::Object).collect())
            }
            _ => None,
        }
    }

    fn row(&self, columns: &[(&str, &str)], row: &Row) -> Row {
        let mut kept = Row::new();
        for (name, what) in columns {
            if let Some(value) = row.get(*name).filter(|value| !value.is_null()) {
                let value = self.value(what, row, value);
                kept.extend(Some(value).filter(|value| !value.is_null()).map(|value| ((*name).to_owned(), value)));
            }
        }
        kept
    }

    /// What a value becomes; nothing where it is not what the column should hold. A text that becomes a word stays
    /// empty where it was, as rules ask whether there is one.
    fn value(&self, what: &str, row: &Row, value: &Value) -> Value {
        let said = value.as_str().unwrap_or_default();
        let becomes = |word: &str| json!(if said.is_empty() { "" } else { word });
        match what {
            "number" if value.is_number() => value.clone(),
            "flag" if value.is_boolean() => value.clone(),
            "blank" => json!(""),
            "empty" => json!([]),
            "tracked" => json!(if said == Source::TRACKED { said } else { "" }),
            "object" => json!({}),
            "label" => json!(self.label(text(row, "id"))),
            "code" => json!(self.label(text(row, "id")).to_lowercase().replace(' ', "-")),
            "by" => json!(self.by(said)),
            "unit" => json!(self.units.of(said)),
            "partner" => json!(self.partners.of(said)),
            "workspace" => json!("Anonymous workspace"),
            "reason" => becomes(LEFT_OUT),
            "shown" => becomes("evidence"),
            "resolution" => becomes("resolved"),
            "exit_test" => becomes("exit test"),
            "outcome" => becomes("outcome"),
            "measure" => one_of(UNITS, said).map_or_else(|| becomes("units"), Value::String),
            // Without a value it says that nothing was measured, and such a reading has a reason.
            "unmeasured" => json!(Some(LEFT_OUT).filter(|_| row.get("value").is_none_or(Value::is_null))),
            "plan" => json!(known::<Plan>(said).unwrap_or_default()),
            "item" => json!(self.item(said)),
            "rule" => json!(self.rule(said)),
            "parameter" => json!(Some(said).filter(|name| self.rules.checked(name, None).is_ok())),
            "cause" => json!(Some(said).filter(|name| self.is_cause(name)).unwrap_or_default()),
            "statement" => json!(known::<Verb>(text(row, "verb"))),
            "revisit" => json!(revisit(row).unwrap_or_default()),
            "options" => each("option", value),
            "conditions" => each("condition", value),
            "parks" => list(value).filter(|one| one.as_str().is_some_and(|id| self.is_warning(id))).cloned().collect(),
            "numbers" => list(value).filter(|one| one.is_number()).cloned().collect(),
            "items" => work(value),
            "tally" => list(value).filter_map(|one| standing(one.as_object()?)).collect(),
            "title" => json!(self.heading(row, said)),
            "prepared" => {
                let minutes = value.get("minutes").and_then(Value::as_u64).unwrap_or_default();
                json!({"title": self.heading(row, first_title(row)), "wanted": "", "minutes": minutes})
            }
            "reasons" => list(value).filter_map(|reason| self.reason(reason.as_object()?)).collect(),
            _ => json!(id(what, said).or_else(|| word(what, said))),
        }
    }

    fn label(&self, id: &str) -> &str {
        self.labels.get(id).map_or("", String::as_str)
    }

    fn by(&self, name: &str) -> &str {
        let name = name.trim().to_lowercase();
        if name.is_empty() { "" } else { self.people.get(&name).map_or(SOMEBODY, String::as_str) }
    }

    fn is_item(&self, id: &str) -> bool {
        self.framework.as_ref().is_some_and(|framework| framework.item(id).is_some())
    }

    fn is_warning(&self, id: &str) -> bool {
        self.framework.as_ref().is_some_and(|framework| framework.warning(id).is_some())
    }

    fn is_cause(&self, name: &str) -> bool {
        self.framework.iter().flat_map(|framework| &framework.data.cause).any(|cause| cause.name == name)
    }

    /// Is it a group of the framework's checklist, by its name or as the rule that it is?
    fn is_group(&self, text: &str) -> bool {
        let items = self.framework.iter().flat_map(|framework| &framework.data.checklist);
        items.map(|item| &item.group).any(|group| group == text || group.to_lowercase().replace(' ', "-") == text)
    }

    fn item<'a>(&'a self, id: &'a str) -> &'a str {
        if self.is_item(id) { id } else { self.items.of(id) }
    }

    /// What a waiver set aside.
    fn rule<'a>(&'a self, rule: &'a str) -> &'a str {
        let dimension = rule.strip_prefix("workstream-").or_else(|| rule.strip_prefix("assessor-")).unwrap_or(rule);
        let ours = RULES.split(' ').any(|known| known == rule)
            || Dimension::ALL.iter().any(|one| one.name() == dimension)
            || Condition::ALL.iter().any(|one| one.name() == rule)
            || self.is_warning(rule)
            || self.is_group(rule);
        match self.item(rule) {
            _ if ours => rule,
            "" => "rule",
            item => item,
        }
    }

    /// The title of an agenda item where it needs no number: one of ours, or the name of its pilot.
    fn own_title<'a>(&'a self, item: &Row, title: &'a str) -> Option<&'a str> {
        let warning = self.framework.as_ref().and_then(|framework| finding_of(title, framework));
        if self.is_warning(warning.as_deref().unwrap_or(title)) || LISTS.contains(&title) {
            return Some(title);
        }
        let is_pilot = text(item, "kind") == AgendaKind::Pilot.name() && title == first_title(item);
        Some(self.label(text(item, "pilot"))).filter(|name| is_pilot && !name.is_empty())
    }

    fn heading<'a>(&'a self, item: &Row, title: &'a str) -> &'a str {
        self.own_title(item, title).unwrap_or_else(|| self.titles.of(title))
    }

    /// Why an item is on an agenda: by its kind and what it is about. A signal is told by its name.
    fn reason(&self, reason: &Row) -> Option<Value> {
        let (kind, about) = (text(reason, "kind"), text(reason, "id"));
        let about = match kind {
            "signal" => Some(about.to_owned()).filter(|about| self.is_warning(about)),
            "gate" => known::<Gate>(about),
            "trigger" | "condition" => known::<DecisionId>(about),
            "action" => known::<ActionId>(about),
            "waiver" => known::<WaiverId>(about),
            "stale" | "work" => known::<PilotId>(about),
            "carried" => known::<AgendaId>(about),
            _ => return None,
        };
        let said = about.as_deref().filter(|_| kind == "signal").unwrap_or(LEFT_OUT);
        Some(json!({"kind": kind, "id": about.as_deref().unwrap_or_default(), "text": said}))
    }

    /// What the workspace says otherwise than the framework.
    fn amendment(&self, row: &Row) -> Option<Value> {
        let (record, field) = text(row, "key").rsplit_once('.')?;
        let item = record.strip_prefix("checklist.");
        let key = item.map_or_else(|| text(row, "key").to_owned(), |id| format!("checklist.{}.{field}", self.item(id)));
        check_key(&key).ok()?;
        let value = self.amended(item, field, from_toml(text(row, "value"))?)?;
        Some(json!({"key": key, "value": value.to_string()}))
    }

    /// Numbers and flags stay. Of texts stays what rules ask for: that an item has a title, and whether its group is
    /// one that a rule names; and how many criteria there are, as their ticks are places.
    fn amended(&self, item: Option<&str>, field: &str, value: toml::Value) -> Option<toml::Value> {
        use toml::Value::{Array, Boolean, Float, Integer, String};
        match (value, item, field) {
            (number @ (Integer(_) | Float(_) | Boolean(_)), ..) => Some(number),
            (Array(all), ..) if !all.is_empty() && all.iter().all(toml::Value::is_integer) => Some(Array(all)),
            (Array(all), None, "criteria") => {
                Some((1..=all.len()).map(|number| format!("criterion {number}")).collect::<Vec<_>>().into())
            }
            (String(_), Some(id), "title") if !self.is_item(id) => {
                let code = self.items.of(id);
                Some(code.split_once('.').map_or(code, |(_, word)| word).replace('-', " ").into())
            }
            (String(group), Some(_), "group") if self.is_group(&group) => Some(group.into()),
            (String(_), Some(_), "group") => Some(OWN_GROUP.into()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PILOT: &str = "p0000000000001";
    const ANA: &str = "w0000000000001";

    /// A small export with a name or a text wherever one can stand.
    fn export() -> Value {
        json!({
            "format": "steerco", "version": 6, "journal": [{"actor": "Ana Costa"}], "secrets": [{"text": "Acme"}],
            "workspace": [{"uid": "k0000000000001", "title": "Acme", "demo": false, "chair": ANA}],
            "people": [{"id": ANA, "name": "Ana Costa", "title": "VP Acme", "level": "vp", "unit": "Acme Post"},
                       {"id": "w0000000000002", "name": "Bo Lind", "email": "bo@acme.example", "unit": "Lind & Co"}],
            "pilots": [{"id": PILOT, "code": "acme-mail", "name": "Acme mail", "unit": "acme post ", "tags": ["acme"],
                        "partner": "Lind & Co", "started": "2026-01-05", "spend_change": 7, "place": 2, "nickname": "Acme"},
                       {"id": "p0000000000002", "code": "acme-two", "name": "Acme two", "unit": "", "partner": ""}],
            "metrics": [{"id": "m0000000000001", "pilot": PILOT, "family": "performance", "name": "acme",
                         "headline": false, "unit": "parcels", "plan": "4=20 13=80", "counts": "Acme"},
                        {"id": "m0000000000002", "pilot": PILOT, "family": "performance", "name": "acme 2",
                         "headline": true, "unit": "%", "plan": "acme"}],
            "readings": [{"metric": "m0000000000001", "week": "2026-W08", "value": 81.25, "note": "Acme"},
                         {"metric": "m0000000000001", "week": "2026-W09", "note": "Acme was closed"}],
            "decisions": [{"id": "d0000000000001", "verb": "retrain", "statement": "Acme", "rationale": "Acme",
                           "rejected": ["Acme", "Lind"], "watched": "m0000000000002", "evidence": ["Acme"],
                           "revisit": "< 75 by 2026-W22", "parks": ["drift", "acme"], "decided": "in Acme"}],
            "notes": [{"id": "n0000000000001", "text": "Acme"}],
            "visits": [{"kind": "start", "by": "ana costa", "why": "Acme"}, {"kind": "acme", "by": "Cy of Acme"}],
            "ticks": [{"pilot": PILOT, "item": "s2.acme-erp", "state": "done", "why": "", "reads": "Acme"},
                      {"pilot": PILOT, "item": "s1.real-data", "state": "open", "why": "Acme"}],
            "amendments": [{"key": "checklist.s2.acme-erp.group", "value": "\"integration matrix\""},
                           {"key": "checklist.s2.acme-erp.means", "value": "\"Acme\""},
                           {"key": "checklist.s2.acme-erp.title", "value": "\"Acme\""},
                           {"key": "checklist.s2.crm.group", "value": "\"Acme\""},
                           {"key": "dimension.data.criteria", "value": "[\"Acme\", \"Lind\"]"},
                           {"key": "dimension.data.pass", "value": "4 # Acme"},
                           {"key": "owner.persons", "value": "[\"Acme\"]"}, {"key": "acme.acme", "value": "4"}],
            "parameters": [{"name": "xmr.run-length", "value": 9}, {"name": "acme", "value": 9}],
            "waivers": [{"rule": "workstream-data", "reason": "Acme"}, {"rule": "acme", "reason": "Acme"}],
            "sources": [{"pilot": PILOT, "profile": "acme", "match": "Acme", "content": {"name": "acme"}, "tracked": {"name": "acme"}}],
            "agenda": [{"kind": "pilot", "pilot": PILOT, "title": "Acme mail", "wanted": "Acme",
                        "prepared": {"title": "Acme mail", "wanted": "Acme", "minutes": 10, "acme": "Acme"},
                        "reasons": [{"kind": "signal", "id": "drift", "text": "Acme"}, {"kind": "acme"}]},
                       {"kind": "topic", "title": "Acme's budget", "prepared": {"title": "Acme's budget"},
                        "reasons": [{"kind": "action", "id": "acme", "text": "Acme"}]}],
            "committee": [{"person": ANA, "function": "Acme Post"}],
            "workstreams": [{"team": "Acme", "exit_test": "Acme", "outcome": "",
                             "items": [{"text": "Acme", "done": true}, {"text": "Lind", "who": "Lind"}]}],
        })
    }

    /// Is everything at its place in the anonymous export, or is nothing there?
    fn holds(expected: &[(&str, Value)]) {
        let shown = anonymous(&export());
        for (place, value) in expected {
            assert_eq!(shown.pointer(place).unwrap_or(&Value::Null), value, "{place} in {shown:#}");
        }
    }

    #[test]
    fn no_name_and_no_text_stays() {
        let shown = anonymous(&export()).to_string().to_lowercase();
        for word in ["acme", "ana", "costa", "lind", "cy of", "parcels", "k0000000000001"] {
            assert!(!shown.contains(word), "{word}: {shown}");
        }
        holds(&[
            ("/workspace/0/title", json!("Anonymous workspace")),
            ("/pilots/1/code", json!("pilot-2")),
            ("/decisions/0/statement", json!("retrain")),
            ("/decisions/0/rejected", json!(["option 1", "option 2"])),
            ("/ticks/0/reads", json!("left out")),
            ("/ticks/0/why", json!("")),
            ("/waivers/1/rule", json!("rule")),
            ("/workstreams/0/items/1", json!({"text": "item 2", "done": false})),
            ("/agenda/0/reasons", json!([{"kind": "signal", "id": "drift", "text": "drift"}])),
        ]);
    }

    #[test]
    fn what_rules_rest_on_stays() {
        holds(&[
            ("/format", json!("steerco")),
            ("/pilots/0/id", json!(PILOT)),
            ("/pilots/0/started", json!("2026-01-05")),
            ("/pilots/0/place", json!(2)),
            ("/readings/0", json!({"metric": "m0000000000001", "week": "2026-W08", "value": 81.25})),
            ("/readings/1/note", json!("left out")),
            ("/decisions/0/revisit", json!("< 75 by 2026-W22")),
            ("/decisions/0/parks", json!(["drift"])),
            ("/metrics/0/plan", json!("4=20 13=80")),
            ("/metrics/0/unit", json!("units")),
            ("/metrics/1/unit", json!("%")),
            ("/ticks/1/item", json!("s1.real-data")),
            ("/waivers/0/rule", json!("workstream-data")),
            ("/parameters", json!([{"name": "xmr.run-length", "value": 9}])),
            ("/sources", json!([{"pilot": PILOT, "profile": "", "match": "", "content": {}, "tracked": {}}])),
        ]);
    }

    #[test]
    fn what_nobody_decided_about_goes() {
        let gone = ["/journal", "/workspace/0/uid", "/pilots/0/nickname", "/pilots/0/spend_change", "/visits/1/kind"];
        holds(&gone.map(|place| (place, Value::Null)));
        holds(&[("/decisions/0/decided", Value::Null), ("/agenda/1/reasons/0/id", json!(""))]);
        holds(&["/secrets", "/notes"].map(|table| (table, json!([]))));
    }

    #[test]
    fn one_name_is_one_code_throughout() {
        holds(&["/pilots/0/unit", "/people/0/unit", "/committee/0/function"].map(|place| (place, json!("Unit A"))));
        holds(&["/people/0/name", "/visits/0/by"].map(|place| (place, json!("Person 1"))));
        holds(&["/agenda/1/title", "/agenda/1/prepared/title"].map(|place| (place, json!("item 1"))));
        holds(&[
            ("/people/1/name", json!("Person 2")),
            ("/people/1/unit", json!("Unit B")),
            ("/visits/1/by", json!("somebody")),
            ("/pilots/1/unit", json!("")),
            ("/pilots/0/partner", json!("Partner 1")),
            ("/metrics/0/name", json!("performance 2")),
            ("/metrics/1/name", json!("performance")),
            ("/agenda/0/title", json!("Pilot 1")),
        ]);
        assert_eq!([1, 26, 27, 28, 703].map(letters), ["A", "Z", "AA", "AB", "AAA"]);
        let mut two = export();
        two["people"][1]["name"] = json!("Ana Costa");
        assert_eq!(anonymous(&two)["people"][1]["name"], "Person 2", "two people keep being two");
        assert_eq!(anonymous(&two)["visits"][0]["by"], "somebody", "of two of one name nobody knows who it was");
    }

    #[test]
    fn own_items_of_the_checklist_are_numbered_and_keep_their_group() {
        holds(&[("/ticks/0/item", json!("s2.item-1"))]);
        let shown = anonymous(&export());
        let kept: Vec<(&str, &str)> =
            rows(&shown, "amendments").map(|row| (text(row, "key"), text(row, "value"))).collect();
        let expected = [
            ("checklist.s2.item-1.group", "\"integration matrix\""),
            ("checklist.s2.item-1.title", "\"item 1\""),
            ("checklist.s2.crm.group", "\"of this workspace\""),
            ("dimension.data.criteria", "[\"criterion 1\", \"criterion 2\"]"),
            ("dimension.data.pass", "4"),
        ];
        assert_eq!(kept, expected);
    }

    #[test]
    fn a_second_time_changes_nothing() {
        let shown = anonymous(&export());
        assert_eq!(anonymous(&shown), shown);
        assert_eq!(anonymous(&json!("no export")), json!({}));
    }
}
