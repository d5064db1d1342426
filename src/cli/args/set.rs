//! Owns the words of the command line about `set`.

/// What follows the help of `set`: what is meant by its words, and the fields of each noun.
pub(crate) const SETS: &str = "Examples:
  steerco set invoice-triage unit Finance                   without a noun it is of a pilot
  steerco set invoice-triage tags +pilot,-old               signs add tags and take others away
  steerco set metric invoice-triage/performance target 90   a metric is PILOT/METRIC, or its id
  steerco set person \"Ana Costa\" level vp
  steerco set workspace cadence 28
  steerco set invoice-triage before service-chat            in the own order of their stage
  steerco set invoice-triage partner \"\"                     an empty value empties a field

REF is a pilot's code or name, a person's name, PILOT/METRIC, the day of a review, PILOT/ITEM for
the gap of a checklist; of everything else the id that `steerco list` gives. Fields:
  pilot       name, code, summary, unit, tags, started, lead, partner, partner_ends, rollout,
              cohort, spend_change, spend_technology; before, after (another pilot)
  person      name, title, level, unit, email, partner, certifier
  metric      name, unit, better, min, max, target, tolerance, counts, plan
  workstream  team, owner, start, due, exit_test, effort (in weeks), items
  step        name, manager, documented, trained, retired
  item        state; stable, documented, governed, replicable: what shows it, or same (“as the
              playbook has it”, “as in the playbook”, “same as the playbook”)
  gap         answer, owner, due
  waiver      outcome
  exception   text, severity, owner
  note        text
  minute      text (a line of the minutes, by its id in `steerco review show REVIEW --json`)
  action      text, owner, due
  review      date, chair, slot
  agenda      title, wanted, minutes, place
  workspace   title, chair, cadence, slot";
