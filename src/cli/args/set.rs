//! Owns the arguments of `set`.

/// What follows the help of `set`: the meaning of its words, and the fields of each noun.
pub(crate) const SETS: &str = "Examples:
  steerco -w demo set invoice-triage unit Finance     # no noun: a pilot
  steerco -w demo set invoice-triage tags +pilot,-old # adds, takes off
  steerco -w demo set metric invoice-triage/performance target 90
  steerco -w demo set person \"Ana Costa\" level vp
  steerco -w demo set workspace cadence 28
  steerco -w demo set invoice-triage before service-chat # own order
  steerco -w demo set invoice-triage partner \"\"          # empties a field

REF is a pilot's code or name, a person's name, PILOT/METRIC, the day of a review, PILOT/ITEM for
the gap of a checklist; for everything else the id that `steerco list` gives. Fields:
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
  decision    statement, rationale, rejected, conditions (several with ; between,
              and ;; for a ; within one)
  note        text
  minute      text (a line of the minutes, by its id in `steerco review show REVIEW --json`)
  action      text, owner, due
  review      date, chair, slot
  agenda      title, wanted, minutes, place
  workspace   title, chair, cadence, slot";
