
# Beside the words of the program what it knows by name: workspaces, themes and pilots.
_steerco_named() {
    local cur="${COMP_WORDS[COMP_CWORD]}" at=1 from=2 ask=() of=() name
    while ((at < COMP_CWORD)); do
        case "${COMP_WORDS[at]}" in
            -w | --workspace) of=(-w "${COMP_WORDS[at + 1]//\\/}") && ((at += 2)) ;;
            --today | --as-of | --actor | --theme) ((at += 2)) ;;
            -*) ((at += 1)) ;;
            *) break ;;
        esac
    done
    case "$3" in
        -w | --workspace) ask=(workspaces) ;;
        --theme) ask=(themes) from=1 ;;
        --pilot) ask=("${of[@]}" list pilots) ;;
        COMMANDS) if ((at == COMP_CWORD - 1)); then ask=("${of[@]}" list pilots); fi ;;
    esac
    if ((${#ask[@]} == 0)); then
        _steerco "$@"
        return
    fi
    COMPREPLY=()
    while IFS= read -r name; do
        printf -v name %q "$name"
        if [[ $name == "$cur"* ]]; then COMPREPLY+=("$name"); fi
    done < <("$1" "${ask[@]}" 2>/dev/null | tail -n "+$from" | sed 's/  .*//')
}
complete -F _steerco_named -o bashdefault -o default steerco
