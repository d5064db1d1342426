//! Owns the journalling triggers of formats before the ninth, each of which made its own images. Files of those formats
//! are compared with them, and lose them on migration.

use super::{Column, ENTRY, Table, outside};

/// The three journalling triggers of a table in a file of that format, as name and SQL.
pub(super) fn triggers(table: &Table, version: u32) -> [(String, String); 3] {
    let outside = outside(version);
    let columns = || table.columns_of(version);
    let differs: Vec<String> =
        columns().map(|Column { name, .. }| format!("OLD.\"{name}\" IS NOT NEW.\"{name}\"")).collect();
    let key = |row: &str| Table::json(table.key.iter(), row);
    let changed = |row: &str| {
        let one = |Column { name: c, .. }: &Column| {
            format!("SELECT '{c}' AS name, {row}\"{c}\" AS value WHERE OLD.\"{c}\" IS NOT NEW.\"{c}\"")
        };
        let all: Vec<String> = columns().map(one).collect();
        format!("(SELECT json_group_object(name, value) FROM ({}))", all.join(" UNION ALL "))
    };
    let nothing = || "NULL".to_owned();
    let moments = [
        ("insert", String::new(), key("NEW."), nothing(), nothing()),
        ("update", format!("WHEN {} ", differs.join(" OR ")), key("NEW."), changed("OLD."), changed("NEW.")),
        ("delete", String::new(), key("OLD."), Table::json(columns(), "OLD."), nothing()),
    ];
    moments.map(|(verb, when, key, before, after)| {
        let name = format!("journal_{}_{verb}", table.name);
        let sql = format!(
            "CREATE TRIGGER {name} AFTER {verb} ON {table} {when}BEGIN {outside} \
             INSERT INTO image (entry, tbl, key, before, after) VALUES ({ENTRY}, '{table}', {key}, {before}, \
             {after}); END",
            table = table.name,
        );
        (name, sql)
    })
}
