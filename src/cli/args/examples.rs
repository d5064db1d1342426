//! Owns the examples of commands that have no file of their own.

pub(super) const DEMO: &str = "Examples:
  steerco demo
  steerco demo --pilots 20 --weeks 30 --into many.steerco";

pub(super) const NEW: &str = "Examples:
  steerco new work --title \"AI programme\"  # in the data folder
  steerco new ./client.steerco             # in this folder";

pub(super) const WORKSPACES: &str = "Examples:
  steerco workspaces
  steerco workspaces --json";

pub(super) const SEARCHES: &str = "Examples:
  steerco -w demo search works council
  steerco -w demo search rollout training  # both words, in any order";

pub(super) const SHOWS: &str = "Examples:
  steerco -w demo show invoice-triage
  steerco -w demo show \"Ana Costa\"
  steerco -w demo show invoice-triage --as-of last";

pub(super) const ADDS: &str = "Examples:
  steerco -w demo add pilot \"Parcel routing\" --unit Post
  steerco -w demo add person \"Bo Lind\"
  steerco -w demo add metric \"Parcel routing\" \"cost a case\" --family impact";

pub(super) const ARCHIVES: &str = "Examples:
  steerco -w demo archive claims-intake
  steerco -w demo archive invoice-triage/accuracy
  steerco -w demo archive \"Dana Keller\"";

pub(super) const UNARCHIVES: &str = "Examples:
  steerco -w demo archive claims-intake
  steerco -w demo list pilots --all        # archived ones too
  steerco -w demo unarchive claims-intake";

pub(super) const NOTES: &str = "Examples:
  steerco -w demo note invoice-triage \"Two clerks check **every** proposal\"
  steerco -w demo note invoice-triage \"Visited the team\" --on yesterday";

pub(super) const TARGETS: &str = "Examples:
  steerco -w demo target invoice-triage 160
  steerco -w demo target invoice-triage 180 --from W45";

pub(super) const HANDS_OVER: &str = "Examples:
  steerco -w demo hand-over \"Tobias Weber\" \"Ana Costa\" --why \"He leaves\"
  steerco -w demo show \"Ana Costa\"         # all that she answers for now";

pub(super) const BASELINES: &str = "Examples:
  steerco -w demo baseline contract-review performance --weeks W42..W45
  steerco -w demo baseline contract-review impact --value 95 --by \"Ana Costa\"";

pub(super) const WORKSTREAMS: &str = "Examples:
  steerco -w demo list workstreams         # with the ID of each
  steerco -w demo workstream ID tick 2
  steerco -w demo workstream ID done --evidence \"Eight weeks without a gap\" \\
      --rescore 3 --by \"Ana Costa\"";

pub(super) const DIAGNOSES: &str = "Examples:
  steerco -w demo diagnose field-dispatch protocol-unclear \\
      --note \"Nobody knows when to refuse a route\"";

pub(super) const ESCALATES: &str = "Examples:
  steerco -w demo raise claims-intake \"A claim was paid twice\"
  steerco -w demo list exceptions          # with the ID of each
  steerco -w demo escalate ID --to \"Anja Brandt\"";

pub(super) const ACKNOWLEDGES: &str = "Examples:
  steerco -w demo list exceptions          # with the ID of each
  steerco -w demo acknowledge ID --at yesterday";

pub(super) const RESOLVES: &str = "Examples:
  steerco -w demo list exceptions          # with the ID of each
  steerco -w demo resolve ID --note \"The plan is checked for days of rest\"";

pub(super) const CLOSES: &str = "Examples:
  steerco -w demo list exceptions          # with the ID of each
  steerco -w demo close ID";

pub(super) const UNDOES: &str = "Examples:
  steerco -w demo note claims-intake \"On the wrong pilot\"
  steerco -w demo undo";

pub(super) const REDOES: &str = "Examples:
  steerco -w demo note claims-intake \"On the right pilot\"
  steerco -w demo undo
  steerco -w demo redo";

pub(super) const REVERTS: &str = "Examples:
  steerco -w demo log --json --limit 5     # with the ID of each
  steerco -w demo revert ID --yes          # or its number";

pub(super) const LOGS: &str = "Examples:
  steerco -w demo log --limit 10
  steerco -w demo log --pilot invoice-triage";

pub(super) const BACKUPS: &str = "Examples:
  steerco -w demo backup copy.steerco
  steerco -w demo backup - >other.steerco";

pub(super) const RESTORES: &str = "Examples:
  steerco -w demo backup copy.steerco
  steerco -w demo restore copy.steerco";

pub(super) const DOCTORS: &str = "Examples:
  steerco -w demo doctor";

pub(super) const KEYS: &str = "Examples:
  steerco keys
  steerco keys --check                     # of keys.toml";

pub(super) const THEMES: &str = "Examples:
  steerco themes
  steerco -w demo --theme paper            # the board in one of them";

pub(super) const PATHS: &str = "Examples:
  steerco paths
  steerco paths --json";

pub(super) const COMPLETIONS: &str = "Examples:
  steerco completions bash >steerco.bash";

pub(super) const MANUALS: &str = "Examples:
  steerco man add pilot
  steerco man --all pages                  # a folder; man pages/steerco.1";

pub(super) const HELPS: &str = "Examples:
  steerco help add pilot";
