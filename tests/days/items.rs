//! What the framework calls by fixed names: dimensions, and items of its checklists that belong together.

#![allow(dead_code, reason = "each test file uses what it needs")]

pub const DIMENSIONS: [&str; 6] = ["data", "integration", "governance", "change-readiness", "monitoring", "budget"];

/// What stage 1 decides about how the pilot will be run.
pub const RUN_DECISIONS: [&str; 6] = [
    "s1.run-owners",
    "s1.run-updates",
    "s1.run-exceptions",
    "s1.run-training",
    "s1.run-reporting",
    "s1.run-maintenance",
];

/// The systems of stage 2 that a pilot is integrated with.
pub const MATRIX: [&str; 5] = ["s2.erp", "s2.crm", "s2.scheduling", "s2.reporting", "s2.other-systems"];

/// What of the data has to be built in stage 2.
pub const COMPONENTS: [&str; 3] = ["s2.pipelines", "s2.data-quality", "s2.master-data"];

/// The documents of stage 2.
pub const DOCUMENTS: [&str; 6] = [
    "s2.monitoring-framework",
    "s2.escalation-protocol",
    "s2.exception-procedure",
    "s2.human-override",
    "s2.audit-framework",
    "s2.failure-protocol",
];

/// What G3 asks to be ticked.
pub const CONDITIONS: [&str; 4] = ["s3.stable", "s3.documented", "s3.governed", "s3.replicable"];
