//! `exceptions-ageing`: escalated exceptions wait, or take longer from month to month.

use super::reasons::{Reason, together};
use super::{Case, Finds, Found, Row, Seen};
use crate::domain::instant::month;
use crate::domain::{Attention, Day, Exception, Fixed, Role, exception};

pub(super) const ROW: Row = Row { id: "exceptions-ageing", paused: false, of_stage: false, judge: Finds::Once(judge) };

fn judge(case: &Case<'_>) -> Option<Found> {
    let reasons = [waiting(case), counted(case), slowing(case)].into_iter().flatten().collect();
    let rule = || {
        format!(
            "an escalated exception waits more than {} days: signal; the month's median above the month before, {} \
             times running, {} resolved in each: watch",
            max_age(case),
            case.rules.count("warning.exceptions-ageing.rises", None),
            case.rules.count("warning.exceptions-ageing.resolved-min", None),
        )
    };
    together(reasons, rule)
}

fn max_age(case: &Case<'_>) -> i64 {
    case.rules.count("warning.exceptions-ageing.max-age-days", None)
}

/// The exception in the register that has waited longest.
fn waiting(case: &Case<'_>) -> Option<Reason> {
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

/// The age that was typed, for pilots that only count exceptions.
fn counted(case: &Case<'_>) -> Option<Reason> {
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

fn signal(since: Option<Day>, told: String, max: i64, readings: Vec<Seen>) -> Reason {
    let clears = format!("no escalated exception waits longer than {max} days");
    Reason { attention: Attention::Signal, since, told, clears, readings }
}

/// The monthly median rose, again and again.
fn slowing(case: &Case<'_>) -> Option<Reason> {
    let this = month(case.day, 0);
    let medians = risen(case, this)?;
    let told: Vec<String> = medians.iter().map(|median| median.rounded(1).to_string()).collect();
    // It may have risen before: a year is looked back.
    let since = (1..=12).map(|back| month(this, -back)).take_while(|first| risen(case, *first).is_some()).last();
    Some(Reason {
        attention: Attention::Watch,
        since: since.or(Some(this)),
        told: format!("The median time to resolve rose month by month: {} days.", told.join(", ")),
        clears: "a month's median is no higher than that of the month before".to_owned(),
        readings: Vec::new(),
    })
}

/// The medians of the months before `this`, oldest first, if each is above the one before.
fn risen(case: &Case<'_>, this: Day) -> Option<Vec<Fixed>> {
    let rises = i32::try_from(case.rules.count("warning.exceptions-ageing.rises", None)).unwrap_or(3);
    let min = usize::try_from(case.rules.count("warning.exceptions-ageing.resolved-min", None)).unwrap_or(5);
    let of_month = |back: i32| {
        let (from, to) = (month(this, -back), month(this, 1 - back));
        let resolved = |exception: &&Exception| exception.resolved.is_some_and(|at| at.day() >= from && at.day() < to);
        let those = case.dossier.exceptions.iter().filter(resolved);
        let days: Vec<Fixed> = those.filter_map(|exception| exception.days_to_resolve(case.day)).collect();
        (days.len() >= min).then(|| exception::median(days)).flatten()
    };
    let medians: Vec<Fixed> = (1..=rises + 1).rev().map(of_month).collect::<Option<_>>()?;
    medians.windows(2).all(|pair| pair.first() < pair.last()).then_some(medians)
}
