//! `exceptions-ageing`: escalated exceptions wait, or take longer from month to month.

use super::{Case, Found, Row, Seen};
use crate::domain::instant::month;
use crate::domain::{Attention, Day, Exception, Fixed, Role, exception};

pub(super) const ROW: Row = Row { id: "exceptions-ageing", paused: false, judge };

fn judge(case: &Case<'_>) -> Vec<Found> {
    let found = waiting(case).or_else(|| counted(case)).or_else(|| slowing(case));
    found.into_iter().collect()
}

fn max_age(case: &Case<'_>) -> i64 {
    case.rules.count("warning.exceptions-ageing.max-age-days", None)
}

/// The oldest in the register that waits.
fn waiting(case: &Case<'_>) -> Option<Found> {
    let max = max_age(case);
    let since = |exception: &Exception| exception.escalated.map(crate::domain::Instant::day);
    let waits: Vec<&Exception> = case.dossier.exceptions.iter().filter(|exception| exception.waits(case.day)).collect();
    let oldest = waits.iter().copied().min_by_key(|exception| exception.escalated)?;
    let escalated = since(oldest)?;
    let age = (case.day - escalated).num_days();
    let late = waits.iter().filter_map(|one| since(one)).filter(|day| (case.day - *day).num_days() > max).count();
    (age > max).then(|| {
        let others = if late > 1 { format!(" and {} more are late", late - 1) } else { String::new() };
        let text = crate::domain::shown::collapsed(&oldest.text);
        signal(
            Some(escalated + chrono::Duration::days(max + 1)),
            format!("“{text}” was escalated {age} days ago and is not resolved{others}."),
            max,
            Vec::new(),
        )
    })
}

/// The age that was typed where exceptions are counted only.
fn counted(case: &Case<'_>) -> Option<Found> {
    let max = max_age(case);
    let series = case.dossier.series.iter().find(|series| series.metric.role == Role::OldestOpen)?;
    let newest = case.points(series).next_back()?;
    (case.register_begins().is_none() && newest.value > Fixed::from_int(max)).then(|| {
        let seen = Seen { metric: series.metric.name.clone(), week: newest.week, value: Some(newest.value) };
        let said = format!("The oldest escalated exception was {} days old in {}.", newest.value, newest.week.short());
        let old = case.points(series).rev().take_while(|point| point.value > Fixed::from_int(max));
        signal(old.last().map(|point| point.week.sunday()), said, max, vec![seen])
    })
}

fn signal(since: Option<Day>, explanation: String, max: i64, readings: Vec<Seen>) -> Found {
    Found {
        attention: Attention::Signal,
        since,
        metric: None,
        families: Vec::new(),
        explanation,
        rule: format!("an escalated exception waits more than {max} days"),
        readings,
        clears: format!("no escalated exception waits longer than {max} days"),
    }
}

/// The median of a month rises, again and again.
fn slowing(case: &Case<'_>) -> Option<Found> {
    let rises = i32::try_from(case.rules.count("warning.exceptions-ageing.rises", None)).unwrap_or(3);
    let min = usize::try_from(case.rules.count("warning.exceptions-ageing.resolved-min", None)).unwrap_or(5);
    let this = month(case.day, 0);
    // Months that are over, oldest first.
    let medians: Vec<Fixed> = (1..=rises + 1)
        .rev()
        .map_while(|back| {
            let (from, to) = (month(this, -back), month(this, 1 - back));
            let of_month =
                |exception: &&Exception| exception.resolved.is_some_and(|at| at.day() >= from && at.day() < to);
            let days: Vec<Fixed> = case
                .dossier
                .exceptions
                .iter()
                .filter(of_month)
                .filter_map(|exception| exception.days_to_resolve(case.day))
                .collect();
            (days.len() >= min).then(|| exception::median(days)).flatten()
        })
        .collect();
    let enough = medians.len() == usize::try_from(rises + 1).unwrap_or(usize::MAX);
    let risen = enough && medians.windows(2).all(|pair| pair.first() < pair.last());
    risen.then(|| {
        let told: Vec<String> = medians.iter().map(|median| median.rounded(1).to_string()).collect();
        Found {
            attention: Attention::Watch,
            since: Some(this),
            metric: None,
            families: Vec::new(),
            explanation: format!("The median time to resolve rose month by month: {} days.", told.join(", ")),
            rule: format!("the month's median above the month before, {rises} times running, {min} resolved in each"),
            readings: Vec::new(),
            clears: "a month's median is no higher than that of the month before".to_owned(),
        }
    })
}
