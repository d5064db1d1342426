# Beside the words of the program what it knows by name: workspaces, themes, pilots, people and the like. The first line of a table is its header.
_steerco_names() {
    local -a names
    names=("${(@f)$("${(Q)_steerco_said[1]}" "${@[2,-1]}" 2>/dev/null)}")
    shift $1 names
    names=("${(@)names%%  *}")
    compadd -a names
}
_steerco_workspaces() { _steerco_names 1 workspaces || _default "$@" }
# The words of a command, whose page or help is asked for.
_steerco_pages() {
    case "${(j: :)words[1,CURRENT-1]}" in
PAGES
    esac
}
_steerco_themes() { _steerco_names 0 themes }
_steerco_pilots() { _steerco_listed list pilots }
_steerco_people() { _steerco_listed list people }
_steerco_parameters() { _steerco_listed framework get }
_steerco_families() { compadd adoption performance impact governance }
_steerco_dimensions() { compadd @DIMENSIONS@ }
_steerco_gates() { compadd @GATES@ }
_steerco_mappings() {
    local -a names
    local folder
    # Those that somebody keeps are asked for.
    folder="$("${(Q)_steerco_said[1]}" paths 2>/dev/null | sed -n 's/^settings  *//p')"
    names=("$folder"/profiles/*.toml(N:t:r))
    compadd @MAPPINGS@
    compadd -a names
    _files "$@"
}
# What a table of the workspace that was said begins its rows with.
_steerco_listed() {
    local -a of
    local at
    # The word that is being completed is no workspace yet.
    for ((at = 2; at < $#_steerco_said; at++)); do
        case $_steerco_said[at] in
            -w | --workspace) of=(-w "${(Q)_steerco_said[at + 1]}") ;;
            --workspace=*) of=(-w "${(Q)_steerco_said[at]#--workspace=}") ;;
        esac
    done
    _steerco_names 1 $of "$@"
}
